"""To what a figure belongs: topic, levels and payer, from the words nearest to it outwards."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property

from assistant.guard.cues import OF_WHOM, find_bases
from assistant.guard.facts import LEVELS, FactBook
from assistant.guard.marks import UNCOVERED, Mark, Marked, Marker, Marks
from assistant.guard.places import is_revenue_threshold, is_threshold
from assistant.guard.roles import is_background, says_base
from assistant.guard.sheet import REACH, Item, Sheet, Span
from assistant.text.figures import Unit


@dataclass(frozen=True, slots=True)
class Asked:
    """What the user's messages name: topics and levels, last message first, and the figures in them."""

    topics: tuple[str, ...] = ()
    levels: frozenset[str] = frozenset()
    order: tuple[str, ...] = ()  # the levels as they were asked
    items: tuple[Item, ...] = ()
    texts: tuple[str, ...] = ()
    own: frozenset[tuple[Unit, Decimal]] = frozenset()  # what the user says of the firm, not of an award


@dataclass(frozen=True, slots=True)
class Belonging:
    """What a figure is said of. `topics`: likeliest first; empty levels or payers mean that none is named."""

    topics: tuple[str, ...]
    levels: frozenset[str]
    payers: frozenset[str]
    named: bool = False  # the levels are named beside the figure, not taken from the question
    near: bool = field(default=True)  # the topic is named in the text itself, not in the question


