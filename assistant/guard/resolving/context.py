"""To what a figure belongs: topic, levels and payer, from the words nearest to it outwards."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from assistant.guard.layout.items import Item
from assistant.guard.layout.sheet import Sheet
from assistant.guard.mentions.marks import Mark, Marked, Marks
from assistant.guard.mentions.named_policies import Policies, PolicyFinder
from assistant.guard.resolving.belonging import Asked, Belonging
from assistant.guard.resolving.enumerations import align
from assistant.guard.resolving.payers import find_payers
from assistant.guard.resolving.thresholds import is_revenue_threshold, is_threshold
from assistant.guard.resolving.tiers import LevelFinder
from assistant.guard.resolving.topics import TopicFinder
from assistant.guard.table.book import FactBook
from assistant.guard.words.targets import OUTPUT_BEFORE
from assistant.text.figures import Unit

_LISTED = ("企业、", "项目、", "企业和", "企业或")  # 示范项目（企业、平台） is one title


class Context:
    """Resolves the figures of one text."""

    def __init__(self, sheet: Sheet, marked: Marked, book: FactBook, asked: Asked) -> None:
        self.sheet, self._book = sheet, book
        named = [
            mark
            for mark in marked.topics.all
            if not _is_output(sheet, mark, book)
            and not (mark.tail and sheet.text.startswith(_LISTED, max(0, mark.start - 3)))
        ]
        self.marked = replace(marked, topics=Marks([*named, *_threshold_marks(sheet, marked, book)]))
        in_all = replace(
            self.marked,
            topics=Marks([*self.marked.topics.all, *marked.compared_topics.all]),
            levels=Marks([*marked.levels.all, *marked.compared_levels.all]),
        )
        self._alignment = align(sheet, in_all, book)
        self.topics = TopicFinder(sheet, self.marked, book, asked, self._alignment.topics)
        self._policies = PolicyFinder(sheet, marked.policies, asked.policies)
        self._levels = LevelFinder(sheet, self.marked, asked, self._alignment)

    def policies_of(self, item: Item) -> Policies:
        """Return the policies of which a figure is said; none where any may be meant."""
        return self._policies.of(item)

    def belonging(self, item: Item) -> Belonging:
        """Return what a figure is said of."""
        topics, near, subject = self.topics.of(item)
        payers = frozenset(find_payers(self.sheet, self.marked, item, subject))
        levels, named = self._levels.of(item, topics, subject)
        if not payers and self._book.pays_by_payer(topics):
            own = {mark.value for mark in self.marked.levels.inside(self.sheet.floor_of(item), item.start)}
            payers = frozenset(f"{level}财政" for level in own) if len(own) == 1 else payers
        shared = item.number in self._alignment.shared
        topics = self._book.narrow(self._book.paid_by(topics, payers), self.policies_of(item))
        return Belonging(topics, frozenset(levels), payers, named, shared, near)


def _is_output(sheet: Sheet, mark: Mark, book: FactBook) -> bool:
    """Whether what looks like a turnover to be exceeded is said of something else: 产值达到百亿."""
    if mark.value not in book.threshold_topics:
        return False
    start, _ = sheet.clause(mark.start, mark.start)
    return OUTPUT_BEFORE.search(sheet.text, start, mark.start) is not None


def _threshold_marks(sheet: Sheet, marked: Marked, book: FactBook) -> Iterator[Mark]:
    """Read 年营业收入超过10,000,000,000元 as naming the programme that this threshold opens."""
    known = {fact.value for topic in book.threshold_topics for fact in book.targets(topic)}
    for item in sheet.items:
        is_known = item.value in known
        if item.unit is Unit.YUAN and (is_revenue_threshold(sheet, item) or (is_known and is_threshold(sheet, item))):
            start, end = sheet.clause_of(item)
            if not marked.topics.inside(start, end):
                last = item.start if item.start > start else item.end
                yield from (Mark(start, last, topic) for topic in book.threshold_topics)
