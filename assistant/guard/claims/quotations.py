"""What a draft repeats of the notices word for word."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate

from assistant.guard.layout.lines import Span
from assistant.guard.layout.sheet import Sheet

SHORTEST = 14
_IGNORED = re.compile(r"[\s“”‘’\"'「」『』《》>*_`|（）()]+")
_OPENED = re.compile('[“"「『：:]')
_CLOSED = re.compile('[”"」』]')
_SENTENCE_END = re.compile("[。；;]")
_ENDS = re.compile(r"\s*(?:$|[。；;！!”\"」』\n])")


def plain(text: str) -> str:
    """Return a text as quotations are compared: without blanks, quotation marks and brackets."""
    return _IGNORED.sub("", text)


class Texts:
    """The texts of the notices by how their pieces begin."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.texts = tuple(map(plain, texts))
        self._openings = {text[at : at + SHORTEST] for text in self.texts for at in range(len(text))}
        self._sentences: Mapping[str, list[tuple[int, int]]] = self._starts()

    def _starts(self) -> Mapping[str, list[tuple[int, int]]]:
        starts: dict[str, list[tuple[int, int]]] = {}
        for number, text in enumerate(self.texts):
            for at in (0, *(found.end() for found in _SENTENCE_END.finditer(text))):
                starts.setdefault(text[at : at + SHORTEST], []).append((number, at))
        return starts

    def has(self, piece: str) -> bool:
        """Whether a plain piece stands in one of the texts; short ones don't count."""
        known = len(piece) >= SHORTEST and piece[:SHORTEST] in self._openings
        return known and any(piece in text for text in self.texts)

    def says(self, words: str) -> bool:
        """Whether a notice has these very words."""
        return any(plain(words) in text for text in self.texts)

    def longest(self, said: str, at: int) -> int:
        """Return how many characters of a plain text, from a place on, a notice has from the start of a sentence on."""
        starts = self._sentences.get(said[at : at + SHORTEST], ())
        return max((self._alike(said, at, *start) for start in starts), default=0)

    def _alike(self, said: str, at: int, number: int, start: int) -> int:
        told = self.texts[number][start:]
        pairs = zip(said[at : at + len(told)], told, strict=False)
        return next(
            (length for length, (one, other) in enumerate(pairs) if one != other), min(len(said) - at, len(told))
        )


def _is_shut(text: str, opened: re.Match[str], at: int) -> bool:
    """Whether what a mark opens ends before a place: “专精特新” before 10万元."""
    return opened[0] in "“「『" and _CLOSED.search(text, opened.end(), at) is not None


class Quotations:
    """The spans of a draft that are verbatim."""

    def __init__(self, sheet: Sheet, texts: Texts) -> None:
        self._sheet, self._texts = sheet, texts
        self._spans = tuple(self._find())
        self._ends = list(accumulate((end for _, end in self._spans), max))

    def _find(self) -> Iterator[Span]:
        """Yield what is repeated from the start of a notice's sentence on, up to where the draft's sentence ends."""
        text = self._sheet.text
        kept = [at for at, char in enumerate(text) if not _IGNORED.match(char)]
        said = "".join(text[at] for at in kept)
        at = 0
        while at < len(said):
            length = self._texts.longest(said, at)
            if length:
                start, end = kept[at], kept[at + length - 1] + 1
                stop = end if _ENDS.match(text, end) else max((text.rfind(m, start, end) for m in "。；;"), default=-1)
                if stop > start:
                    yield start, stop
            at += length or 1

    def holds(self, start: int, end: int) -> bool:
        """Whether a place is part of what is repeated word for word."""
        at = bisect_right(self._spans, start, key=lambda span: span[0]) - 1
        return (at >= 0 and self._ends[at] >= end) or self._is_quoted(start, end)

    def _is_quoted(self, start: int, end: int) -> bool:
        """Whether the sentence around a place is verbatim, or in it what quotation marks or a colon set apart."""
        text = self._sheet.text
        first, last = self._sheet.sentence(start, end)
        marks = (found for found in _OPENED.finditer(text, first, start) if not _is_shut(text, found, start))
        opened = [found.end() for found in marks][-4:]
        closed = [found.start() for found in _CLOSED.finditer(text, end, last)]
        firsts, lasts = (first, *opened), {last, *closed[:1], *closed[-1:]}
        return any(self._texts.has(plain(text[one:other])) for one in firsts for other in lasts)
