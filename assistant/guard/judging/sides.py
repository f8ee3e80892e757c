"""Whose figures a comparison sets beside each other: 国家级单项冠军 and 小巨人, 省级财政 and 市级财政."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from assistant.guard.judging.reading import Reading
from assistant.guard.layout.lines import Span
from assistant.guard.mentions.marks import Mark, Marked
from assistant.guard.resolving.payers import name_payer
from assistant.guard.table.book import FactBook
from assistant.guard.table.facts import Fact
from assistant.text.figure_kinds import find_bases

REACH = 40  # how far before a comparison its two sides are looked for
_TITLE = 12  # how far before a programme its level stands
_PRONOUN = re.compile(r"^(?:它|其|该档|那个|那档|这个|这档)(?:的)?$")
_RATES = ("比例", "费率", "补助率")
_CAPS = ("上限", "封顶", "最高额")


class Side(NamedTuple):
    """One side of a relation: whose figures are compared."""

    topics: tuple[str, ...]
    levels: frozenset[str]
    payers: frozenset[str]


class SideFinder:
    """Resolves the two sides of a comparison."""

    def __init__(self, book: FactBook) -> None:
        self._book = book

    def is_award(self, reading: Reading, span: Span) -> bool:
        """Whether what a figure is compared with is an award, and not what a rate applies to."""
        text = reading.sheet.text[slice(*span)]
        if find_bases(text):
            return False
        return bool(_PRONOUN.match(text)) or any(True for _ in _marks_in(reading.marked, span))

    def find(
        self, reading: Reading, other: Span, start: int, end: int, topics: Sequence[str]
    ) -> tuple[Side, Side] | None:
        """Return whose figure is compared and with whose; None where one of them is left open."""
        sheet, span = reading.sheet, (start, other[0])
        if find_bases(sheet.text, *span):
            return None  # 设备投资需要1亿元，是前者的2倍
        is_pronoun = _PRONOUN.match(sheet.text[slice(*other)]) is not None
        if is_pronoun:
            span = (sheet.clause(*other)[0], other[0])
        subject = self._side(reading, span, topics)
        if not subject.levels and not subject.payers and not _named(reading.marked, span):
            _, last = sheet.sentence(end - 1, end)
            behind = self._side(reading, (end, last), topics)
            subject = behind if behind.levels or behind.payers else subject
        compared = self._side(reading, (max(0, span[0] - REACH), span[0]) if is_pronoun else other, subject.topics)
        if not compared.levels and subject.levels and compared.topics != subject.topics:
            compared = compared._replace(levels=subject.levels)
        if not subject.levels and compared.levels and reading.asked.levels - compared.levels:
            subject = subject._replace(levels=reading.asked.levels - compared.levels)
        is_open = not subject.topics or not compared.topics or subject == compared
        return None if is_open else (subject, compared)

    def _side(self, reading: Reading, span: Span, topics: Sequence[str]) -> Side:
        """Read the last topic, level and payer named in a span; `topics` where it names none."""
        finder = reading.context.topics
        named = [mark for mark in _named(reading.marked, span) if self._book.awards(finder.specific_in(mark))]
        levels = [*reading.marked.levels.inside(*span), *reading.marked.compared_levels.inside(*span)]
        levels.sort(key=lambda mark: mark.start)
        levels = [mark for mark in levels if not named or mark.start >= named[-1].start - _TITLE]
        payers = reading.marked.payers.inside(*span)[-1:]
        return Side(
            (finder.specific_in(named[-1]),) if named else tuple(topics[:1]) or reading.asked.topics[:1],
            frozenset(mark.value for mark in levels[-1:]),
            frozenset(name_payer(mark) for mark in payers),
        )

    def pairs(
        self, subject: Side, compared: Side, words: str, kinds: Sequence[str] = ("amount", "cap", "rate")
    ) -> Iterator[tuple[Decimal, Decimal]]:
        """Yield the values of the two sides that are of one kind, of these `kinds` alone."""
        for own in self._facts(subject):
            for other in self._facts(compared):
                if own.kind in kinds and own.kind == other.kind and _is_meant(own, words):
                    yield own.value, other.value

    def _facts(self, side: Side) -> Iterable[Fact]:
        facts = [fact for topic in side.topics for fact in self._book.awards(topic)]
        if side.levels:
            facts = [fact for fact in facts if fact.level is None or fact.level in side.levels]
        return [fact for fact in facts if not side.payers or fact.payer in side.payers]


def _is_meant(fact: Fact, words: str) -> bool:
    """Whether a comparison of rates alone, or of caps alone, speaks of a fact."""
    rates, caps = any(word in words for word in _RATES), any(word in words for word in _CAPS)
    if rates != caps:
        return fact.kind == "rate" if rates else fact.kind != "rate"
    return True


def _named(marked: Marked, span: Span) -> list[Mark]:
    """Return the programmes that a span names, the last word of a name where it names none in full: 平台."""
    marks = sorted([*marked.topics.inside(*span), *marked.compared_topics.inside(*span)], key=lambda mark: mark.start)
    return [mark for mark in marks if not mark.weak] or [mark for mark in marks if mark.tail]


def _marks_in(marked: Marked, span: Span) -> Iterator[Mark]:
    yield from _named(marked, span)
    for marks in (marked.levels, marked.compared_levels, marked.payers):
        yield from marks.inside(*span)
