"""Match what a text lists with as many figures that follow in the same order: 国家、省、市 with 500、50、5万元."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from assistant.guard.layout.items import Item
from assistant.guard.layout.sheet import Sheet
from assistant.guard.mentions.marks import Mark, Marked
from assistant.guard.table.book import FactBook
from assistant.guard.words.sums import ANSWERS
from assistant.policy.levels import RANKS
from assistant.text.figures import Unit

_COMPARED = re.compile("的?(?:是|比|对|较|跟|和|与)")
_DOWN = re.compile("(?:开始|起)?(?:依次|逐级|一级级|一级一级|顺着)?往下|(?:开始|起)依次")
_UP = re.compile("(?:开始|起)?(?:依次|逐级|一级级|一级一级|顺着)?往上|(?:开始|起)依次")
_TO = re.compile("的?(?:到|至|—+|-+|~)")
_ALL = re.compile("都|均|一律|同样|统一|一样|皆")
_EACH = ("分别", "依次", "一个是", "一个为")


@dataclass(frozen=True, slots=True)
class Alignment:
    """What figures answer by their order in a list, by the figure's index; `runs` leave open which member it is,
    unless the figure is `shared` by all.
    """

    levels: dict[int, Mark] = field(default_factory=dict)
    runs: dict[int, tuple[Mark, ...]] = field(default_factory=dict)
    topics: dict[int, str] = field(default_factory=dict)
    shared: set[int] = field(default_factory=set)


def align(sheet: Sheet, marked: Marked, book: FactBook) -> Alignment:
    """Match the lists of levels and of topics in a text with its figures."""
    alignment = Alignment()
    for run in (*_runs(marked.levels.all, sheet), *_directed(marked.levels.all, sheet)):
        _align_behind(alignment, run, sheet, marked)
        _align_before(alignment, run, sheet, marked)
    for left, right in pairwise(marked.levels.all):
        _align_compared(alignment, (left, right), sheet, marked)
    for members in _listed(sheet):
        _align_with_before(alignment, members, sheet, marked)
    for word in _EACH:
        at = sheet.text.find(word)
        while at >= 0:
            _align_topics(alignment, at, len(word), sheet, marked, book)
            at = sheet.text.find(word, at + 1)
    return alignment


def _align_behind(alignment: Alignment, run: tuple[Mark, ...], sheet: Sheet, marked: Marked) -> None:
    """Match a run of levels with as many figures of one unit behind it, in order."""
    _, end = sheet.sentence(run[-1].start, run[-1].end)
    later = marked.levels.inside(run[-1].end, end)
    figures = sheet.items_in(run[-1].end, later[0].start if later else end)
    alignment.runs.update((item.number, run) for item in figures if item.figure.role is not None)
    for unit in (Unit.YUAN, Unit.PERCENT):
        members = [item for item in figures if item.unit is unit and item.figure.role is None]
        if len(members) == len(run):
            _match(alignment, members, run)
        else:
            alignment.runs.update((item.number, run) for item in members)
            if len(members) == 1 and _ALL.search(sheet.text, run[-1].end, members[0].start):
                alignment.shared.add(members[0].number)


def _align_compared(alignment: Alignment, pair: tuple[Mark, Mark], sheet: Sheet, marked: Marked) -> None:
    """Match two levels that are compared with the two figures behind them: 省级是市级的10倍，50万元对5万元."""
    left, right = pair
    if left.value == right.value or not _COMPARED.fullmatch(sheet.text, left.end, right.start):
        return
    _, end = sheet.sentence(right.start, right.end)
    members = [item for item in sheet.items_in(right.end, end) if item.unit is Unit.YUAN and item.figure.role is None]
    if len(members) == 3 and members[0].value == abs(members[1].value - members[2].value):
        members = members[1:]  # 省级比市级多45万元：一个50万，一个5万
    if len(members) == 2 and not marked.levels.inside(right.end, end):
        _match(alignment, members, pair)


def _align_before(alignment: Alignment, run: tuple[Mark, ...], sheet: Sheet, marked: Marked) -> None:
    """Match a run with the enumeration before it: 500万元、50万元、5万元（对应国家、省、市）."""
    start, _ = sheet.sentence(run[0].start, run[0].end)
    if marked.levels.inside(start, run[0].start):
        return
    figures = sheet.items_in(start, run[0].start)
    for unit in (Unit.YUAN, Unit.PERCENT):
        members = [item for item in figures if item.unit is unit and item.figure.role is None]
        if len(members) != len(run):
            continue
        groups = {item.figure.group for item in members}
        is_listed = len(groups) == 1 and None not in groups
        if is_listed or ANSWERS.search(sheet.text, members[-1].end, run[0].start):
            _match(alignment, members, run)


def _listed(sheet: Sheet) -> Iterator[tuple[Item, ...]]:
    """Yield the enumerations of money or rates."""
    for _, members in groupby(sheet.items, key=lambda item: (item.figure.group, item.unit)):
        listed = tuple(item for item in members if item.figure.group is not None and item.figure.role is None)
        if len(listed) > 1 and listed[0].unit in (Unit.YUAN, Unit.PERCENT):
            yield listed


def _align_with_before(alignment: Alignment, members: tuple[Item, ...], sheet: Sheet, marked: Marked) -> None:
    """Match an enumeration without levels with as many levels of its sentence (分别), or of the sentence before."""
    start, end = sheet.sentence_of(members[0])
    if members[0].number in alignment.levels:
        return
    clause = sheet.clause_of(members[0])[0]
    before = marked.levels.inside(start, members[0].start)
    if sheet.text[clause : members[0].start].rstrip().endswith(("：", ":")) and not marked.levels.inside(
        members[0].start, end
    ):
        distinct = list({mark.value: mark for mark in reversed(before)}.values())[::-1]
        if len(distinct) == len(members):
            _match(alignment, members, distinct)
            return
    own = marked.levels.inside(start, clause)
    if own and any(word in sheet.text[clause : members[0].start] for word in _EACH):
        if len(own) == len(members) == len({mark.value for mark in own}):
            _match(alignment, members, own)
        return
    if start == 0 or marked.levels.inside(start, end):
        return
    if any(not mark.weak for mark in marked.topics.inside(start, end)):
        return
    before = marked.levels.inside(*sheet.sentence(start - 1, start - 1))
    if len(before) == len(members) == len({mark.value for mark in before}):
        _match(alignment, members, before)


def _match(alignment: Alignment, members: Sequence[Item], run: Sequence[Mark]) -> None:
    alignment.levels.update((item.number, mark) for item, mark in zip(members, run, strict=True))


def _align_topics(alignment: Alignment, at: int, length: int, sheet: Sheet, marked: Marked, book: FactBook) -> None:
    """Match topics listed before 分别 with as many figures behind it, in order."""
    start, end = sheet.sentence(at, at + length)
    topics = [mark for mark in marked.topics.inside(start, at) if book.awards(mark.value) and not mark.weak]
    names = list(dict.fromkeys(mark.value for mark in topics))
    figures = [item for item in sheet.items_in(at, end) if item.unit is Unit.YUAN and item.figure.role is None]
    if len(names) < 2 or len(figures) != len(names) or sheet.items_in(start, at):
        return
    alignment.topics.update((item.number, name) for item, name in zip(figures, names, strict=True))
    if not _runs(marked.levels.inside(start, at), sheet):
        return
    for item in figures:
        alignment.levels.pop(item.number, None)
        alignment.runs.pop(item.number, None)


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


def _directed(levels: Sequence[Mark], sheet: Sheet) -> Iterator[tuple[Mark, ...]]:
    """Yield all levels in order where one is named with the way on from it, or the two ends: 从国家级往下."""
    for index, mark in enumerate(levels):
        following = levels[index + 1] if index + 1 < len(levels) else None
        order = RANKS if mark.value == RANKS[0] else RANKS[::-1] if mark.value == RANKS[-1] else ()
        goes_on = _DOWN if order is RANKS else _UP
        reaches = (
            following is not None
            and order
            and following.value == order[-1]
            and _TO.fullmatch(sheet.text, mark.end, following.start)
        )
        if order and (reaches or goes_on.match(sheet.text, mark.end)):
            end = following.end if reaches and following else mark.end
            yield tuple(mark._replace(end=end, value=level) for level in order)


def _is_listed(sheet: Sheet, start: int, end: int) -> bool:
    """Whether what stands between two levels joins them: 、, 和, or a title and then 、."""
    gap = sheet.text[start:end]
    if len(gap) > 18 or sheet.items_in(start, end) or any(char in gap for char in "，,。；;\n|"):
        return False
    return not gap.strip(" 级的“”\"'（）()和与跟及或以、/到至—~-") or gap.rstrip(' “"').endswith(
        ("、", "和", "与", "及")
    )
