"""Whether the bound that a text gives a figure is the one of the table."""

from __future__ import annotations

import re

from assistant.guard.layout.items import Item
from assistant.guard.layout.lines import Span
from assistant.guard.layout.sheet import REACH, Sheet
from assistant.guard.layout.surroundings import words_before
from assistant.guard.table.facts import Fact
from assistant.guard.words.far_bounds import (
    AT_LEAST,
    AT_MOST,
    BOUND_SET_RIGHT,
    CAP_NAMED,
    CAP_USED,
    EXCEEDED,
    FLAT,
    HEADING_BOUND,
    LEADING_BOUND,
    NO_BOUND,
    SHARED_BOUND,
)
from assistant.guard.words.grants import AWARD
from assistant.guard.words.sums import AGAIN, MENTIONING
from assistant.models import Bound
from assistant.text.figures import Unit

GROUP = 5  # how many figures an enumeration may have
_POINTED = re.compile(
    r"[”\"]?(?:分别|依次)?(?:这个数|这个比例|那个|这一比例)?(?:说的是|指的是|讲的是|对应的?是?|是指|指)|[”\"]?那是(?=[国省市])|[”\"]?只(?:出现|写|用)在|[”\"]?[，,]但[^，。；！？\n]{0,6}(?:不同|有别|不一样|两码事)"
)
_GOES_ON = re.compile("|也?就?(?:[为是即]|也就是|分别[为是])")


def agrees(sheet: Sheet, item: Item, fact: Fact, in_sum: bool, asked: Bound | None = None) -> bool:
    """Whether the figure is bounded as the fact is: in its own words, its clause, its table column or its list.

    `asked`: the bound that was asked for, which an answer of the bare figure need not repeat.
    """
    stated = _set_right(sheet, item) or item.bound or _restated(sheet, item)
    if fact.bound == "exact":
        return stated in (None, "exact") and not _is_bounded_behind(sheet, item)
    if stated is not None:
        return stated == fact.bound
    if in_sum or item.figure.role is not None or _is_named(sheet, item):
        return True
    if MENTIONING.search(sheet.text, sheet.floor_of(item), item.start):
        return True
    if fact.kind == "cap" and (names_cap(sheet, item) or _uses_cap(sheet, item)):
        return True
    hinted = hint(sheet, item, wide=fact.kind == "cap" and not FLAT.search(sheet.text, *sheet.sentence_of(item)))
    return (hinted or (asked if fact.kind != "rate" else None)) == fact.bound


def names_cap(sheet: Sheet, item: Item) -> bool:
    """Whether the figure is what a result is compared with: 未超100万元, 超过上限200万元."""
    before = words_before(sheet, item)
    found = CAP_NAMED.search(before)
    return found is not None and not AWARD.search(before[max(0, found.start() - 2) : found.start()])


def _uses_cap(sheet: Sheet, item: Item) -> bool:
    """Whether the cap is put instead of a result that exceeds it: 50%是120万元，超了，只按100万元."""
    start, _ = sheet.sentence_of(item)
    if CAP_USED.search(sheet.text, sheet.floor_of(item), item.start) is None:
        return False
    results = [other for other in sheet.items_in(start, item.start) if other.unit is Unit.YUAN]
    result = results[-1] if results and results[-1].value > item.value else None
    return result is not None and EXCEEDED.search(sheet.text, result.end, item.start) is not None


def _set_right(sheet: Sheet, item: Item) -> Bound | None:
    """Return the bound that the words behind a figure put instead of another: 5万元不是上限，是下限."""
    found = BOUND_SET_RIGHT.match(sheet.text, item.end)
    return None if found is None else "at_most" if found["most"] else "at_least"


def _restated(sheet: Sheet, item: Item) -> Bound | None:
    """Return the bound of the figure that this one writes again in other words: 上限80万元（即800,000元）."""
    if not item.number:
        return None
    previous = sheet.items[item.number - 1]
    gap = sheet.text[previous.end : item.start]
    return (
        previous.bound if (previous.unit, previous.value) == (item.unit, item.value) and AGAIN.fullmatch(gap) else None
    )


