"""Which sentence of the notices a draft's sentence retells nearly word for word, and which figure stands where.

The sentences are laid beside each other, figures counting as alike where they count the same. Only characters of words
and figures are compared; marks are dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from functools import cached_property
from typing import NamedTuple

from assistant.guard.claims.phrases import pairs
from assistant.guard.claims.quantities import Quantity, read_quantities
from assistant.guard.layout.lines import Span
from assistant.guard.layout.sheet import Sheet

ALIKE = 0.75  # the share of a draft's sentence that the notice's has in the same order
SHORTEST = 10  # how many characters a sentence has at least that retells another
LONGEST = 240
LONGEST_SWAP = 6
BESIDE = 3  # how many characters beside a word may belong to it
MOST = 6  # how many sentences are laid beside one
_ENDS = re.compile("[。；;！？\n]")
_WORD = re.compile(r"[一-鿿A-Za-z]")
_BRACKETS = frozenset("及以上下至到含本数不和")
_FILLER = frozenset("的给予可以能为是了元再各则就按照并且由在其都将该对则均")


class Sentence(NamedTuple):
    """The characters of a sentence, each figure as one by what it counts; which figure stands where."""

    words: tuple[str, ...]
    figures: dict[int, Quantity]
    pairs: frozenset[str]
    starts: tuple[int, ...]
    text: str

    def place_of(self, quantity: Quantity) -> int | None:
        """Return at which place a figure stands."""
        return next((place for place, one in self.figures.items() if one.start == quantity.start), None)

    def run(self, place: int) -> int:
        """Return how many figures stand beside one another where one stands: 3 in 9万元、5万元、2万元."""
        return 1 + sum(self._joined(place, step) for step in (-1, 1))

    def _joined(self, place: int, step: int) -> int:
        """Return how many figures follow one in a direction, with nothing but words of a bracket between."""
        count, at = 0, place + step
        while 0 <= at < len(self.words) and (at in self.figures or self.words[at] in _BRACKETS):
            count += at in self.figures
            at += step
        return count


class Swap(NamedTuple):
    """Words in the place of others: where they stand, both with what stands beside them, and both alone."""

    span: Span
    said: str
    told: str
    own: str
    instead: str


class Retelling(NamedTuple):
    """A sentence beside the one that it retells: which place answers which, and how much of it is the other's."""

    said: Sentence
    told: Sentence
    places: dict[int, int]
    share: float

    @property
    def fit(self) -> tuple[float, int]:
        """How much of the sentence is the other's, and how many of its figures."""
        pairs = (
            (self.said.figures[a], self.told.figures.get(b)) for a, b in self.places.items() if a in self.said.figures
        )
        return self.share, sum(other is not None and one.key == other.key for one, other in pairs)

    def swaps(self) -> Iterator[Swap]:
        """Yield the short words that stand in the place of others, between words of both."""
        at, other = 0, 0
        for place in sorted(self.places):
            yield from self._swap((at, place), (other, self.places[place]))
            at, other = place + 1, self.places[place] + 1
        yield from self._swap((at, len(self.said.words)), (other, len(self.told.words)))

    def _swap(self, ours: Span, theirs: Span) -> Iterator[Swap]:
        said, told = self.said.words[slice(*ours)], self.told.words[slice(*theirs)]
        is_short = 0 < len(said) <= LONGEST_SWAP and 0 < len(told) <= LONGEST_SWAP
        if is_short and not any(word.startswith("#") for word in (*said, *told)):
            if not self._is_paid_the_same(ours):
                return
            wide = [
                "".join(one.words[max(0, start - BESIDE) : end + BESIDE])
                for one, (start, end) in ((self.said, ours), (self.told, theirs))
            ]
            span = self.said.starts[ours[0]], self.said.starts[ours[1] - 1] + 1
            yield Swap(span, wide[0], wide[1], "".join(said), "".join(told))

    def _is_paid_the_same(self, ours: Span) -> bool:
        """Whether the figure behind some words, or else before them, is that of the sentence retold."""
        behind = [at for at in self.said.figures if at >= ours[1]]
        place = min(behind) if behind else max(self.said.figures)
        told = self.told.figures.get(self.places.get(place, -1))
        return told is not None and told.key == self.said.figures[place].key

    def figure_at(self, place: int) -> Quantity | None:
        """Return the notice's figure in the place of one of the draft, if all words before it are the notice's."""
        other = self.places.get(place)
        if other is None or self.said.run(place) != self.told.run(other):
            return None
        begun = place
        while begun - 1 in self.said.figures:  # the words of a list stand before its first figure
            begun -= 1
        first = next((at for at in range(begun - 1, -1, -1) if at in self.said.figures), -1) + 1
        own = [at for at in range(first, begun) if at not in self.places and self.said.words[at] not in _FILLER]
        is_led = all(self.places.get(place - n) == other - n for n in (1, 2) if place - n >= 0)
        return self.told.figures.get(other) if is_led and not own else None