class Context:
    """Resolves the figures of one text."""

    def __init__(self, sheet: Sheet, marked: Marked, book: FactBook, asked: Asked) -> None:
        self.sheet, self.asked = sheet, asked
        self._book = book
        self.marked = replace(marked, topics=Marks([*marked.topics.all, *_threshold_marks(sheet, marked, book)]))
        self._aligned: dict[int, Mark] = {}
        self._runs: dict[int, tuple[Mark, ...]] = {}
        self._align(marked.levels.all)
        self._topic_aligned: dict[int, str] = {}
        self._align_topics()

    def belonging(self, item: Item) -> Belonging:
        """Return what a figure is said of."""
        topics, near, subject = self._topics(item)
        payers = frozenset(self._payers(item, subject))
        aligned = self._aligned.get(item.index)
        levels, named = ((aligned.value,), True) if aligned else self._levels(item, topics, subject)
        return Belonging(topics, frozenset(levels), payers, named, near)

    # ------------------------------------------------------------ topics

    def _topics(self, item: Item) -> tuple[tuple[str, ...], bool, Mark | None]:
        """Return the topics, whether the text itself names them, and the mention that does."""
        if item.index in self._topic_aligned:
            return (self._topic_aligned[item.index],), True, None
        if item.unit is Unit.YUAN and (over := self._inside_mention(item)):
            return (over.value,), True, over
        if by_rate := self._topics_of_rate(item):
            return by_rate, True, None
        for marks in self._topic_scopes(item):
            if marks:
                return tuple(dict.fromkeys(self._specific(mark, item) for mark in marks)), True, marks[0]
        if self.asked.topics:
            return tuple(self.asked.topics), False, None
        if by_base := self._topics_by_base(item):
            return by_base, True, None
        if after := self.marked.topics.first_after(item.end):
            return (after.value,), True, after
        return self._topics_by_label, True, None

    @cached_property
    def _topics_by_label(self) -> tuple[str, ...]:
        """The topics of the clauses whose labels the text gives."""
        labels = {mark.value for mark in self.marked.clauses.all}
        return tuple(topic for topic, clause in self._book.clauses.items() if clause in labels)

    def _inside_mention(self, item: Item) -> Mark | None:
        """Return the mention that a figure is part of: 百亿奖励."""
        marks = self.marked.topics.inside(max(0, item.start - 20), item.end)
        return next(
            (m for m in marks if m.end > item.start and m.value in self._book.threshold_topics and m.end > m.start + 1),
            None,
        )

    def _topics_of_rate(self, item: Item) -> tuple[str, ...]:
        """Return the topic of a rate by its base, and of a cap by the rate before it: 研发补50%，最多100万."""
        start, _ = self.sheet.clause(item.start, item.end)
        first, _ = self.sheet.sentence(item.start, item.end)
        if any(not mark.weak for mark in self.marked.topics.inside(first, item.start)):
            return ()
        if item.unit is Unit.YUAN and item.index and item.bound is not None:
            previous = self.sheet.items[item.index - 1]
            return self._topics_of_rate(previous) if previous.unit is Unit.PERCENT and previous.start >= first else ()
        if item.unit is not Unit.PERCENT or self.marked.topics.inside(start, item.start):
            return ()
        families = {family for *_, family in find_bases(self.sheet.text, start, item.start)} - {"other"}
        topics = self._book.topics_of_bases(families)
        return (
            topics if not set(topics) & set(self.asked.topics) else tuple(t for t in topics if t in self.asked.topics)
        )

    def _topics_by_base(self, item: Item) -> tuple[str, ...]:
        """Return the topic whose rate applies to what the sentence, the text or else the user speaks of: 研发, 单价."""
        start, end = self.sheet.sentence(item.start, item.end)
        places = [(self.sheet.text, start, end), (self.sheet.text, max(0, start - REACH), start)]
        places += [(text, 0, REACH) for text in reversed(self.asked.texts)]
        for text, first, last in places:
            families = {family for *_, family in find_bases(text, first, last)} - {"other"}
            topics = self._book.topics_of_bases(families)
            if topics:
                return topics
        return ()

    def _topic_scopes(self, item: Item) -> Iterator[tuple[Mark, ...]]:
        """Yield, from near to far, the mentions that a figure may belong to."""
        sheet = self.sheet
        line = sheet.line_at(item.start)
        start, end = sheet.clause(item.start, item.end)
        yield self._nearest(start, item, end)
        first, last = sheet.sentence(item.start, item.end)
        if line.kind == "row":
            yield from self._table_scopes(item)
            first = line.start
        before = self.marked.topics.inside(first, start)
        strong = tuple(mark for mark in before if self._awards(mark) and not mark.weak) or before
        after = self.marked.topics.inside(end, last)
        strong_after = tuple(mark for mark in after if self._awards(mark) and not mark.weak)
        yield strong[-1:]
        if line.kind in ("item", "row"):
            for parent in line.parents:
                above = sheet.lines[parent]
                yield self._best(above.start, above.end)[-1:]
        if strong_after and OF_WHOM.search(sheet.text, item.end, strong_after[0].end):
            yield strong_after[:1]
        yield strong_after[:1] + self._earlier(first)[-1:]

    def _earlier(self, before: int) -> tuple[Mark, ...]:
        """Return the mentions of the nearest sentence before that names an awarding topic, else any."""
        marks = self.marked.topics.inside(max(0, before - 1200), before)
        strong = tuple(mark for mark in marks if self._awards(mark) and not mark.weak)
        return strong or marks

    def _nearest(self, start: int, item: Item, end: int) -> tuple[Mark, ...]:
        """Return the mention in the figure's own clause: before it, else after it up to the next figure."""
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
        return tuple(mark for mark in marks if not mark.weak) or marks

    def _table_scopes(self, item: Item) -> Iterator[tuple[Mark, ...]]:
        line = self.sheet.line_at(item.start)
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

    def _specific(self, mark: Mark, item: Item) -> str:
        """Turn a generic mention into the related topic that the sentence speaks of: 技改 with 贴息 or 贷款."""
        if not mark.generic:
            return mark.value
        start, end = self.sheet.clause(item.start, item.end)
        for first, last in ((start, end), self.sheet.sentence(item.start, item.end)):
            found = self._related_in(mark.value, first, last)
            if found:
                return found
        return mark.value

    def specific_in(self, mark: Mark) -> str:
        """Return the topic of a mention, read in its sentence."""
        if not mark.generic:
            return mark.value
        return self._related_in(mark.value, *self.sheet.sentence(mark.start, mark.end)) or mark.value

    def _related_in(self, topic: str, start: int, end: int) -> str | None:
        related = self._book.related(topic)
        if not related:
            return None
        families = {family for *_, family in find_bases(self.sheet.text, start, end)}
        named = {mark.value for mark in self.marked.topics.inside(start, end)}
        own = {fact.family for fact in self._book.awards(topic)}
        if families & own:
            return topic
        for other in related:
            wanted = {fact.family for fact in self._book.awards(other) if fact.family}
            if other in named or families & wanted:
                return other
        return None

    # ------------------------------------------------------------ levels

    def _levels(self, item: Item, topics: Sequence[str], subject: Mark | None) -> tuple[Sequence[str], bool]:
        if run := self._runs.get(item.index):
            return [mark.value for mark in run], True
        for marks in self._level_scopes(item):
            if marks:
                return [mark.value for mark in marks], True
        if subject is not None and self._leads(subject, item):
            beside = self._beside(self.marked.levels, subject)
            levels = {mark.value for mark in beside if mark.start < item.start or subject.start > item.start}
            if levels:
                return (tuple(levels) if len(levels) == 1 else ()), True
        asked = set(self.asked.topics)
        if level := self._asked_in_turn(item):
            return (level,), False
        if not asked or asked & set(topics):
            return tuple(self.asked.levels), False
        return (), False

    def _asked_in_turn(self, item: Item) -> str | None:
        """Return the level of a member of an enumeration that answers levels in the order asked: 从市级到国家级."""
        group, order = item.figure.group, self.asked.order
        if group is None or len(order) < 2:
            return None
        near = self.sheet.items[max(0, item.index - 6) : item.index + 7]
        members = [other.index for other in near if other.figure.group == group and other.figure.role is None]
        if len(members) == len(LEVELS) and set(order) == {LEVELS[0], LEVELS[-1]}:
            order = LEVELS if order[0] == LEVELS[0] else LEVELS[::-1]
        return order[members.index(item.index)] if len(members) == len(order) and item.index in members else None

    def _level_scopes(self, item: Item) -> Iterator[tuple[Mark, ...]]:
        sheet, levels = self.sheet, self.marked.levels
        yield self._level_near(item, sheet.part(item.start, item.end))
        line = sheet.line_at(item.start)
        start, end = sheet.clause(item.start, item.end)
        if line.kind == "row":
            yield from self._level_table(item)
        else:
            yield self._level_near(item, (start, end))
            first, _ = sheet.sentence(item.start, item.end)
            before = levels.inside(first, start)
            if before and not self._topic_between(before[-1].end, item.start):
                yield before[-1:]
            elif self.marked.topics.inside(first, start) and not before:
                pass
        if line.kind in ("item", "row") or line.kind == "text":
            for parent in line.parents:
                above = sheet.lines[parent]
                marks = levels.inside(above.start, above.end)
                if len({mark.value for mark in marks}) == 1:
                    yield marks[:1]

    def _level_near(self, item: Item, span: Span) -> tuple[Mark, ...]:
        """Return the level before a figure and behind the figure before it; else the one after it."""
        start, end = span
        previous = self.sheet.items_in(start, item.start)
        floor = self._behind(previous[-1]) if previous else start
        before = self.marked.levels.inside(floor, item.start)
        if before:
            return before[-1:]
        if item.figure.role is not None:
            return ()
        after = self.sheet.items_in(item.end, end)
        ceiling = after[0].start if after else end
        behind = self.marked.levels.inside(item.end, ceiling)
        if behind and not self._starts_next(item, behind[0], bool(after)):
            return behind[:1]
        outer = self.marked.levels.inside(start, floor)
        return outer[-1:] if not behind else ()

    def _behind(self, item: Item) -> int:
        """Return where the bracket right behind a figure closes: 500万元（国家级）、50万元."""
        text = self.sheet.text
        if text.startswith(("(", "（"), item.right):
            close = min((at for at in (text.find(")", item.right), text.find("）", item.right)) if at >= 0), default=-1)
            if 0 <= close - item.right <= 24 and not self.sheet.items_in(item.right, close):
                return close + 1
        return item.end

    def _starts_next(self, item: Item, mark: Mark, has_next: bool) -> bool:
        """Whether a level behind a figure leads to the next figure: 5万元省级50万元."""
        return has_next and mark.start >= self._behind(item)

    def _topic_between(self, start: int, end: int) -> bool:
        return any(
            not mark.weak for mark in self.marked.topics.inside(start, end) if mark.start >= start + 1
        ) and not self._same_subject(start)

    def _same_subject(self, place: int) -> bool:
        """Whether the level is part of the mention that follows it at once: 省级专精特新."""
        following = self.marked.topics.inside(place, place + 12)
        return bool(following) and following[0].start - place <= 8

    def _level_table(self, item: Item) -> Iterator[tuple[Mark, ...]]:
        line = self.sheet.line_at(item.start)
        cell = self.sheet.cell_at(line, item.start)
        if cell is None:
            return
        number, _ = cell
        if line.header is not None:
            head = self.sheet.lines[line.header]
            if number < len(head.cells):
                marks = self.marked.levels.inside(*head.cells[number])
                if len({mark.value for mark in marks}) == 1:
                    yield marks[:1]
        for start, end in self.sheet.cells_beside(line, number):
            yield self.marked.levels.inside(start, end)[:1]
        if line.header is not None:
            marks = self.marked.levels.inside(self.sheet.lines[line.header].start, self.sheet.lines[line.header].end)
            if len({mark.value for mark in marks}) == 1:
                yield marks[:1]

    def _leads(self, subject: Mark, item: Item) -> bool:
        """Whether the mention of a figure's topic stands before it, or behind it in words like 对象是."""
        return subject.start < item.start or OF_WHOM.search(self.sheet.text, item.end, subject.end) is not None

    def _beside(self, marks: Marks, subject: Mark) -> tuple[Mark, ...]:
        """Return the mentions that stand with the mention of a figure's topic, in its part of the clause first."""
        for span in (self.sheet.part(subject.start, subject.end), self.sheet.clause(subject.start, subject.end)):
            if found := marks.inside(*span):
                return found
        return ()

    # ------------------------------------------------------------ enumerations

    def _align(self, levels: Sequence[Mark]) -> None:
        """Match runs of levels (国家、省、市 …) with as many figures of one unit behind them, in order."""
        for run in _runs(levels, self.sheet):
            _, end = self.sheet.sentence(run[-1].start, run[-1].end)
            later = self.marked.levels.inside(run[-1].end, end)
            stop = later[0].start if later else end
            figures = self.sheet.items_in(run[-1].end, stop)
            self._runs.update((item.index, run) for item in figures if item.figure.role is not None)
            for unit in (Unit.YUAN, Unit.PERCENT):
                members = [item for item in figures if item.unit is unit and item.figure.role is None]
                if len(members) == len(run):
                    self._aligned.update((item.index, mark) for item, mark in zip(members, run, strict=True))
                else:
                    self._runs.update((item.index, run) for item in members)
            self._align_before(run)

    def _align_before(self, run: Sequence[Mark]) -> None:
        """Match a run with the enumeration before it: 500万元、50万元、5万元（对应国家、省、市）."""
        start, _ = self.sheet.sentence(run[0].start, run[0].end)
        if self.marked.levels.inside(start, run[0].start):
            return
        members = [
            item
            for item in self.sheet.items_in(start, run[0].start)
            if item.unit is Unit.YUAN and item.figure.role is None
        ]
        if (
            len(members) == len(run)
            and len({item.figure.group for item in members}) == 1
            and members[0].figure.group is not None
        ):
            self._aligned.update((item.index, mark) for item, mark in zip(members, run, strict=True))

    def _align_topics(self) -> None:
        """Match topics listed before 分别 or 依次 with as many figures behind it, in order."""
        text = self.sheet.text
        for word in ("分别", "依次"):
            at = text.find(word)
            while at >= 0:
                self._align_list(at, len(word))
                at = text.find(word, at + 1)

    def _align_list(self, at: int, length: int) -> None:
        start, end = self.sheet.sentence(at, at + length)
        topics = [
            mark for mark in self.marked.topics.inside(start, at) if self._book.awards(mark.value) and not mark.weak
        ]
        names = list(dict.fromkeys(mark.value for mark in topics))
        figures = [item for item in self.sheet.items_in(at, end) if item.unit is Unit.YUAN and item.figure.role is None]
        if len(names) >= 2 and len(figures) == len(names) and not self.sheet.items_in(start, at):
            self._topic_aligned.update((item.index, name) for item, name in zip(figures, names, strict=True))
            if not _runs(self.marked.levels.inside(start, at), self.sheet):
                return
            for item in figures:
                self._aligned.pop(item.index, None)
                self._runs.pop(item.index, None)

    # ------------------------------------------------------------ payers

    def _payers(self, item: Item, subject: Mark | None) -> Iterator[str]:
        sheet = self.sheet
        line = sheet.line_at(item.start)
        for span in (sheet.part(item.start, item.end), sheet.clause(item.start, item.end)):
            marks = self._payers_in(item, span)
            if marks:
                yield from (_payer(mark.value) for mark in marks)
                return
        cell = sheet.cell_at(line, item.start)
        for start, end in sheet.cells_beside(line, cell[0]) if cell else ():
            marks = self.marked.payers.inside(start, end)
            if marks:
                yield from (_payer(mark.value) for mark in marks)
                return
        between = sheet.items_in(subject.end, item.start) if subject is not None else ()
        if subject is not None and not any(other.unit in (Unit.YUAN, Unit.PERCENT) for other in between):
            yield from (_payer(mark.value) for mark in self._beside(self.marked.payers, subject))

    def _payers_in(self, item: Item, span: Span) -> tuple[Mark, ...]:
        previous = self.sheet.items_in(span[0], item.start)
        floor = self._behind(previous[-1]) if previous else span[0]
        before = self.marked.payers.inside(floor, item.start)
        if before:
            return before
        after = self.sheet.items_in(item.end, span[1])
        if after and not self.sheet.text.startswith(("(", "（"), item.end):
            return ()
        return self.marked.payers.inside(item.end, after[0].start if after else span[1])


