"""Answers that staff wrote and approved: made into drafts, which pass the same guard as all others.

An approved answer serves the questions whose key is equal, while the policies that it rests on are unchanged.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Protocol

from assistant.answering.draft import Draft
from assistant.answering.evidence import Evidence
from assistant.answering.notices import Notices
from assistant.answering.parts import Parts
from assistant.models import CheckedFigure, Citation, Clause, Model, Reward, StatedAmount, Tier
from assistant.policy.corpus import Corpus
from assistant.policy.outline import CLOSING, OPENING
from assistant.text.figures import Figure, Unit, find_figures

NUMERAL = "[一二三四五六七八九十]+"
NAMED = re.compile(rf"(?:第)?({NUMERAL})(?:条|部分|、)?，?(?:第)?[（(]({NUMERAL})[）)]|(第{NUMERAL}条)")


class ApprovedAnswer(Model):
    """An approved answer; `policies` names the version of each policy that it rests on."""

    id: int
    text: str
    policies: Mapping[str, str]


class ApprovedAnswers(Protocol):
    """Where approved answers are found; a store that can't be reached finds none."""

    def find(self, key: str) -> ApprovedAnswer | None:
        """Return the answer in use for the questions of this key."""
        ...

    def retire(self, identifier: int, reason: str) -> None:
        """Take an answer out of use that the guard no longer passes."""
        ...


class Editor:
    """Makes drafts of approved texts, on one corpus."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._parts = Parts(corpus)
        self._notices = Notices(corpus, self._parts)
        self._known_notices = frozenset(
            notice
            for policy in corpus.policies
            for day in (date.min, date.max)
            for by_number in (False, True)
            for notice in self._notices.of_policy(policy.meta.id, day, awarded=True, by_number=by_number)
        )
        self._versions = {policy.meta.id: _version(corpus, policy.meta.id) for policy in corpus.policies}

    def is_current(self, answer: ApprovedAnswer) -> bool:
        """Whether no policy that the answer rests on has changed since it was written."""
        return all(self._versions.get(policy) == version for policy, version in answer.policies.items())

    def versions(self, draft: Draft) -> dict[str, str]:
        """Return the versions of the policies that a draft cites; of all, where it cites none."""
        cited = {citation.policy for citation in draft.citations} or set(self._versions)
        return {policy: self._versions[policy] for policy in sorted(cited)}

    def draft(self, text: str, figures: tuple[CheckedFigure, ...], evidence: Evidence, as_of: date) -> Draft:
        """Return the text as a draft: behind the notice due on the date of asking, with citations and amounts.

        `figures` is what the guard made of the figures of `text`. A notice in it was due on the day of writing.
        """
        clauses = tuple(dict.fromkeys((*self._named(text, evidence), *self._supporting(figures, evidence))))
        awards = [r for r in self._corpus.rewards if r.kind == "award" and (r.policy, r.clause) in _places(clauses)]
        notices = self._notices.of(evidence, as_of, awarded=bool(awards))
        parts = text.strip().split("\n\n")
        body = [part for part in parts if part.removeprefix("> ").strip() not in self._known_notices]
        disclaimer = self._corpus.messages.disclaimer
        closing = () if disclaimer in text else (disclaimer,)
        said = find_figures(text)
        return Draft(
            status="answered",
            paragraphs=(*(f"> {notice}" for notice in notices), *body, *closing),
            citations=tuple(citation for clause in clauses for citation in self._cite(clause, said)),
            amounts=tuple(dict.fromkeys(self._amounts(said, figures))),
            notices=notices,
        )

    def _labelled(self, evidence: Evidence) -> dict[str, Clause]:
        """Return the clauses of the policies that the question is about, by label; the first policy's, if several."""
        clauses = [c for policy in evidence.policies for c in self._corpus.policy(policy).clauses]
        return {clause.label: clause for clause in reversed(clauses)}

    def _named(self, text: str, evidence: Evidence) -> Iterator[Clause]:
        """Yield the clauses that the text names: 二（一）, 第二条第（一）项, 附则."""
        known = self._labelled(evidence)
        for found in NAMED.finditer(text):
            label = found[3] or f"{found[1]}（{found[2]}）"
            if label in known:
                yield known[label]
        for label in (OPENING, CLOSING):
            if label in text and label in known:
                yield known[label]

    def _supporting(self, figures: tuple[CheckedFigure, ...], evidence: Evidence) -> Iterator[Clause]:
        supported = {figure.clause for figure in figures if figure.verdict == "supported"}
        yield from (clause for label, clause in self._labelled(evidence).items() if label in supported)

    def _cite(self, clause: Clause, said: tuple[Figure, ...]) -> tuple[Citation, ...]:
        """Cite what the clause says of the figures in the text; its heading, where it says nothing of them."""
        values = {figure.value for figure in said}
        rows = [r for r in self._corpus.rewards if (r.policy, r.clause) == (clause.policy, clause.label)]
        quotes = [t.quote for r in rows for t in r.tiers if values & {t.yuan, t.percent, t.count} - {None}]
        plain = clause.body if clause.label in (OPENING, CLOSING) else clause.title or clause.body
        return tuple(self._parts.cite(clause, quote) for quote in dict.fromkeys(quotes or [plain]))

    def _amounts(self, said: tuple[Figure, ...], figures: tuple[CheckedFigure, ...]) -> Iterator[StatedAmount]:
        """Yield the amounts that only one tier of their clause can support."""
        clauses = {figure.start: figure.clause for figure in figures if figure.verdict == "supported"}
        for figure in said:
            found = [amount for amount in self._supports(figure, clauses.get(figure.start))]
            if len(found) == 1:
                yield found[0]

    def _supports(self, figure: Figure, clause: str | None) -> Iterator[StatedAmount]:
        for reward in self._corpus.rewards:
            if reward.clause == clause and reward.kind == "award":
                yield from (a for tier in reward.tiers if (a := _amount(figure, reward, tier)) is not None)


def _amount(figure: Figure, reward: Reward, tier: Tier) -> StatedAmount | None:
    """Return the figure as an amount of the tier; None where the tier has no such figure."""
    yuan = figure.value if figure.unit is Unit.YUAN else None
    percent = figure.value if figure.unit is Unit.PERCENT else None
    capped = yuan is not None and yuan == tier.cap_yuan
    if not capped and ((yuan, percent) != (tier.yuan, tier.percent) or (yuan, percent) == (None, None)):
        return None
    bound = "at_most" if capped else tier.bound
    return bound and StatedAmount(
        text=figure.surface, yuan=yuan, percent=percent, bound=bound, source="table",
        reward=reward.id, tier=tier.level or tier.payer, clause=reward.clause,
    )  # fmt: skip


def _places(clauses: tuple[Clause, ...]) -> frozenset[tuple[str, str]]:
    return frozenset((clause.policy, clause.label) for clause in clauses)


def _version(corpus: Corpus, policy: str) -> str:
    """Return a digest of what a policy and its reward table say."""
    parts = [corpus.policy(policy).meta.model_dump_json(), corpus.policy(policy).text]
    parts += [reward.model_dump_json() for reward in corpus.rewards if reward.policy == policy]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
