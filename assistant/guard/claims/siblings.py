"""Facts of rows that a figure names beside those that its words fit best: by name, by a tier, or by what it goes on.

对旅行社按20元/人、对承接基地按5元/人: the words of one award may outweigh the short name of another in their sentence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from assistant.guard.claims.book import NoticeBook
from assistant.guard.claims.comparing import HALF
from assistant.guard.claims.draft import AGAIN, Draft
from assistant.guard.claims.facts import Fact
from assistant.guard.claims.phrases import coverage, pairs
from assistant.models import Reward

NEAR = 3  # how many quantities before a figure its sentence may have named what it goes on
FEW = 2  # rows that may have a tier of a name by which one is known
SHORTEST = 2


def beside(draft: Draft, at: int) -> Iterator[Fact]:
    """Yield the awards of a figure's value of the rows that its own words name, or that its sentence went on with."""
    figure = draft.quantities[at]
    key, said = figure.key, draft.sheet.text[draft.reader.frame(at).floor : figure.start]
    scope = draft.scope(at)
    clauses = {draft.book.clause_of(subject) for subject in scope}
    top = next((subject for subject in scope if subject in draft.book.rewards), None)
    told = _told(draft, at)
    going_on = {fact.reward.id for fact in told if fact.reward}
    for fact in draft.book.facts:
        row = fact.reward
        if row is None or not fact.is_award or fact.key != key:
            continue
        is_named = draft.book.clause_of(row.id) in clauses and _is_named(row, said)
        if is_named and top not in (None, row.id) and _is_named(draft.book.rewards[top], said):
            is_named = draft.book.contrast.speaks_for(pairs(said), row.id, top) > 0
        if (row.id in going_on and fact not in told) or is_named or _is_named_by_tier(draft.book, fact, said):
            yield fact


def _told(draft: Draft, at: int) -> list[Fact]:
    """Return the facts of what was said rightly just before a figure in its sentence, unless it is said to add up."""
    start, figure = draft.reader.frame(at).sentence[0], draft.quantities[at]
    if AGAIN.search(draft.sheet.text, draft.reader.frame(at).floor, figure.start):
        return []
    before = (n for n in range(max(0, at - NEAR), at) if draft.quantities[n].start >= start)
    return [fact for n in before if not draft.rulings[n].reason and (fact := draft.rulings[n].fact) is not None]


def _is_named(row: Reward, said: str) -> bool:
    """Whether a clause has most of the words of a row's name or beneficiary."""
    return any(name and coverage(name, [said]) > HALF for name in (row.name, row.beneficiary))


def _is_named_by_tier(book: NoticeBook, fact: Fact, said: str) -> bool:
    """Whether a clause names a fact's tier by a word that few rows have: 丙级."""
    names = {tier.case for n in fact.tiers if fact.reward and (tier := fact.reward.tiers[n]).case and not tier.level}
    spread = Counter(case for row in book.rewards.values() for case in {tier.case for tier in row.tiers if tier.case})
    return any(len(name) >= SHORTEST and name in said and spread[name] < FEW for name in names)
