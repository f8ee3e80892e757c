"""Recognise what a text quotes from the policies word for word."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.guard.marks import Marked
from assistant.guard.sheet import Item, Sheet, Span
from assistant.policy.corpus import Corpus
from assistant.text.normalization import normalize

_PLAIN = re.compile(r"[\s“”‘’\"'「」『』《》>*_`|（）()]+")
_OPEN, _CLOSE = '“「『"‘', '”」』"’'
SHORTEST = 12


@dataclass(frozen=True, slots=True)
class Quotation:
    """A verbatim piece of a clause that holds a figure."""

    clause: str
    span: Span


class Quotations:
    """Compares sentences with the text of the clauses, without blanks, quotation marks and brackets."""

    def __init__(self, corpus: Corpus) -> None:
        self._clauses = tuple((clause.label, _squeeze(normalize(clause.text).text)) for clause in corpus.clauses)

    def find(self, sheet: Sheet, item: Item, marked: Marked) -> Quotation | None:
        """Return the verbatim quotation around a figure, if it names what it speaks of; else None."""
        start, end = sheet.sentence(item.start, item.end)
        for span in self._pieces(sheet, item, start, end):
            plain = _squeeze(sheet.text[slice(*span)])
            if len(plain) < SHORTEST or not any(not mark.weak for mark in marked.topics.inside(*span)):
                continue
            for label, text in self._clauses:
                if plain in text:
                    return Quotation(label, span)
        return None

    def _pieces(self, sheet: Sheet, item: Item, start: int, end: int) -> tuple[Span, ...]:
        """Return what may be quoted around a figure: the sentence, and what is in quotation marks or behind a colon."""
        text = sheet.text
        pieces = [(start, end)]
        opened = max(text.rfind(mark, start, item.start) for mark in _OPEN + "：:—")
        if opened >= 0:
            closes = [at for at in (text.find(mark, item.end, end) for mark in _CLOSE) if at >= 0]
            pieces.append((opened + 1, min(closes, default=end)))
            first = min(at for at in (text.find(mark, start, item.start) for mark in _OPEN + "：:—") if at >= 0)
            pieces.append((first + 1, end))
            last = max((text.rfind(mark, item.end, end) for mark in _CLOSE), default=-1)
            if last > item.end:
                pieces.append((first + 1, last))
        # Longest first: a quotation may hold quotation marks of its own.
        return tuple(sorted(pieces, key=lambda piece: piece[0] - piece[1]))


def _squeeze(text: str) -> str:
    return _PLAIN.sub("", text)
