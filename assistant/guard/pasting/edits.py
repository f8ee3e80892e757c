"""A text written anew in places, with a map of every character back to where it stood."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate
from typing import NamedTuple


class Edit(NamedTuple):
    """A span of a text, and what is read in its place."""

    start: int
    end: int
    text: str


class Rewritten(NamedTuple):
    """A text as it is to be read, and per character of it an offset in the text that was given, never falling."""

    text: str
    offsets: tuple[int, ...]


def as_written(text: str) -> Rewritten:
    """Return a text unchanged."""
    return Rewritten(text, tuple(range(len(text))))


def rewrite(given: Rewritten, edits: Iterable[Edit]) -> Rewritten:
    """Apply edits that do not overlap; what is put in leads to the span that it stands for, or to what is before it.

    >>> rewrite(as_written("国家级 500"), [Edit(7, 7, "万元")])
    Rewritten(text='国家级 500万元', offsets=(0, 1, 2, 3, 4, 5, 6, 6, 6))
    """
    pieces: list[str] = []
    offsets: list[int] = []
    at = 0
    for edit in sorted(edits):
        pieces += [given.text[at : edit.start], edit.text]
        offsets += given.offsets[at : edit.start]
        offsets += _led_back(given, edit)
        at = edit.end
    pieces.append(given.text[at:])
    offsets += given.offsets[at:]
    return Rewritten("".join(pieces), tuple(accumulate(offsets, max)))


def _led_back(given: Rewritten, edit: Edit) -> list[int]:
    """Return for each character put in where it leads: through the span that was replaced, the last one to its end."""
    if edit.start == edit.end:
        place = given.offsets[edit.start - 1] if edit.start else 0
        return [place] * len(edit.text)
    last = edit.end - 1
    inner = [given.offsets[min(edit.start + i, last)] for i in range(len(edit.text) - 1)]
    return [*inner, given.offsets[last]] if edit.text else []