def _payer(name: str) -> str:
    return {"受益": "项目受益财政", "两级": "两级"}.get(name, f"{name}财政")


def _threshold_marks(sheet: Sheet, marked: Marked, book: FactBook) -> Iterator[Mark]:
    """Read 年营业收入超过10,000,000,000元 as naming the programme that this threshold opens."""
    for item in sheet.items:
        is_known = any(item.value == fact.value for topic in book.threshold_topics for fact in book.targets(topic))
        if item.unit is Unit.YUAN and (is_revenue_threshold(sheet, item) or (is_known and is_threshold(sheet, item))):
            start, end = sheet.clause(item.start, item.end)
            if not marked.topics.inside(start, end):
                yield from (Mark(start, max(item.start, start + 1), topic) for topic in book.threshold_topics)


def _runs(levels: Sequence[Mark], sheet: Sheet) -> list[tuple[Mark, ...]]:
    """Group levels that are listed together; each level once."""
    runs: list[list[Mark]] = []
    for mark in levels:
        last = runs[-1][-1] if runs else None
        if last and _is_listed(sheet, last.end, mark.start) and mark.value not in {member.value for member in runs[-1]}:
            runs[-1].append(mark)
        else:
            runs.append([mark])
    return [tuple(run) for run in runs if len(run) > 1]


