"""What to ask a firm next: first what begun programmes lack, then whole subjects, two questions at a time."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.eligibility.assessment import Assessment, Programme
from assistant.eligibility.judging import Gap, date_word
from assistant.eligibility.profile import Profile
from assistant.models import Model
from assistant.policy.criteria import AwardCriteria, Criteria, Group, ProfileField

AT_ONCE = 2


class Question(Model):
    """A question with the fields that its answer is read into; `subject` is true where it asks for a whole group."""

    id: str
    text: str
    fields: tuple[str, ...]
    subject: bool = False


def choose_questions(
    criteria: Criteria, assessment: Assessment, profile: Profile, asked: frozenset[str]
) -> tuple[Question, ...]:
    """Return at most two questions that have not been asked."""
    questions = (*_of_programmes(criteria, assessment), *_of_groups(criteria, profile))
    return tuple(question for question in questions if question.id not in asked)[:AT_ONCE]


def _of_programmes(criteria: Criteria, assessment: Assessment) -> Iterator[Question]:
    """Yield one question a field that a begun programme lacks something of."""
    awards = {award.award: award for award in criteria.awards}
    gaps: dict[str, list[Gap]] = {}
    for programme in assessment.programmes:
        if programme.begun and programme.verdict != "unmet":
            for name, gap in _gaps(programme, awards[programme.reward], criteria):
                gaps.setdefault(name, []).append(gap)
    for name, lacking in gaps.items():
        field = criteria.field(name)
        if field is not None:
            kinds = sorted(set(lacking))
            yield Question(id=f"{name}:{'+'.join(kinds)}", text=_text(field, set(lacking)), fields=(name,))


def _gaps(programme: Programme, award: AwardCriteria, criteria: Criteria) -> Iterator[tuple[str, Gap]]:
    for condition in programme.conditions:
        if condition.gap is not None:
            yield condition.field, condition.gap
    base = criteria.field(award.base) if award.base else None
    if base is not None and base.label in programme.needed:
        yield base.id, "amount"


def _of_groups(criteria: Criteria, profile: Profile) -> Iterator[Question]:
    """Yield the subjects: those that nothing was said of first."""
    touched = {group.id: _fields(criteria, group) & profile.fields for group in criteria.groups}
    for group in sorted(criteria.groups, key=lambda group: bool(touched[group.id])):
        if touched[group.id] != _fields(criteria, group):
            lead = "除已说明的以外，" if touched[group.id] else ""
            names = tuple(field.id for field in criteria.fields_of(group.id))
            yield Question(id=group.id, text=f"{lead}{group.question}", fields=names, subject=True)


def _fields(criteria: Criteria, group: Group) -> frozenset[str]:
    return frozenset(field.id for field in criteria.fields_of(group.id))


def _text(field: ProfileField, gaps: set[Gap]) -> str:
    match field.kind:
        case "title" if "answer" in gaps:
            return f"是否取得{field.label}？有的请说明{'级别和' if field.levels else ''}{date_word(field)}。"
        case "title":
            words = (["级别"] if "level" in gaps else []) + ([date_word(field)] if gaps & {"date", "day"} else [])
            return f"{field.label}的{'和'.join(words)}是什么？"
        case "yes_no":
            return f"是否属实：{field.label}？"
        case "money":
            return f"{field.label}是多少？"
        case "date":
            return f"{field.label}是哪一天？"
    return f"{field.label}：属于{'、'.join(field.options)}中的哪一种？"
