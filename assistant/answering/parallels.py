"""The same matter in further policies: each in one paragraph, with its number, notices, figures and clauses."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assistant.answering.award_sections import brief_section
from assistant.answering.evidence import Evidence
from assistant.answering.notices import Notices
from assistant.answering.particulars import issued_in_brackets, say_interpreter
from assistant.answering.parts import Parts
from assistant.answering.subjects import Subject
from assistant.models import Citation, Model, StatedAmount
from assistant.policy.corpus import Corpus
from assistant.understanding.query import Query

LEAD = "同一事项在其他文件中的规定："
MOST_POLICIES = 2


class Parallel(Model):
    """What is said of one further policy."""

    paragraphs: tuple[str, ...]
    notices: tuple[str, ...]
    citations: tuple[Citation, ...]
    amounts: tuple[StatedAmount, ...] = ()


class Parallels:
    """Writes on further policies of one corpus."""

    def __init__(self, corpus: Corpus, parts: Parts, notices: Notices) -> None:
        self._lexicon = corpus.lexicon
        self._parts = parts
        self._notices = notices

    def write(self, query: Query, evidence: Evidence, as_of: date) -> tuple[Parallel, ...]:
        """Say what further policies have on the subjects of an answer, best first."""
        groups = [[s for s in evidence.parallels if s.policy == policy] for policy in evidence.scope.ids]
        filled = [group for group in groups if group][:MOST_POLICIES]
        return tuple(self._write(subjects, query, evidence, as_of) for subjects in filled)

    def _write(self, subjects: Sequence[Subject], query: Query, evidence: Evidence, as_of: date) -> Parallel:
        policy, parts = subjects[0].policy, self._parts
        said = [brief_section(reward, query, self._lexicon) for s in subjects for reward in s.awards]
        paid = evidence.route in ("awards", "stacking", "compare") and bool(said)
        lines = [part.direct for part in said] if paid else self._lines(subjects, query, evidence)
        notices = self._notices.of_policy(policy, as_of, bool(said) or evidence.route == "deadline", by_number=True)
        body = "；".join(line.rstrip("。") for line in lines)
        closing = parts.closing(policy) if evidence.route == "deadline" else None
        grounds = parts.grounds([closing, *(subject.clause for subject in subjects)])
        paragraph = f"**{self._name(policy, evidence)}**{issued_in_brackets(parts.meta(policy))}：{body}。{grounds}"
        quotes = [parts.cite(s.clause, parts.excerpt(s, query)) for s in subjects]
        return Parallel(
            paragraphs=(*(f"> {notice}" for notice in notices), paragraph),
            notices=notices,
            citations=tuple(parts.award_citations(subjects) if paid else dict.fromkeys(quotes)),
            amounts=tuple(amount for part in said for amount in part.amounts) if paid else (),
        )

    def _lines(self, subjects: Sequence[Subject], query: Query, evidence: Evidence) -> list[str]:
        """Say what the question asks for, where that is no award."""
        policy, parts = subjects[0].policy, self._parts
        if evidence.route == "deadline":
            return [parts.window_line(policy)]
        if evidence.route == "interpreter":
            return [say_interpreter(parts.meta(policy)).rstrip("。")]
        if evidence.route == "departments":
            return list(dict.fromkeys(f"责任单位：{parts.names(s.clause)}" for s in subjects if s.clause.departments))
        if evidence.route == "targets" and (targets := parts.targets(subjects)):
            return targets
        return list(dict.fromkeys(f"“{parts.excerpt(subject, query).rstrip('。')}”" for subject in subjects))

    def _name(self, policy: str, evidence: Evidence) -> str:
        """Name a document by its number, with its region where the answer rests on another's."""
        meta = self._parts.meta(policy)
        abroad = any(lead.region != meta.region for lead in self._parts.metas(evidence.policies))
        return f"{meta.region} {meta.name}".strip() if abroad else meta.name
