"""Who a figure is said to be paid by."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.guard.layout.items import Item
from assistant.guard.layout.lines import Span
from assistant.guard.layout.sheet import Sheet
from assistant.guard.mentions.marks import Mark, Marked, beside
from assistant.guard.words.parties import PAYER_NAMES
from assistant.text.figures import Unit

_BY, _BEARS = (
    ("由", "归"),
    ("承担", "负担", "出", "支付", "拿", "掏", "包", "全", "拨付", "发放", "兜底", "全包", "买单", "埋单", "负责出"),
)
_LABEL_END = re.compile(r"[*”\"]{0,3}[:：]")
LABEL_REACH = 8  # how far into a sentence a payer may stand as its label
_ALONE = re.compile("一家|独家|单独|独自|自己|全额|全部|来")
_BRACKET = re.compile("[)）].*[(（]")


def find_payers(sheet: Sheet, marked: Marked, item: Item, subject: Mark | None) -> Iterator[str]:
    """Yield the payers named with a figure, with its row, or with `subject`, the mention of its topic."""
    if not marked.payers.all:
        return
    spans = [sheet.part_of(item), sheet.clause_of(item)]
    for span in spans:
        if marks := _payers_in(sheet, marked, item, span):
            yield from (name_payer(mark) for mark in marks)
            return
    line = sheet.line_of(item)
    if line.kind != "row" and not marked.payers.inside(*sheet.sentence_of(item)):
        yield from _beside_subject(sheet, marked, item, subject)
        return
    if marks := _bearers(sheet, marked, sheet.clause_of(item)) or _bearers_elsewhere(sheet, marked, item):
        yield from (name_payer(mark) for mark in marks)
        return
    cell = sheet.cell_at(line, item.start)
    for start, end in sheet.cells_beside(line, cell[0]) if cell else ():
        if marks := marked.payers.inside(start, end):
            yield from (name_payer(mark) for mark in marks)
            return
    yield from _beside_subject(sheet, marked, item, subject)


def _beside_subject(sheet: Sheet, marked: Marked, item: Item, subject: Mark | None) -> Iterator[str]:
    """Yield the payers named with the mention of a figure's topic, where no other figure stands between."""
    if subject is None:
        return
    between = sheet.items_in(subject.end, item.start)
    if not any(other.unit in (Unit.YUAN, Unit.PERCENT) for other in between):
        marks = beside(sheet, marked.payers, subject)
        yield from (name_payer(mark) for mark in marks if not _is_apart(sheet, item, mark))


def _is_apart(sheet: Sheet, item: Item, mark: Mark) -> bool:
    """Whether a payer named behind a figure belongs to the next one: 超百亿（300万元）、规上企业（省级财政5万元）."""
    return bool(sheet.items_in(item.end, mark.start)) or _BRACKET.search(sheet.text, item.end, mark.start) is not None


def _payers_in(sheet: Sheet, marked: Marked, item: Item, span: Span) -> tuple[Mark, ...]:
    previous = _money_before(sheet, item, span[0])
    floor = sheet.behind(previous) if previous else span[0]
    before = marked.payers.inside(floor, item.start)
    if before:
        return before
    after = sheet.after(item, span[1])
    if after and not sheet.text.startswith(("(", "（"), item.end):
        return ()
    return marked.payers.inside(item.end, after.start if after else span[1])


def _money_before(sheet: Sheet, item: Item, start: int) -> Item | None:
    """Return the money or rate before a figure; counts (给一份10万元) do not part a figure from its payer."""
    previous = sheet.before(item, start)
    while previous is not None and previous.unit is Unit.COUNT:
        previous = sheet.before(previous, start)
    return previous


def _has_money(sheet: Sheet, span: Span) -> bool:
    return any(item.unit in (Unit.YUAN, Unit.PERCENT) for item in sheet.items_in(*span))


def _bearers(sheet: Sheet, marked: Marked, clause: Span) -> tuple[Mark, ...]:
    """Return the one payer that a clause says bears it all: 十万元（5万+5万）全部由市级财政承担."""
    marks = marked.payers.inside(*clause)
    if len(marks) != 1:
        return ()
    text, (mark,) = sheet.text, marks
    end = _ALONE.match(text, mark.end)
    bears = text.startswith(_BEARS, end.end() if end else mark.end)
    return marks if text[mark.start - 1 : mark.start] in _BY and bears else ()


def _bearers_elsewhere(sheet: Sheet, marked: Marked, item: Item) -> tuple[Mark, ...]:
    return _bearers_before(sheet, marked, item) or _bearers_behind(sheet, marked, item)


def _bearers_before(sheet: Sheet, marked: Marked, item: Item) -> tuple[Mark, ...]:
    """Return the payer that a clause without figures names before: 市级财政出，按50%; 县级财政：每家5万元."""
    start, _ = sheet.sentence_of(item)
    first = marked.payers.inside(start, min(start + LABEL_REACH, item.start))
    if first and _LABEL_END.match(sheet.text, first[0].end) and not sheet.items_in(first[0].end, item.start):
        return first[:1]
    before = sheet.clause_of(item)[0] - 1
    clause = sheet.clause(before - 1, before - 1) if before > start else (start, start)
    if not sheet.items_in(*clause) and (marks := _bearers(sheet, marked, clause)):
        return marks
    clause = sheet.clause(start, start)
    if clause[1] >= item.start or sheet.items_in(*clause):
        return ()
    marks = marked.payers.inside(*clause)
    return marks if len(marks) == 1 and sheet.text.startswith(_BEARS, marks[0].end) else ()


def _bearers_behind(sheet: Sheet, marked: Marked, item: Item) -> tuple[Mark, ...]:
    """Return the payer that a clause without figures names right behind: 补助90万元，由市级财政拨付."""
    end, last = sheet.clause_of(item)[1], sheet.sentence_of(item)[1]
    if end >= last or _has_money(sheet, clause := sheet.clause(end + 1, end + 1)):
        return ()
    return _bearers(sheet, marked, clause)


def name_payer(mark: Mark) -> str:
    """Return what the table calls a payer."""
    return PAYER_NAMES[mark.value]