def sentences(sheet: Sheet, quantities: Sequence[Quantity]) -> Iterator[tuple[Span, Sentence]]:
    """Yield the sentences of a laid-out text."""
    start = 0
    for end in (*(found.start() for found in _ENDS.finditer(sheet.text)), len(sheet.text)):
        inside = [quantity for quantity in quantities if start <= quantity.start < end]
        if end - start >= SHORTEST and inside:
            yield (start, end), _read(sheet.text, (start, end), inside)
        start = end + 1


def _read(text: str, span: Span, inside: Sequence[Quantity]) -> Sentence:
    words: list[tuple[str, int]] = []
    figures: dict[int, Quantity] = {}
    at = span[0]
    for quantity in (*inside, None):
        stop = quantity.start if quantity is not None else span[1]
        words += ((found[0], found.start()) for found in _WORD.finditer(text, at, stop))
        if quantity is not None:
            figures[len(words)] = quantity
            words.append((f"#{quantity.counter}", quantity.start))
            at = quantity.end
    said, starts = zip(*words, strict=True) if words else ((), ())
    whole = text[slice(*span)]
    return Sentence(said, figures, frozenset(pairs(whole)), starts, whole)


class Retellings:
    """The sentences of some notices that a draft's may retell."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = tuple(texts)

    @cached_property
    def _told(self) -> tuple[Sentence, ...]:
        sheets = (Sheet(text) for text in self._texts)
        return tuple(one for sheet in sheets for _, one in sentences(sheet, read_quantities(sheet)))

    def of(self, said: Sentence) -> tuple[Retelling, ...]:
        """Return those that a sentence retells as nearly as any, if it does."""
        if len(said.words) - len(said.figures) < SHORTEST or len(said.words) > LONGEST:
            return ()
        shared = ((len(said.pairs & told.pairs), number) for number, told in enumerate(self._told))
        near = sorted((one for one in shared if one[0] >= 0.5 * len(said.pairs)), reverse=True)[:MOST]
        found = [_laid_beside(said, self._told[number]) for _, number in near]
        best = max((one.fit for one in found), default=(0.0, 0))
        return tuple(one for one in found if one.fit == best and one.share >= ALIKE)


def _laid_beside(said: Sentence, told: Sentence) -> Retelling:
    matcher = SequenceMatcher(None, said.words, told.words, autojunk=False)
    places = {a + n: b + n for a, b, size in matcher.get_matching_blocks() for n in range(size)}
    own = [at for at in range(len(said.words)) if at not in said.figures]
    return Retelling(said, told, places, sum(at in places for at in own) / max(1, len(own)))


class Retold:
    """The sentences of one text with those of the notices that they retell."""

    def __init__(self, sheet: Sheet, quantities: Sequence[Quantity], known: Retellings) -> None:
        self._quantities = quantities
        self._found = [(span, one, known.of(one)) for span, one in sentences(sheet, quantities)]

    def whole(self) -> Iterator[tuple[Span, tuple[Retelling, ...]]]:
        """Yield where the sentences stand that retell others, with these."""
        yield from ((span, told) for span, _, told in self._found if told)

    def instead(self, at: int) -> list[Quantity]:
        """Return the figures that the sentences retold have in the place of a quantity."""
        figure = self._quantities[at]
        found = next((one for one in self._found if one[0][0] <= figure.start < one[0][1]), None)
        place = found[1].place_of(figure) if found else None
        if found is None or place is None:
            return []
        return [told for one in found[2] if (told := one.figure_at(place)) is not None]