def _is_named(sheet: Sheet, item: Item) -> bool:
    """Whether the figure is only pointed at: 60%说的是国内首台套."""
    following = sheet.items[item.number : item.number + GROUP]
    last = [other for other in following if other is item or other.figure.group == item.figure.group is not None][-1]
    return bool(_POINTED.match(sheet.text, last.end))


def hint(sheet: Sheet, item: Item, wide: bool) -> Bound | None:
    """Return the bound that the words around say, of the clause first; `wide`: of the line too."""
    line = sheet.line_of(item)
    start, end = sheet.clause_of(item)
    found = _bound_in(sheet, item, (start, end))
    if found is None:
        found = _leading(sheet, item) or _taken_up(sheet, item)
    if found is None and line.kind == "row":
        found = _table_bound(sheet, item)
    if found is None:
        found = _shared(sheet, item, (line.start, line.end))
    if found is None:
        for parent in line.parents:
            above = sheet.lines[parent]
            found = _bound_in(sheet, item, (above.start, above.end))
            if found is not None:
                break
    if found is None and wide:
        found = (
            _bound_in(sheet, item, (line.start, line.end)) if AT_MOST.search(sheet.text, line.start, line.end) else None
        )
        if found is None and AT_MOST.search(sheet.text, line.start, line.end):
            found = "at_most"
    return found


def _leading(sheet: Sheet, item: Item) -> Bound | None:
    """Return the bound by which words without a figure open the sentence: 看下限，国家级100万元; 上限：国家级80万元."""
    first, _ = sheet.sentence_of(item)
    if heading := HEADING_BOUND.search(sheet.text, first, item.start):
        return None if sheet.items_in(first, heading.end()) else "at_most" if heading["most"] else "at_least"
    start, end = sheet.clause(first, first)
    if end >= item.start or not LEADING_BOUND.search(sheet.text, start, end) or sheet.items_in(start, end):
        return None
    return _bound_in(sheet, item, (start, end))


def _taken_up(sheet: Sheet, item: Item) -> Bound | None:
    """Return the bound that the clause before says of what this one goes on to give: 上限比国家级低30万元，为50万元."""
    start, _ = sheet.clause_of(item)
    if start <= sheet.sentence_of(item)[0] or not _GOES_ON.fullmatch(sheet.text, start, item.start):
        return None
    before = sheet.clause(start - 2, start - 2)
    is_told = start < item.start or not any(other.unit is Unit.YUAN for other in sheet.items_in(*before))
    return _bound_in(sheet, item, before) if is_told else None


def _bound_in(sheet: Sheet, item: Item, span: Span) -> Bound | None:
    """Return the bound said in a span outside the claims of other figures."""
    start, end = span
    at = start
    pieces = []
    for other in sheet.items_in(start, end):
        if other.number == item.number:
            continue
        pieces.append(sheet.text[at : max(at, other.left)])
        at = max(at, other.right)
    pieces.append(sheet.text[at:end])
    words = NO_BOUND.sub("", "\n".join(pieces))
    if AT_MOST.search(words):
        return "at_most"
    return "at_least" if AT_LEAST.search(words) else None


def _table_bound(sheet: Sheet, item: Item) -> Bound | None:
    line = sheet.line_of(item)
    cell = sheet.cell_at(line, item.start)
    if cell is None:
        return None
    number, _ = cell
    spans = list(sheet.cells_beside(line, number))
    if line.header is not None:
        head = sheet.lines[line.header]
        if number < len(head.cells):
            spans.insert(0, head.cells[number])
        spans += head.cells[:1]
    for span in spans:
        found = _bound_in(sheet, item, span)
        if found is not None:
            return found
    return None


def _is_bounded_behind(sheet: Sheet, item: Item) -> bool:
    """Whether words behind a figure bound it and all before it: 500万、50万、5万，均为上限."""
    for found in SHARED_BOUND.finditer(sheet.text, item.end, sheet.sentence_of(item)[1]):
        if not sheet.items_in(found.end(), sheet.clause(found.start(), found.end())[1]):
            return True
    return False


def _shared(sheet: Sheet, item: Item, span: Span) -> Bound | None:
    """Return the bound that a phrase like 均为不低于 gives all figures of a span."""
    found = SHARED_BOUND.search(sheet.text, max(span[0], item.start - REACH), min(span[1], item.end + REACH))
    if found is None:
        return None
    return "at_most" if found["most"] else "at_least"
