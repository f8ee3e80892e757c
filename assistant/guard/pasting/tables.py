"""Tables pasted from a spreadsheet, a CSV file or an aligned text: found, completed, and put between bars."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from assistant.guard.pasting.blocks import BARE, VALUED, Block, Span, content_of, find_blocks
from assistant.guard.pasting.captions import Lines, find_unit
from assistant.guard.pasting.edits import Edit
from assistant.text import giving

_SAME = re.compile(r"(?:同上|同前|同左上|〃|″|″|\"|’’|''|,,|ditto)[。.]?", re.IGNORECASE)
_OTHER_COLUMN = re.compile(
    r"序号|编号|年份|年度|数量|[家户个]数|比例|比率|占比|期限|名称|对象|级别|层级|等级|条款|类别|依据|时间|日期|星级|档次|类型|区域|名次|称号"
)


def find_tables(text: str, lines: Lines) -> tuple[list[Edit], frozenset[int]]:
    """Return the edits that make tables of bars, with units and blank cells filled in, and the lines they take up."""
    edits: list[Edit] = []
    taken: set[int] = set()
    for block in find_blocks(text, lines.spans):
        edits += _complete(text, lines, block)
        taken |= set(block.lines)
    return edits, frozenset(taken)


def _complete(text: str, lines: Lines, block: Block) -> Iterator[Edit]:
    """Yield the edits of a table: its cells completed, and between bars where they are not."""
    units = _units(text, lines, block)
    above: list[str] = []
    for number, row in zip(block.lines, block.rows, strict=True):
        is_head = block.header and number == block.lines[0]
        written = [content_of(text, cell) for cell in row]
        if not is_head:
            written = [_filled(cell, i, above, text, row) for i, cell in enumerate(written)]
            unit = units if units is not None else (lambda i: None)
            written = [_with_unit(cell, unit(i)) for i, cell in enumerate(written)]
            above = [cell or (above[i] if i < len(above) else "") for i, cell in enumerate(written)]
        yield from _put(text, lines.spans[number], row, written, block)


def _units(text: str, lines: Lines, block: Block) -> Callable[[int], str | None]:
    """Return which unit the bare numbers of each column have: by its head, else by the caption of the table."""
    caption = next((lines.units[number] for number in block.lines if lines.units[number]), None)
    heads = [text[slice(*cell)] for cell in block.rows[0]] if block.header else []
    own = [find_unit(head, 0, len(head)) or _named(head) for head in heads]
    counting = not heads and _counts_rows(text, block)
    shared = own[0] if own and own[0] and not any(own[1:]) and len(own) > 1 else None  # 上限（万元） | 国家级 | 省级

    def unit(column: int) -> str | None:
        if column < len(own) and own[column]:
            return own[column]
        if column < len(heads) and _OTHER_COLUMN.search(heads[column]):
            return None
        if counting and column == 0:
            return None
        return shared or caption

    return unit


_NAMED = re.compile(rf"[/：:_ ](亿元|万元|千元|元|万|%|％)\s*$|^(?:{giving.AWARD}|金额|标准)*(亿元|万元|%|％)\s*$")


def _named(head: str) -> str | None:
    """Return the unit that a head ends with: 金额/万元."""
    found = _NAMED.search(head.strip())
    word = (found[1] or found[2]) if found else None
    return {"万": "万元", "％": "%"}.get(word, word) if word else None


def _counts_rows(text: str, block: Block) -> bool:
    """Whether the first column of a table without a head numbers the rows."""
    cells = [content_of(text, row[0]) for row in block.rows]
    return cells == [str(n) for n in range(1, len(cells) + 1)]


def _filled(cell: str, column: int, above: Sequence[str], text: str, row: Sequence[Span]) -> str:
    """Return what a cell says: 同上 and, among the labels, a blank cell repeat the one above."""
    over = above[column] if column < len(above) else ""
    if _SAME.fullmatch(cell):
        return over or cell
    is_label = bool(over) and not BARE.fullmatch(over) and not VALUED.fullmatch(over)
    before_value = any(content_of(text, later) for later in row[column + 1 :])
    return over if not cell and is_label and before_value else cell


def _with_unit(cell: str, unit: str | None) -> str:
    found = BARE.fullmatch(cell) if unit else None
    return cell if found is None or unit is None else cell[: found.end("number")] + unit + cell[found.end("number") :]


def _put(text: str, line: Span, row: Sequence[Span], written: Sequence[str], block: Block) -> Iterator[Edit]:
    """Yield the edits of one row: bars around its cells, or, where no head tells them apart, the cells as a phrase."""
    if block.kind == "bar" and block.header and text[slice(*line)].count("|") >= 2:
        for cell, content in zip(row, written, strict=True):
            if content != content_of(text, cell):
                yield _replaced(text, cell, content)
        return
    at = line[0]
    for i, (cell, content) in enumerate(zip(row, written, strict=True)):
        before = ("| " if not i else " | ") if block.header else _joint(written, i)
        start, end = _inner(text, cell)
        yield Edit(at, start, before)
        if content != text[start:end]:
            yield Edit(start, end, content) if start < end else Edit(start, start, content)
        at = end
    yield Edit(at, line[1], " |" if block.header else "")


def _joint(written: Sequence[str], at: int) -> str:
    """Return what parts a cell from the one before in a row without a head: a colon before its value."""
    if not at:
        return ""
    is_value = bool(VALUED.fullmatch(written[at]) or BARE.fullmatch(written[at]))
    after_value = bool(VALUED.fullmatch(written[at - 1]) or BARE.fullmatch(written[at - 1]))
    return "，" if after_value else "：" if is_value else ""


def _inner(text: str, cell: Span) -> Span:
    """Return a cell's span without the blanks and quotation marks around its content."""
    start, end = cell
    while start < end and text[start] in ' \t\u3000"\r':
        start += 1
    while end > start and text[end - 1] in ' \t\u3000"\r':
        end -= 1
    return start, end


def _replaced(text: str, cell: Span, content: str) -> Edit:
    start, end = _inner(text, cell)
    return Edit(start, end, content)
