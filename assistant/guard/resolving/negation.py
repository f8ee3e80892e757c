"""Whether a text says of a figure that it is not so."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.guard.layout.items import Item
from assistant.guard.layout.lines import Span
from assistant.guard.layout.sheet import REACH, Sheet
from assistant.guard.words.denials import (
    ASSERT,
    BELIEVED,
    CORRECTED,
    DENY_AFTER,
    DENY_BEFORE,
    DENY_NEXT,
    DOUBLE,
    SET_RIGHT,
    UNMENTIONED,
    WRONG_LINE,
)
from assistant.guard.words.users import CONFIRMED, QUESTION, REFUSED, RHETORICAL
from assistant.text.figures import Unit

SET_RIGHT_REACH = 30  # how far behind its sentence a belief may be set right
DENIAL_REACH = 40  # a denial is not read farther than this from its figure
Values = frozenset[tuple[Unit, Decimal]]


def is_denied(sheet: Sheet, item: Item, asked: Values) -> bool:
    """Whether the text says that the figure is not so.

    >>> sheet = Sheet("不是1000万元，而是500万元")
    >>> [is_denied(sheet, item, frozenset()) for item in sheet.items]
    [True, False]
    """
    return find_denial(sheet, item, asked) is not None


def find_denial(sheet: Sheet, item: Item, asked: Values) -> Span | None:
    """Return where the words stand by which the text says that a figure is not so."""
    text = sheet.text
    line = sheet.line_of(item)
    if (
        line.kind != "row"
        and (wrong := WRONG_LINE.match(text, line.start, item.start))
        and (not wrong[0][-1].isalpha() or sheet.sentence_of(item)[0] < wrong.end())
        and not ASSERT.search(text, max(line.start, item.start - REACH), item.start)
    ):
        return wrong.span()
    if sheet.is_quoted_wrong(item):
        return sheet.clause_of(item)
    start, _ = sheet.claim_clause(item)
    return (
        _asked_in(sheet, item)
        or _set_right_by(sheet, item)
        or _denied_before(sheet, item, start)
        or _denied_after(sheet, item, asked)
    )


def _asked_in(sheet: Sheet, item: Item) -> Span | None:
    """Return the question that a figure stands in, which the text repeats and doesn't answer with yes."""
    start, end = sheet.sentence_of(item)
    if sheet.text[end : end + 1] not in ("？", "?") or CONFIRMED.match(sheet.text, end):
        return None
    if REFUSED.match(sheet.text, end):
        return start, end
    asks = QUESTION.search(sheet.text, start, end)
    return asks.span() if asks and not RHETORICAL.search(sheet.text, start, end) else None


def _set_right_by(sheet: Sheet, item: Item) -> Span | None:
    """Return the words by which a sentence sets right a figure that someone believed."""
    start, end = sheet.sentence_of(item)
    believed = BELIEVED.search(sheet.text, start, item.start)
    if believed is None:
        return None
    if any(other.unit in (Unit.YUAN, Unit.PERCENT) for other in sheet.items_in(believed.end(), item.start)):
        return None
    right = SET_RIGHT.search(sheet.text, sheet.clause_of(item)[1], end + SET_RIGHT_REACH)
    return right.span() if right else None


def _denied_before(sheet: Sheet, item: Item, start: int) -> Span | None:
    text = sheet.text
    beside = text[max(start, item.left - DENIAL_REACH) : item.left].rstrip(" “\"‘'「『《")
    if beside.endswith(("不是", "并非", "而非")):
        is_so = beside.endswith(("是不是", "岂不是", "莫不是", "要不是"))
        end = max(start, item.left - DENIAL_REACH) + len(beside)
        return None if is_so else (end - 2, end)
    last = last_match(DENY_BEFORE, text, max(start, item.left - 2 * DENIAL_REACH), item.left)
    if last is None or item.left - last.end() > DENIAL_REACH or DOUBLE.search(text, start, item.left):
        return None
    if ASSERT.search(text, last.end(), item.left) or _is_aside(text, start, last.start(), item.left):
        return None
    figures = sheet.items_in(last.end(), item.left)
    is_near = all(figure.unit is Unit.DATE or figure.figure.group is not None or len(figures) < 3 for figure in figures)
    return last.span() if is_near else None


def _is_aside(text: str, start: int, at: int, end: int) -> bool:
    """Whether an offset stands in brackets that close before the end: 投资额(不含税)的8%."""
    return text.rfind("(", start, at) > text.rfind(")", start, at) and ")" in text[at:end]


def _denied_after(sheet: Sheet, item: Item, asked: Values) -> Span | None:
    text = sheet.text
    corrected = CORRECTED.match(text, item.right)
    if corrected is not None and not sheet.items_in(item.end, corrected.end()):
        return corrected.span()
    if unmentioned := UNMENTIONED.match(text, item.right):
        return unmentioned.span()
    found = DENY_AFTER.match(text, item.right)
    if found is None and (item.unit, item.value) in asked:
        found = DENY_NEXT.match(text, item.right)
    if found is None:
        return None
    between = text[item.right : found.end()]
    if ASSERT.search(between) or "没错" in between or "没有错" in between:
        return None
    return found.span() if not sheet.items_in(item.end, found.end()) else None


def last_match(pattern: re.Pattern[str], text: str, start: int, end: int) -> re.Match[str] | None:
    """Return the last match of a pattern in a span."""
    last = None
    for found in pattern.finditer(text, start, end):
        last = found
    return last
