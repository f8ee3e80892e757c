"""The words of each figure of a text: its comma clause and sentence, and what stands between it and its neighbours."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from assistant.guard.claims.quantities import Quantity, read_quantities
from assistant.guard.layout.lines import Span
from assistant.guard.layout.sheet import Sheet

LEFT = 30  # how far before a figure its slots are read
FEW = 3  # so small a number may be part of a word: 一日游, 两项
BEHIND = 60
BETWEEN = re.compile(r"(?:[、至到和及以上下含—~-]|\([^()，。；]{0,20}\)){1,8}")


class Frame(NamedTuple):
    """Where the words of a figure stand: its comma clause, and within it the words between its neighbours."""

    clause: Span
    sentence: Span
    floor: int
    ceiling: int


class Frames:
    """The quantities of one laid-out text in order, and where the words of each stand."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.text = sheet.text
        self.quantities = read_quantities(sheet)
        self._starts = [quantity.start for quantity in self.quantities]
        self._counting = [at for at, quantity in enumerate(self.quantities) if self.counts(quantity)]
        self._judged = [at for at, quantity in enumerate(self.quantities) if quantity.is_judged]
        self._frames: dict[int, Frame] = {}

    def counts(self, quantity: Quantity) -> bool:
        """Whether a quantity parts the words of others: not the 一 of 一次 and 一条."""
        return quantity.is_judged or quantity.value > FEW or self.text[quantity.start].isascii()

    def frame(self, at: int) -> Frame:
        """Return where the words of a quantity stand."""
        if at not in self._frames:
            quantity = self.quantities[at]
            clause = self.sheet.clause(quantity.start, quantity.end)
            sentence = self.sheet.sentence(quantity.start, quantity.end)
            before, after = bisect_left(self._counting, at), bisect_right(self._counting, at)
            floor = max(clause[0], self.quantities[self._counting[before - 1]].end if before else 0)
            ceiling = clause[1]
            if after < len(self._counting):
                ceiling = min(ceiling, self.quantities[self._counting[after]].start)
            self._frames[at] = Frame(clause, sentence, min(floor, quantity.start), max(ceiling, quantity.end))
        return self._frames[at]

    def within(self, start: int, end: int) -> tuple[Quantity, ...]:
        """Return the quantities that begin within a span."""
        return self.quantities[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def judged(self, start: int, end: int) -> Iterator[Quantity]:
        """Yield the money and rates that begin within a span."""
        return (quantity for quantity in self.within(start, end) if quantity.is_judged)

    def judged_before(self, at: int) -> Quantity | None:
        """Return the money or rate before a quantity."""
        place = bisect_left(self._judged, at)
        return self.quantities[self._judged[place - 1]] if place else None

    def judged_after(self, at: int) -> Quantity | None:
        """Return the money or rate behind a quantity."""
        place = bisect_right(self._judged, at)
        return self.quantities[self._judged[place]] if place < len(self._judged) else None

    def start_of_own(self, at: int) -> int:
        """Return where the words before a figure start that can be its own: behind the money or rate before it."""
        before = self.judged_before(at)
        return max(self.frame(at).sentence[0], before.end if before else 0)

    def end_of_own(self, at: int) -> int:
        """Return where the words behind a figure end that can be its own: at the next figure of money or rate."""
        following = self.judged_after(at)
        end = min(self.frame(at).sentence[1], self.quantities[at].end + BEHIND)
        return min(end, following.start) if following else end

    def counting_before(self, place: int, at: int) -> int:
        """Return where the last quantity before `at` that parts words ends, of those that end before a place."""
        before = bisect_left(self._counting, at)
        while before and self.quantities[self._counting[before - 1]].end > place:
            before -= 1
        return self.quantities[self._counting[before - 1]].end if before else 0

    @cached_property
    def listed_from(self) -> tuple[int, ...]:
        """Where the list or range begins that each quantity stands in: 1000万元以上至2000万元、2000万元以上."""
        starts: list[int] = []
        for at, right in enumerate(self.quantities):
            left = self.quantities[at - 1] if at else None
            joined = left is not None and left.counter == right.counter
            joined = joined and BETWEEN.fullmatch(self.text, left.end, right.start) is not None  # type: ignore[union-attr]
            starts.append(starts[-1] if joined else right.start)
        return tuple(starts)

    @cached_property
    def lists(self) -> tuple[range, ...]:
        """The lists and ranges of more than one quantity, by their indices."""
        starts = self.listed_from
        firsts = [at for at in range(len(starts)) if not at or starts[at] != starts[at - 1]]
        return tuple(range(a, b) for a, b in pairwise([*firsts, len(starts)]) if b - a > 1)
