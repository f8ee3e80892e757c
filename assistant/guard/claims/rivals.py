"""The row that a figure is said of where another row gives it: 内贸 beside the figure of 外贸."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.guard.claims.draft import AGAIN, Draft
from assistant.guard.claims.facts import Fact
from assistant.guard.claims.ranks import compare_rank
from assistant.guard.claims.subjects import SHORTEST_NAME
from assistant.text import summing

TOGETHER = re.compile(f"[两二三几][项份笔样]|加起来|合起来|加总|{summing.TOTAL}|累计|之和")


def other_award(draft: Draft, at: int, fact: Fact, facts: Sequence[Fact], supporting: frozenset[str]) -> Fact | None:
    """Return a fact of another row that the words beside a figure speak of rather than of the row that gives it."""
    if fact.reward is None or TOGETHER.search(draft.around(at).clause):
        return None
    if any(one.reward is fact.reward for one in draft.facts_before(at)):
        return None
    if fact.tier is not None and fact.tier.on_top_of and AGAIN.search(draft.around(at).clause):
        return None
    named = draft.named_beside(at)
    if fact.reward.id in named:
        return None
    if (other := _named_instead(draft, at, fact, facts)) is not None:
        return other
    own, scores, contrast = fact.reward.id, draft.scores(at), draft.book.contrast
    what = draft.surroundings, draft.quantities[at], draft.reader.frame(at)
    others = {
        other.reward.id: other for other in reversed(facts)
        if other.reward is not None and other.is_award and other.figure.counter == fact.figure.counter
        and other.reward.id not in supporting and (other.claim.bound != "at_most" or fact.claim.bound == "at_most")
    }  # fmt: skip
    claim, around = draft.claims[at], draft.around(at)
    others = {row: one for row, one in others.items() if compare_rank(one, claim, around)[0] != "contradicts"}
    said = draft.surroundings.pairs(draft.reader.frame(at).clause)
    others = {
        row: one for row, one in others.items()
        if own not in draft.book.linked(row) or contrast.speaks_for(said, row, own)
    }  # fmt: skip
    said_there = next(
        (one for row, one in others.items() if row in named and not contrast.names(own, row, draft.said(at))), None
    )
    if said_there is not None:
        return said_there
    leads = {row: scores[row] / scores[own] if scores[own] else 0.0 for row in others}
    return next((one for row, one in others.items() if contrast.is_said_of_other(*what, own, row, leads[row])), None)


def _named_instead(draft: Draft, at: int, fact: Fact, facts: Sequence[Fact]) -> Fact | None:
    """Return a fact of the one row whose whole name the sentence has, where no word of it speaks for the row meant."""
    assert fact.reward is not None
    start, place = draft.reader.frame(at).sentence[0], draft.quantities[at].start
    named = draft.book.subjects.named_in(draft.sheet.text[start:place], SHORTEST_NAME)
    if len(named) != 1 or fact.reward.id in named or draft.reader.judged_before(at) is not None:
        return None
    (row,) = named
    said = draft.surroundings.pairs((start, place))
    if draft.book.contrast.speaks_for(said, fact.reward.id, row):
        return None
    return next((one for one in facts if one.reward and one.reward.id == row and one.is_award), None)


def other_size(draft: Draft, at: int, fact: Fact, facts: Sequence[Fact]) -> Fact | None:
    """Return the condition of another row that the words beside a size speak of rather than of the row it is of."""
    own, contrast, scores = draft.book.rows_beside(fact), draft.book.contrast, draft.scores(at)
    what = draft.surroundings, draft.quantities[at], draft.reader.frame(at)
    others = [one for one in facts if one.figure.counter == fact.figure.counter and one.key != fact.key]
    rivals = {row: one for one in reversed(others) for row in draft.book.rows_beside(one) - own if row in scores}
    if not own:
        return None

    def is_meant(row: str) -> bool:
        leads = ((mine, scores[row] / (scores[mine] or 1.0)) for mine in own)
        return all(contrast.is_said_of_other(*what, mine, row, lead) for mine, lead in leads)

    return next((one for row, one in rivals.items() if is_meant(row)), None)
