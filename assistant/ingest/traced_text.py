"""Text that knows, for every character, where in the original it came from."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Traced:
    """A text and, per character, the offset of the original's character that it is or was put in before."""

    text: str
    offsets: tuple[int, ...]

    @staticmethod
    def cut(source: str, start: int, end: int) -> Traced:
        """Cut a piece out of the original."""
        return Traced(source[start:end], tuple(range(start, end)))

    def __getitem__(self, span: slice) -> Traced:
        return Traced(self.text[span], self.offsets[span])

    def __add__(self, other: Traced) -> Traced:
        return Traced(self.text + other.text, self.offsets + other.offsets)

    def put(self, before: str, after: str = "") -> Traced:
        """Put characters of ours around the text; they stand where its first and last character do."""
        first, last = (self.offsets[0], self.offsets[-1]) if self.offsets else (0, 0)
        offsets = (first,) * len(before) + self.offsets + (last,) * len(after)
        return Traced(before + self.text + after, offsets)

    def strip(self) -> Traced:
        """Drop the blanks around the text."""
        left = len(self.text) - len(self.text.lstrip())
        return self[left : left + len(self.text.strip())]

    def drop(self, pattern: re.Pattern[str], within: re.Pattern[str] | None = None) -> Traced:
        """Drop what the pattern finds, only inside of what `within` finds where that is given."""
        if within is None:
            spans = [found.span() for found in pattern.finditer(self.text)]
        else:
            around = [found.span() for found in within.finditer(self.text)]
            spans = [found.span() for begin, end in around for found in pattern.finditer(self.text, begin, end)]
        if not spans:
            return self
        edges = [0, *(edge for span in spans for edge in span), len(self.text)]
        return join(self[begin:end] for begin, end in zip(edges[::2], edges[1::2], strict=True))

    def squeeze(self, pattern: re.Pattern[str]) -> Traced:
        """Leave one plain blank of each run of blanks that the pattern finds."""
        text: list[str] = []
        offsets: list[int] = []
        at = 0
        for found in pattern.finditer(self.text):
            text += [self.text[at : found.start()], " "]
            offsets += self.offsets[at : found.start() + 1]
            at = found.end()
        return Traced("".join([*text, self.text[at:]]), (*offsets, *self.offsets[at:]))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Map a half-open span of the text to that of the original that it was made from."""
        if start >= end or not self.offsets:
            return (0, 0) if not self.offsets else (self.offsets[min(start, len(self.offsets) - 1)],) * 2
        return self.offsets[start], self.offsets[min(end, len(self.offsets)) - 1] + 1


def join(pieces: Iterable[Traced], between: str = "") -> Traced:
    """Join traced texts; what stands between them stands where the one before ends."""
    text: list[str] = []
    offsets: list[int] = []
    for piece in pieces:
        if text and between:
            text.append(between)
            offsets += [offsets[-1] if offsets else 0] * len(between)
        text.append(piece.text)
        offsets += piece.offsets
    return Traced("".join(text), tuple(offsets))
