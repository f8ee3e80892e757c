"""Which of two rows a figure is said of that share most of their words: by the nearest words that only one of them has.

The loading and the unloading of ships may be rewarded in sentences that differ in one word; where a figure is one
row's value and the words beside it are only in the other row, it is said of the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from functools import lru_cache

from assistant.guard.claims.frames import Frame
from assistant.guard.claims.quantities import Quantity
from assistant.guard.claims.subjects import Subjects, Surroundings

CLEAR = 1.5  # how much the words must weigh that only one row has
OUTWEIGHED = 3.0  # how many times as much as those of the row that gives the figure
STRONG = 5.0  # how much they weigh where they speak for it wherever they stand
NEAR, FAR, ASKED = 0.62, 0.9, 1.5  # how well the other row must fit, in shares of the own, by where its words stand
MOST_PAIRS = 4096
_EXCESS = frozenset(("超出", "出部", "部分"))  # what a rate of an excess is said with in any row
_FUNCTIONAL = frozenset("的第其该各每对按给为在和及与或以并且最再可能会应须将已一二三四五六七八九十两奖励补助贴予级")


class Contrast:
    """The pairs of characters that tell two rows apart."""

    def __init__(self, subjects: Subjects) -> None:
        self._subjects = subjects
        self._only = lru_cache(MOST_PAIRS)(self._compare)

    def _compare(self, one: str, other: str) -> frozenset[str]:
        only = self._subjects.pairs_of(one) - self._subjects.pairs_of(other)
        return frozenset(pair for pair in only - _EXCESS if not _FUNCTIONAL & set(pair))

    def speaks_for(self, said: Set[str], one: str, other: str) -> float:
        """Return how much the words weigh that of two rows only the first has."""
        return sum(self._subjects.weight(pair) for pair in said & self._only(one, other))

    def names(self, one: str, other: str, said: Set[str]) -> bool:
        """Whether words are said that of two rows only the name of the first has."""
        return bool(said & (self._subjects.name_pairs(one) - self._subjects.name_pairs(other)))

    def is_said_of_other(
        self, surroundings: Surroundings, quantity: Quantity, frame: Frame, own: str, other: str, lead: float
    ) -> bool:
        """Whether the nearest words that tell two rows apart speak for the other one alone.

        `lead` is how much better the other fits all words around; what stands farther off must be borne out by it.
        """
        for said, least in nearest(surroundings, quantity, frame):
            mine, theirs = self.speaks_for(said, own, other), self.speaks_for(said, other, own)
            if mine * OUTWEIGHED > theirs or (mine and theirs < CLEAR):
                return False
            if theirs >= CLEAR:
                is_strong = not mine and theirs >= STRONG and least != ASKED
                return lead >= (NEAR if is_strong else least)
        return False


def nearest(surroundings: Surroundings, quantity: Quantity, frame: Frame) -> Iterator[tuple[Set[str], float]]:
    """Yield the pairs of the words around a figure, from the nearest place to the farthest, with the lead they need."""
    spans = surroundings.levels(quantity, frame.floor, frame.ceiling)
    yield from ((surroundings.pairs(span), NEAR if place < 2 else FAR) for place, span in enumerate(spans))
    yield surroundings.asked_pairs, ASKED
