"""The eligibility of a firm as outsiders see it: the form, and the assessment with its text."""

from __future__ import annotations

from datetime import date

from assistant.answering.notices import Notices
from assistant.answering.parts import Parts
from assistant.answering.wording import plain
from assistant.eligibility.assessment import Assessment, Assessor
from assistant.eligibility.profile import Profile
from assistant.eligibility.writing import say
from assistant.errors import UsageError
from assistant.models import Model
from assistant.policy.corpus import Corpus
from assistant.policy.criteria import Criteria, FieldKind


class FormField(Model):
    """A field of the form."""

    id: str
    label: str
    kind: FieldKind
    levels: tuple[str, ...]
    options: tuple[str, ...]
    unit: str | None
    help: str | None
    date_label: str | None
    several: bool


class FormGroup(Model):
    """Fields of one subject."""

    id: str
    label: str
    unfolded: bool
    fields: tuple[FormField, ...]


class Form(Model):
    """What a firm is asked under one policy."""

    policy: str
    number: str
    title: str
    effective: date
    window_end: date
    groups: tuple[FormGroup, ...]


class EligibilityReport(Model):
    """An assessment with what must be known first and its whole text, ready to be copied unless the guard objects."""

    title: str
    assessment: Assessment
    notices: tuple[str, ...]
    principle: str
    text: str | None


def find_criteria(corpus: Corpus, policy: str | None) -> Criteria:
    """Return the criteria of a policy, of the first one where none is named; raise `UsageError` failing any."""
    found = next((criteria for criteria in corpus.criteria if policy in (None, criteria.policy)), None)
    if found is None:
        raise UsageError("这份政策没有可以对照的条件，请核对政策编号。")
    return found


def describe_form(corpus: Corpus, criteria: Criteria) -> Form:
    """Return the form of one policy."""
    meta = corpus.policy(criteria.policy).meta
    shown = set(FormField.model_fields)
    return Form(
        policy=meta.id,
        number=meta.name,
        title=meta.title,
        effective=meta.since,
        window_end=criteria.window.until,
        groups=tuple(
            FormGroup(
                id=group.id,
                label=group.label,
                unfolded=group.unfolded,
                fields=tuple(FormField(**field.model_dump(include=shown)) for field in criteria.fields_of(group.id)),
            )
            for group in criteria.groups
        ),
    )


def report(corpus: Corpus, criteria: Criteria, profile: Profile, as_of: date) -> EligibilityReport:
    """Judge a profile and say all of it."""
    meta = corpus.policy(criteria.policy).meta
    parts = Parts(corpus)
    assessment = Assessor(corpus, criteria).assess(profile, as_of)
    said = say(assessment, criteria, meta)
    notices = Notices(corpus, parts).of_policy(criteria.policy, as_of, awarded=True, by_number=False)
    grounds = parts.grounds(corpus.clause(citation.policy, citation.clause) for citation in said.citations)
    text = "\n\n".join((*notices, *said.paragraphs, grounds, corpus.messages.disclaimer))
    return EligibilityReport(
        title=meta.title,
        assessment=assessment,
        notices=tuple(notice.replace("**", "") for notice in notices),
        principle=(
            f"{criteria.stacking.quote}（{criteria.stacking.clause}）。同一项目不同级别只计从优的一档；"
            f"不同项目能否同时享受，文件没有明确规定，由{meta.authority}解释。"
        ),
        text=plain(text),
    )
