"""Of which topic a figure speaks: the mention nearest to it, from its own words outwards."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from functools import cached_property

from assistant.guard.layout.items import Item
from assistant.guard.layout.sheet import REACH, Sheet
from assistant.guard.mentions.marks import Mark, Marked
from assistant.guard.mentions.vocabulary import UNCOVERED
from assistant.guard.resolving.belonging import Asked
from assistant.guard.table.book import FactBook
from assistant.guard.words.grants import BESIDES, EXCEPT, OF_WHOM, TAKES_PART
from assistant.text.figures import Unit

_AIDS = ("贴息", "利息补贴", "补贴利息")


class TopicFinder:
    """Finds the topics of the figures of one text."""

    def __init__(self, sheet: Sheet, marked: Marked, book: FactBook, asked: Asked, listed: dict[int, str]) -> None:
        """`listed`: the topics of figures that answer a list of topics in order, by the figure's index."""
        self.sheet, self.marked, self.asked = sheet, marked, asked
        self._book, self._listed = book, listed
        self._thresholds = any(mark.value in book.threshold_topics for mark in marked.topics.all)

    def of(self, item: Item) -> tuple[tuple[str, ...], bool, Mark | None]:
        """Return the topics, whether the text itself names them, and the mention that does."""
        if item.number in self._listed:
            return (self._listed[item.number],), True, None
        if item.unit is Unit.YUAN and (over := self._inside_mention(item)):
            return (over.value,), True, over
        if by_rate := self._topics_of_rate(item):
            return by_rate, True, None
        if item.unit is Unit.COUNT and (counted := self.marked.topics.inside(item.end, item.end + 1)):
            return (counted[0].value,), True, counted[0]  # 100家重点工业企业
        for marks in self._topic_scopes(item):
            if marks:
                named = (topic for mark in marks for topic in self._specific(mark, item))
                return tuple(dict.fromkeys(named)), True, marks[0]
        if self.asked.topics:
            _, last = self.sheet.sentence_of(item)
            behind = [
                mark for mark in self.marked.topics.inside(item.end, last) if self._awards(mark) and not mark.weak
            ]
            return tuple(dict.fromkeys([*self.asked.topics, *(mark.value for mark in behind[:1])])), False, None
        if by_base := self._topics_by_base(item):
            return by_base, True, None
        if self.marked.payers.all and item.unit is Unit.YUAN and self._book.shared_topics:
            return self._book.shared_topics, True, None
        if after := self.marked.topics.first_after(item.end):
            return (self.specific_in(after),), True, after
        return self._topics_by_label, True, None

    @cached_property
    def _topics_by_label(self) -> tuple[str, ...]:
        """The topics of the clauses whose labels the text gives."""
        labels = {mark.value for mark in self.marked.clauses.all}
        return tuple(topic for topic, clause in self._book.clauses.items() if clause in labels)

    def _inside_mention(self, item: Item) -> Mark | None:
        """Return the mention that a figure is part of: 百亿奖励."""
        if not self._thresholds:
            return None
        marks = self.marked.topics.inside(max(0, item.start - 20), item.end)
        return next(
            (m for m in marks if m.end > item.start and m.value in self._book.threshold_topics and m.end > m.start + 1),
            None,
        )

    def _topics_of_rate(self, item: Item) -> tuple[str, ...]:
        """Return the topic of a rate by its base, and of a cap by the rate before it: 研发补50%，最多100万."""
        start, _ = self.sheet.clause_of(item)
        first, _ = self.sheet.sentence_of(item)
        if any(not mark.weak for mark in self.marked.topics.inside(first, item.start)):
            return ()
        if item.unit is Unit.YUAN and item.number and item.bound is not None:
            previous = self.sheet.items[item.number - 1]
            return self._topics_of_rate(previous) if previous.unit is Unit.PERCENT and previous.start >= first else ()
        if item.unit is not Unit.PERCENT or self.marked.topics.inside(start, item.start):
            return ()
        families = self.marked.families_in(start, item.start)
        topics = self._book.topics_of_bases(families)
        return (
            topics if not set(topics) & set(self.asked.topics) else tuple(t for t in topics if t in self.asked.topics)
        )

    def _topics_by_base(self, item: Item) -> tuple[str, ...]:
        """Return the topic whose rate applies to what the sentence, the text or else the user speaks of: 研发, 单价."""
        start, end = self.sheet.sentence_of(item)
        own = (self.marked.families_in(start, end), self.marked.families_in(max(0, start - REACH), start))
        named = (self._book.topics_of_bases(families) for families in (*own, *self.asked.families))
        return next((topics for topics in named if topics), ())

    def _topic_scopes(self, item: Item) -> Iterator[tuple[Mark, ...]]:
        """Yield, from near to far, the mentions that a figure may belong to."""
        sheet = self.sheet
        line = sheet.line_of(item)
        start, end = sheet.clause_of(item)
        yield self._nearest(start, item, end)
        first, last = sheet.sentence_of(item)
        if line.kind == "row":
            yield from self._table_scopes(item)
            first = line.start
        before = self.marked.topics.inside(first, start)
        strong = tuple(mark for mark in before if self._awards(mark) and not mark.weak) or before
        after = self.marked.topics.inside(end, last)
        strong_after = tuple(mark for mark in after if self._awards(mark) and not mark.weak)
        yield self._taken_up(item, before) or strong[-1:]
        if question := sheet.question_of(item):
            yield self._best(*question)[-1:]
        if line.kind == "item":
            yield self._strong(line.start, first)[-1:]
        parents = [sheet.lines[parent] for parent in line.parents] if line.kind in ("item", "row") else []
        above = [self._best(parent.start, parent.end)[-1:] for parent in parents]
        yield from (marks for marks in above if marks and not marks[0].weak)
        if strong_after and OF_WHOM.search(sheet.text, item.end, strong_after[0].end):
            yield strong_after[:1]
        earlier = self._earlier_on_base(first, last) or self._earlier(first)[-1:]
        if above and (not earlier or earlier[0].weak):
            yield from above
        if strong_after and not earlier and self.asked.topics:
            return  # the question's topic may be meant as well: see `of`
        yield strong_after[:1] + earlier

    def _earlier(self, before: int) -> tuple[Mark, ...]:
        """Return the mentions of the nearest sentence before that names an awarding topic, else any."""
        marks = self.marked.topics.inside(max(0, before - 1200), before)
        strong = tuple(mark for mark in marks if self._awards(mark) and not mark.weak)
        return strong or marks

    def _strong(self, start: int, end: int) -> tuple[Mark, ...]:
        return tuple(mark for mark in self.marked.topics.inside(start, end) if self._awards(mark) and not mark.weak)

    def _taken_up(self, item: Item, before: Sequence[Mark]) -> tuple[Mark, ...]:
        """Return what firms do of whom the figure is said, if that awards nothing: 纳统企业参加电力交易，补5万元."""
        if not before or before[-1].weak or self._awards(before[-1]) or self.marked.payers.all:
            return ()
        text, (start, end) = self.sheet.text, self.sheet.clause(before[-1].start, before[-1].end)
        subjects = self._strong(start, before[-1].start)
        if not subjects or TAKES_PART.search(text, subjects[-1].end, before[-1].start) is None:
            return ()
        return () if BESIDES.search(text, end, item.start) else tuple(before[-1:])

    def _earlier_on_base(self, start: int, end: int) -> tuple[Mark, ...]:
        """Return the last mention before a sentence whose rate applies to the base that the sentence names."""
        families = self.marked.families_in(start, end)
        topics = set(self._book.topics_of_bases(families)) if families else set()
        marks = self.marked.topics.inside(max(0, start - 1200), start) if topics else ()
        fitting = (mark for mark in marks if not mark.weak and {mark.value, self.specific_in(mark)} & topics)
        return tuple(fitting)[-1:]

    def _nearest(self, start: int, item: Item, end: int) -> tuple[Mark, ...]:
        """Return the mention in the figure's own clause: before it, else after it up to the next figure."""
        close = self.sheet.behind(item)
        if close > item.right and (bracket := self._best(item.right, close)) and not bracket[0].weak:
            return bracket[:1]  # 三百万元（首次超百亿）、五百万元（国家技术中心）
        before = self._best(start, item.start)
        if before:
            return before[-1:]
        following = self.sheet.items_in(item.end, end)
        same = [other for other in following if other.figure.group is None or other.figure.group != item.figure.group]
        stop = same[0].start if same else end
        after = self._best(item.end, stop) or (self._best(item.end, end) if item.unit is not Unit.YUAN else ())
        return after[:1]

    def _best(self, start: int, end: int) -> tuple[Mark, ...]:
        marks = self.marked.topics.inside(start, end)
        if len(marks) > 1 and self._is_aid(marks[-1], marks[-2]):
            marks = marks[:-1]  # 首贷企业贴息2%
        return tuple(mark for mark in marks if not mark.weak) or marks

    def _is_aid(self, mark: Mark, subject: Mark) -> bool:
        """Whether a mention only says by what kind of aid another programme, not related to it, is helped."""
        if subject.weak or self.sheet.text[mark.start : mark.end] not in _AIDS:
            return False
        related = {mark.value, *self._book.related(mark.value)}
        return subject.value not in related and mark.value not in self._book.related(subject.value)

    def _table_scopes(self, item: Item) -> Iterator[tuple[Mark, ...]]:
        line = self.sheet.line_of(item)
        cell = self.sheet.cell_at(line, item.start)
        if cell is None:
            return
        number, _ = cell
        for start, end in self.sheet.cells_beside(line, number):
            yield self._best(start, end)[:1]
        if line.header is not None:
            head = self.sheet.lines[line.header]
            if number < len(head.cells):
                yield self._best(*head.cells[number])[:1]
            yield self._best(head.start, head.end)[:1]

    def _awards(self, mark: Mark) -> bool:
        return mark.value != UNCOVERED and bool(self._book.of_topic(mark.value))

    def _specific(self, mark: Mark, item: Item) -> tuple[str, ...]:
        """Turn a generic mention into the related topic that is spoken of up to the figure: 技改 with 贴息 or 贷款.

        Where only the rest of the sentence speaks of it, either may be meant.
        """
        first, last = self.sheet.sentence_of(item)
        if not mark.generic:
            wider = () if self._book.awards(mark.value) else self._book.completed(mark.value)
            if wider and EXCEPT.search(self.sheet.text, max(0, mark.start - 8), mark.start):
                return wider  # 不算受益财政的配套，省市各5万元
            return (mark.value, *wider) if mark.end <= first else (mark.value,)
        for span in (self.sheet.clause_of(item), (first, item.start)):
            if found := self._related_in(mark.value, *span):
                return (found,)
        if mark.end <= first:
            return (self.specific_in(mark),)
        behind = self._related_in(mark.value, item.end, last)
        if behind in (None, mark.value):
            asked = (topic for topic in self._book.related(mark.value) if topic in self.asked.topics)
            return (*asked, mark.value)  # 技改贷款贴息多少: 省重点技改项目每年6万元
        return mark.value, str(behind)

    def specific_in(self, mark: Mark) -> str:
        """Return the topic of a mention, read in its sentence."""
        if not mark.generic:
            return mark.value
        return self._related_in(mark.value, *self.sheet.sentence(mark.start, mark.end)) or mark.value

    def _related_in(self, topic: str, start: int, end: int) -> str | None:
        named = frozenset(mark.value for mark in self.marked.topics.inside(start, end))
        return related_by(self._book, topic, self.marked.families_in(start, end), named)


def related_by(book: FactBook, topic: str, families: Set[str], named: Set[str] = frozenset()) -> str | None:
    """Return the topic related to one that is named, or whose rates are of the kinds of base named; or itself."""
    related = book.related(topic)
    if related and families & {fact.family for fact in book.awards(topic)}:
        return topic
    for other in related:
        wanted = {fact.family for fact in book.awards(other) if fact.family}
        if other in named or families & wanted:
            return other
    return None
