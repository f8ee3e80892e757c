"""Further rows and tiers that have what those already chosen lack of a message: 考出甲证的、考出乙证的各多少."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.answering.rowwise.asked import Asked
from assistant.models import Reward, Tier
from assistant.understanding.content import pairs
from assistant.understanding.rows import RowIndex, tier_words

GAIN = 2.5  # how much of a message, by rarity, a further row or tier must have that those before it lack
Scored = tuple[float, Reward]


def find_further(
    index: RowIndex, kept: Sequence[Scored], scored: Sequence[Scored], asked: Asked, most: int
) -> list[Scored]:
    """Return further rows of the clauses of those kept, at most so many in all, each with what all before it lack."""
    clauses = {(row.policy, row.clause) for _, row in kept}
    left: Mapping[str, float] = asked.own
    for _, row in kept:
        left = _without(index, left, row)
    found: list[Scored] = []
    near = [one for one in scored if (one[1].policy, one[1].clause) in clauses and one not in kept]
    while near and len(kept) + len(found) < most:
        best = max(near, key=lambda one: index.met_row(one[1], left))
        if index.met_row(best[1], left) < GAIN:
            break
        near.remove(best)
        found.append(best)
        left = _without(index, left, best[1])
    return found


def _without(index: RowIndex, weights: Mapping[str, float], row: Reward) -> dict[str, float]:
    met = index.words_met(row, weights)
    return {pair: weight for pair, weight in weights.items() if pair not in met}


def add_named(index: RowIndex, row: Reward, tiers: Sequence[Tier], named: Sequence[int], asked: Asked) -> list[int]:
    """Add to the tiers that a message names those of which it says rare words that these lack."""
    words = [pairs(tier_words(tier) or row.name) for tier in tiers]
    known = set[str]().union(*(words[at] for at in named))
    gains = {at: (words[at] - known) & set(asked.own) for at in range(len(tiers)) if at not in named}
    more = [at for at, met in gains.items() if sum(map(index.rarity, met)) >= GAIN]
    return sorted({*named, *more})
