"""Facts of rows that a figure names beside those that its words fit best: by name, by a tier, or by what it goes on.

对旅行社按20元/人、对承接基地按5元/人: the words of one award may outweigh the short name of another in their sentence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from assistant.guard.claims.book import NoticeBook
from assistant.guard.claims.comparing import HALF
from assistant.guard.claims.draft import Draft
from assistant.guard.claims.facts import Fact
from assistant.guard.claims.phrases import coverage
from assistant.models import Reward

NEAR = 3  # how many quantities before a figure its sentence may have named what it goes on
FEW = 2  # rows that may have a tier of a name by which one is known
SHORTEST = 2


def beside(draft: Draft, at: int) -> Iterator[Fact]:
    """Yield the awards of a figure's value of the rows that its own words name, or that its sentence went on with."""
    figure = draft.quantities[at]
    key, said = figure.key, draft.sheet.text[draft.reader.frame(at).floor : figure.start]
    clauses = {draft.book.clause_of(subject) for subject in draft.scope(at)}
    going_on = _going_on(draft, at)
    for fact in draft.book.facts:
        row = fact.reward
        if row is None or not fact.is_award or fact.key != key:
            continue
        is_here = draft.book.clause_of(row.id) in clauses
        if row.id in going_on or (is_here and _is_named(row, said)) or _is_named_by_tier(draft.book, fact, said):
            yield fact


def _going_on(draft: Draft, at: int) -> frozenset[str]:
    """Return the rows of the right awards just before a figure in its sentence."""
    start = draft.reader.frame(at).sentence[0]
    before = (n for n in range(max(0, at - NEAR), at) if draft.quantities[n].start >= start)
    facts = (draft.rulings[n].fact for n in before if not draft.rulings[n].reason)
    return frozenset(fact.reward.id for fact in facts if fact is not None and fact.reward is not None)


def _is_named(row: Reward, said: str) -> bool:
    """Whether a clause has most of the words of a row's name or beneficiary."""
    return any(name and coverage(name, [said]) > HALF for name in (row.name, row.beneficiary))


def _is_named_by_tier(book: NoticeBook, fact: Fact, said: str) -> bool:
    """Whether a clause names a fact's tier by a word that few rows have: 丙级."""
    names = {tier.case for n in fact.tiers if fact.reward and (tier := fact.reward.tiers[n]).case and not tier.level}
    spread = Counter(case for row in book.rewards.values() for case in {tier.case for tier in row.tiers if tier.case})
    return any(len(name) >= SHORTEST and name in said and spread[name] < FEW for name in names)
