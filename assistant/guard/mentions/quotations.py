"""Recognise what a text quotes from the policies word for word."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.guard.layout.items import Item
from assistant.guard.layout.lines import Span
from assistant.guard.layout.sheet import Sheet
from assistant.guard.mentions.marks import Mark, Marked
from assistant.policy.corpus import Corpus
from assistant.policy.lexicon import fold
from assistant.text.figures import Unit
from assistant.text.normalization import normalize

_LINES = str.maketrans("", "", "\n>|")
_OPEN, _CLOSE = '“「『"‘', '”」』"’'
_OPENING, _CLOSING = re.compile(f"[{_OPEN}：:—]"), re.compile(f"[{_CLOSE}]")
_LEAD = re.compile("[^，,。；\n]{1,12}[，,]")  # 您好，
MOST_OPENED = 6  # quotation marks and colons before a figure that are tried
SHORTEST = 12
LONGEST_TITLE = 30
_QUOTED = (Unit.YUAN, Unit.PERCENT, Unit.YEARS)


@dataclass(frozen=True, slots=True)
class Quotation:
    """A verbatim piece of a clause that holds a figure."""

    policies: frozenset[str]
    span: Span


class Quotations:
    """Compares sentences with the text of the clauses, without blanks, quotation marks and brackets."""

    def __init__(self, corpus: Corpus) -> None:
        self._clauses = tuple((clause.policy, _squeeze(normalize(clause.text).text)) for clause in corpus.clauses)
        self._titles = frozenset(_squeeze(normalize(clause.title).text) for clause in corpus.clauses if clause.title)
        self._openings = frozenset(text[at : at + SHORTEST] for _, text in self._clauses for at in range(len(text)))

    def find_all(self, sheet: Sheet, marked: Marked) -> tuple[Quotation | None, ...]:
        """Return for each figure the verbatim quotation around it, if that names what it speaks of; else None."""
        read: dict[Span, frozenset[str]] = {}
        found: list[Quotation | None] = []
        for item in sheet.items:
            spans = self._pieces(sheet, item, marked)
            for span in spans:
                if span not in read:
                    read[span] = self._policies_of(sheet, span, marked)
            found.append(next((Quotation(read[span], span) for span in spans if read[span]), None))
        return tuple(found)

    def is_title(self, sheet: Sheet, mark: Mark) -> bool:
        """Whether a mention is part of a clause's title in quotation marks: 第（五）条“推动专精特新企业发展”."""
        opened = max(sheet.text.rfind(one, max(0, mark.start - LONGEST_TITLE), mark.start) for one in _OPEN)
        closes = [at for one in _CLOSE if (at := sheet.text.find(one, mark.end, mark.end + LONGEST_TITLE)) >= 0]
        return opened >= 0 and bool(closes) and _squeeze(sheet.text[opened : min(closes)]) in self._titles

    def _policies_of(self, sheet: Sheet, span: Span, marked: Marked) -> frozenset[str]:
        """Return the policies whose words a span repeats."""
        if span[1] - span[0] < SHORTEST or all(mark.weak for mark in marked.topics.inside(*span)):
            return frozenset()
        plain = _squeeze(sheet.text[slice(*span)])
        if len(plain) < SHORTEST or plain[:SHORTEST] not in self._openings:
            return frozenset()
        return frozenset(policy for policy, text in self._clauses if plain in text)

    @staticmethod
    def _pieces(sheet: Sheet, item: Item, marked: Marked) -> tuple[Span, ...]:
        """Return what may be quoted around a figure: the sentence, and what is in quotation marks or behind a colon."""
        text, (start, end) = sheet.text, sheet.sentence_of(item)
        if item.unit not in _QUOTED or all(mark.weak for mark in marked.topics.inside(start, end)):
            return ()
        pieces = [(start, end)]
        opened = [found.end() for found in _OPENING.finditer(text, start, item.start)][-MOST_OPENED:]
        if led := _LEAD.match(text, start, item.start):
            opened.append(led.end())
        if opened:
            closed = [found.start() for found in _CLOSING.finditer(text, item.end, end)]
            ends = {end, *closed[:1], *closed[-1:]}
            pieces += [(first, last) for first in opened for last in ends]
        return tuple(sorted(pieces, key=lambda piece: piece[0] - piece[1]))  # the longest first


def _squeeze(text: str) -> str:
    return fold(text.translate(_LINES))
