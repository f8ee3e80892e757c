"""Of which level a figure speaks: the mention nearest to it, or the one it answers in a list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.guard.layout.items import Item
from assistant.guard.layout.lines import Span
from assistant.guard.layout.sheet import Sheet
from assistant.guard.mentions.marks import Mark, Marked, beside
from assistant.guard.resolving.belonging import Asked
from assistant.guard.resolving.enumerations import Alignment
from assistant.guard.words.grants import HIGHER, OF_WHOM
from assistant.policy.levels import RANKS


class LevelFinder:
    """Finds the levels of the figures of one text."""

    def __init__(self, sheet: Sheet, marked: Marked, asked: Asked, alignment: Alignment) -> None:
        self.sheet, self.marked, self.asked = sheet, marked, asked
        self._alignment = alignment
        self._says_higher = HIGHER.search(sheet.text) is not None

    def of(self, item: Item, topics: Sequence[str], subject: Mark | None) -> tuple[Sequence[str], bool]:
        """Return the levels, and whether the text itself names them beside the figure."""
        if aligned := self._alignment.levels.get(item.number):
            return (aligned.value,), True
        if item.figure.role is not None and (compared := self._compared_in(item)):
            return compared, True
        if run := self._alignment.runs.get(item.number):
            return [mark.value for mark in run], True
        if self._says_higher and (higher := self._higher(item)):
            return (higher,), True
        for marks in self._level_scopes(item):
            if marks:
                return [mark.value for mark in marks], True
        if subject is not None and self._leads(subject, item):
            found = beside(self.sheet, self.marked.levels, subject)
            levels = {mark.value for mark in found if mark.start < item.start or subject.start > item.start}
            if levels:
                return (tuple(levels) if len(levels) == 1 else ()), True
        asked = set(self.asked.topics)
        if level := self._asked_in_turn(item):
            return (level,), False
        if not asked or asked & set(topics):
            return tuple(self.asked.levels), False
        return (), False

    def _higher(self, item: Item) -> str | None:
        """Return the highest level asked of, where the sentence says that it decides: 两级都认定的，按高的一级."""
        start, _ = self.sheet.sentence_of(item)
        found = HIGHER.search(self.sheet.text, start, item.start)
        if found is None or self.marked.levels.inside(found.end(), item.start):
            return None
        return next((level for level in RANKS if level in self.asked.levels), None)

    def _compared_in(self, item: Item) -> tuple[str, ...]:
        """Return the levels that a sentence compares, where a range gives both: 比省级翻番，从50万元到100万元."""
        span = self.sheet.sentence_of(item)
        compared, own = self.marked.compared_levels.inside(*span), self.marked.levels.inside(*span)
        return tuple(mark.value for mark in (*own, *compared)) if compared and own else ()

    def _asked_in_turn(self, item: Item) -> str | None:
        """Return the level of a member of an enumeration that answers levels in the order asked: 从市级到国家级."""
        group, order = item.figure.group, self.asked.order
        if group is None or len(order) < 2:
            return None
        near = self.sheet.items[max(0, item.number - 6) : item.number + 7]
        members = [other.number for other in near if other.figure.group == group and other.figure.role is None]
        if len(members) == len(RANKS) and set(order) == {RANKS[0], RANKS[-1]}:
            order = RANKS if order[0] == RANKS[0] else RANKS[::-1]
        return order[members.index(item.number)] if len(members) == len(order) and item.number in members else None

    def _level_scopes(self, item: Item) -> Iterator[tuple[Mark, ...]]:
        sheet, levels = self.sheet, self.marked.levels
        yield self._level_near(item, sheet.part_of(item))
        line = sheet.line_of(item)
        start, end = sheet.clause_of(item)
        if line.kind == "row":
            yield from self._level_table(item)
        else:
            yield self._level_near(item, (start, end))
            first, _ = sheet.sentence_of(item)
            before = levels.inside(first, start)
            if before and not self._topic_between(before[-1].end, item.start):
                yield before[-1:]
            if not before and (question := sheet.question_of(item)):
                yield levels.inside(*question)[-1:]
        if line.kind in ("item", "row") or line.kind == "text":
            for parent in line.parents:
                above = sheet.lines[parent]
                marks = levels.inside(above.start, above.end)
                if len({mark.value for mark in marks}) == 1:
                    yield marks[:1]

    def _level_near(self, item: Item, span: Span) -> tuple[Mark, ...]:
        """Return the level before a figure and behind the figure before it; else the one after it."""
        start, end = span
        previous = self.sheet.before(item, start)
        floor = self.sheet.behind(previous) if previous else start
        before = self.marked.levels.inside(floor, item.start)
        if before:
            return before[-1:]
        if item.figure.role is not None:
            return ()
        after = self.sheet.after(item, end)
        ceiling = after.start if after else end
        behind = self.marked.levels.inside(item.end, ceiling)
        if behind and not self._starts_next(item, behind[0], after is not None):
            return behind[:1]
        outer = self.marked.levels.inside(start, floor)
        return outer[-1:] if not behind else ()

    def _starts_next(self, item: Item, mark: Mark, has_next: bool) -> bool:
        """Whether a level behind a figure leads to the next figure: 5万元省级50万元."""
        return has_next and mark.start >= self.sheet.behind(item)

    def _topic_between(self, start: int, end: int) -> bool:
        return any(
            not mark.weak for mark in self.marked.topics.inside(start, end) if mark.start >= start + 1
        ) and not self._same_subject(start)

    def _same_subject(self, offset: int) -> bool:
        """Whether the level is part of the mention that follows it at once: 省级专精特新."""
        following = self.marked.topics.inside(offset, offset + 12)
        return bool(following) and following[0].start - offset <= 8

    def _level_table(self, item: Item) -> Iterator[tuple[Mark, ...]]:
        line = self.sheet.line_of(item)
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
