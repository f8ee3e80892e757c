"""The same matter in further policies: each in one paragraph, with its number, notices, figures and clauses."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assistant.answering.awards import brief_section
from assistant.answering.evidence import Evidence
from assistant.answering.parts import Parts, chinese_date
from assistant.answering.subjects import Subject
from assistant.models import Citation, Model, StatedAmount
from assistant.policy.lexicon import Lexicon
from assistant.understanding.query import Query

LEAD = "同一事项在其他文件中的规定："
MOST_POLICIES = 2


class Parallel(Model):
    """What is said of one further policy."""

    paragraphs: tuple[str, ...]
    notices: tuple[str, ...]
    citations: tuple[Citation, ...]
    amounts: tuple[StatedAmount, ...] = ()


def write_parallels(
    query: Query, evidence: Evidence, as_of: date, parts: Parts, lexicon: Lexicon
) -> tuple[Parallel, ...]:
    """Say what further policies have on the subjects of an answer, best first."""
    groups = [[s for s in evidence.parallels if s.policy == policy] for policy in evidence.scope.ids]
    return tuple(
        _write(subjects, query, evidence, as_of, parts, lexicon)
        for subjects in [group for group in groups if group][:MOST_POLICIES]
    )


def _write(
    subjects: Sequence[Subject], query: Query, evidence: Evidence, as_of: date, parts: Parts, lexicon: Lexicon
) -> Parallel:
    policy = subjects[0].policy
    awarded = any(subject.awards for subject in subjects)
    said = [part for s in subjects for reward in s.awards for part in [brief_section(reward, query, lexicon)]]
    paid = evidence.route in ("awards", "stacking", "compare") and bool(said)
    lines = [part.direct for part in said] if paid else _lines(subjects, query, evidence, parts)
    notices = parts.notice(policy, as_of, awarded or evidence.route == "deadline", by_number=True)
    meta = parts.meta(policy)
    name = f"{meta.region} {meta.number}" if _crosses_regions(policy, evidence, parts) else meta.number
    body = "；".join(line.rstrip("。") for line in lines)
    closing = parts.closing(policy) if evidence.route == "deadline" else None
    grounds = parts.grounds([closing, *(subject.clause for subject in subjects)])
    paragraph = f"**{name}**（{chinese_date(meta.issued)}印发）：{body}。{grounds}"
    return Parallel(
        paragraphs=(*(f"> {notice}" for notice in notices), paragraph),
        notices=notices,
        citations=_citations(subjects, query, parts, paid),
        amounts=tuple(amount for part in said for amount in part.amounts) if paid else (),
    )


def _lines(subjects: Sequence[Subject], query: Query, evidence: Evidence, parts: Parts) -> list[str]:
    """Say what the question asks for, where that is no award."""
    if evidence.route == "deadline":
        return [parts.window_line(subjects[0].policy)]
    if evidence.route == "interpreter":
        return [f"由{parts.meta(subjects[0].policy).interpreter}负责解释"]
    if evidence.route == "departments":
        return list(dict.fromkeys(f"责任单位：{parts.names(s.clause)}" for s in subjects if s.clause.departments))
    if evidence.route == "targets" and (targets := parts.targets(subjects)):
        return targets
    return list(dict.fromkeys(f"“{parts.excerpt(subject, query).rstrip('。')}”" for subject in subjects))


def _citations(subjects: Sequence[Subject], query: Query, parts: Parts, paid: bool) -> tuple[Citation, ...]:
    if paid:
        return tuple(parts.award_citations(subjects))
    return tuple(dict.fromkeys(parts.cite(s.clause, parts.excerpt(s, query)) for s in subjects))


def _crosses_regions(policy: str, evidence: Evidence, parts: Parts) -> bool:
    """Whether the policy is of another region than those that lead the answer."""
    return any(parts.meta(lead).region != parts.meta(policy).region for lead in evidence.policies)