def _is_listed(sheet: Sheet, start: int, end: int) -> bool:
    """Whether what stands between two levels joins them: 、, 和, or a title and then 、."""
    gap = sheet.text[start:end]
    if len(gap) > 18 or sheet.items_in(start, end) or any(char in gap for char in "，,。；;\n|"):
        return False
    return not gap.strip(" 级的“”\"'（）()和与跟及或以、/") or gap.rstrip(' “"').endswith(("、", "和", "与", "及"))


def ask(texts: Sequence[str], marker: Marker, book: FactBook) -> Asked:
    """Read the user's messages, the last one last."""
    topics: list[str] = []
    levels: list[str] = []
    items: list[Item] = []
    own: set[tuple[Unit, Decimal]] = set()
    for text in reversed([text for text in texts if text.strip()]):
        sheet = Sheet(text)
        marked = marker.mark(sheet.text)
        context = Context(sheet, marked, book, Asked())
        strong = [mark for mark in marked.topics.all if not mark.weak and book.of_topic(mark.value)]
        found = [context.specific_in(mark) for mark in strong or marked.topics.all]
        if not topics:
            topics += dict.fromkeys(found)
        if not levels:
            levels += (mark.value for mark in marked.levels.all)
        items += sheet.items
        own |= {(item.unit, item.value) for item in sheet.items if says_base(sheet, item) or is_background(sheet, item)}
    order = tuple(dict.fromkeys(levels))
    return Asked(tuple(topics), frozenset(levels), order, tuple(items), tuple(texts), frozenset(own))
