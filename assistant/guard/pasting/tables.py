"""Tables pasted from a spreadsheet, a CSV file or an aligned text: found, completed, and put between bars."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from assistant.guard.pasting.captions import NUMBER, Lines, find_unit
from assistant.guard.pasting.edits import Edit

Span = tuple[int, int]
_BOUND = r"(?:不超过|不高于|最高|至多|上限|不低于|不少于|至少|[≤≥<>]=?)?\s*[¥￥]?\s*"
_BARE = re.compile(rf"{_BOUND}(?P<number>{NUMBER})\s*(?:起|以上|以内|封顶)?")
_VALUED = re.compile(rf"(?:一次性|给予)?{_BOUND}{NUMBER}\s*(?:亿元|万元|千元|元|万|%|％).{{0,8}}")
_SAME = re.compile(r"(?:同上|同前|同左上|〃|″|″|\"|’’|''|,,|ditto)[。.]?", re.IGNORECASE)
_RULE = re.compile(r"[\s|｜:：–—=+-]*[-–—=][\s|｜:：–—=+-]*")
_CELLS: dict[str, re.Pattern[str]] = {
    "tab": re.compile(r"[^\t\n]*"),
    "bar": re.compile(r"[^|｜\n]*"),
    "comma": re.compile(r'[ ]*"[^"\n]*"[ ]*|(?:[^,，\n"]|(?<=[0-9]),(?=[0-9]{3}(?:,|[^0-9,]|$)))*'),
    "gap": re.compile(r"\S+(?:[ ](?![ \u3000])\S+)*"),
    "blank": re.compile(r"\S+"),
}
_LISTED = re.compile(r"\s*(?:[-+*•·●○◆■※→>#]|[（(]?[0-9一二三四五六七八九十]{1,2}[)）、.．]|[①-⑳])\s*")
_LONGEST = 24  # characters of a cell of a table whose cells nothing but commas or blanks part
_OTHER_COLUMN = re.compile(
    r"序号|编号|年份|年度|数量|[家户个]数|比例|比率|占比|期限|名称|对象|级别|层级|等级|条款|类别|依据|时间|日期|星级|档次|类型|区域|名次|称号"
)


class _Block(NamedTuple):
    """Consecutive lines whose cells one kind of delimiter parts; `lines` are their numbers."""

    kind: str
    lines: tuple[int, ...]
    rows: tuple[tuple[Span, ...], ...]
    header: bool


def find_tables(text: str, lines: Lines) -> tuple[list[Edit], frozenset[int]]:
    """Return the edits that make tables of bars, with units and blank cells filled in, and the lines they take up."""
    edits: list[Edit] = []
    taken: set[int] = set()
    for block in _blocks(text, lines.spans):
        edits += _complete(text, lines, block)
        taken |= set(block.lines)
    return edits, frozenset(taken)


# ---------------------------------------------------------------- finding


def _blocks(text: str, spans: Sequence[Span]) -> Iterator[_Block]:
    """Yield the tables; no line is looked at more than once for a kind of table that it turned out not to be in."""
    seen = dict.fromkeys(_CELLS, 0)
    at = 0
    while at < len(spans):
        block = None
        for kind in _CELLS:
            if at >= seen[kind]:
                block, seen[kind] = _block(text, spans, at, kind)
            if block is not None:
                break
        if block is not None:
            yield block
        at = block.lines[-1] + 1 if block is not None else at + 1


def _block(text: str, spans: Sequence[Span], first: int, kind: str) -> tuple[_Block | None, int]:
    """Return the table of a kind that begins at a line, if there is one, and the line behind what was looked at."""
    rows: list[tuple[Span, ...]] = []
    numbers: list[int] = []
    width, ruled = 0, False
    number = first
    for number in range(first, len(spans)):
        line = text[slice(*spans[number])]
        if kind == "bar" and rows and "|" in line and _RULE.fullmatch(line):
            ruled = ruled or len(rows) == 1
            continue  # the line under the head
        cells = _split(text, spans[number], kind)
        if len(cells) < 2 or (rows and not _fits(cells, width, kind)):
            break
        width = max(width, len(cells))
        rows.append(cells)
        numbers.append(number)
    behind = max(number, first + 1)
    said = [_says_value(text, row) for row in rows]
    if len(rows) < 2 or not any(said[1:]):
        return None, behind
    header = ruled or not said[0]
    if kind in ("comma", "blank", "gap") and not _is_plain_table(text, rows, said, header, kind):
        return None, behind
    return _Block(kind, tuple(numbers), tuple(rows), header), behind


def _split(text: str, line: Span, kind: str) -> tuple[Span, ...]:
    start, end = line
    content = text[start:end]
    if not content.strip() or (kind not in ("bar", "tab") and _LISTED.match(content)):
        return ()
    if kind in ("gap", "blank"):
        return tuple(found.span() for found in _CELLS[kind].finditer(text, start, end))
    if kind == "bar":
        if "|" not in content and "｜" not in content:
            return ()
        start += len(content) - len(content.lstrip(" >"))
        start += text[start] in "|｜"
        end -= len(content) - len(content.rstrip())
        end -= end > start and text[end - 1] in "|｜"
    if kind == "tab" and "\t" not in content:
        return ()
    if kind == "comma" and ("," not in content and "，" not in content):
        return ()
    cells, at = [], start
    while at <= end:
        found = _CELLS[kind].match(text, at, end)
        stop = found.end() if found else at
        cells.append((at, stop))
        at = stop + 1
    return tuple(cells)


def _fits(cells: tuple[Span, ...], width: int, kind: str) -> bool:
    """Whether a row has as many cells as those before; with tabs and bars a few at the end may be missing."""
    return len(cells) == width if kind in ("comma", "gap", "blank") else len(cells) <= width + 1


def _says_value(text: str, row: Sequence[Span]) -> bool:
    return any(_is_bare(text, cell) or _VALUED.fullmatch(text[slice(*cell)].strip()) for cell in row)


def _is_bare(text: str, cell: Span) -> bool:
    return _BARE.fullmatch(_content(text, cell)) is not None


def _content(text: str, cell: Span) -> str:
    return text[slice(*cell)].strip().strip('"').strip()


def _is_plain_table(text: str, rows: Sequence[tuple[Span, ...]], said: Sequence[bool], header: bool, kind: str) -> bool:
    """Whether lines parted by commas or blanks are a table: short cells, a value in each row, no sentence."""
    cells = [_content(text, cell) for row in rows for cell in row]
    if any(len(cell) > _LONGEST or "。" in cell or "；" in cell for cell in cells):
        return False
    if not all(said[1:] if header else said):
        return False
    labelled = all(any(not _is_bare(text, cell) and _content(text, cell) for cell in row) for row in rows)
    return labelled and (kind != "comma" or all("：" not in cell and ":" not in cell for cell in cells))


# ---------------------------------------------------------------- completing


def _complete(text: str, lines: Lines, block: _Block) -> Iterator[Edit]:
    """Yield the edits of a table: its cells completed, and between bars where they are not."""
    units = _units(text, lines, block)
    above: list[str] = []
    for number, row in zip(block.lines, block.rows, strict=True):
        is_head = block.header and number == block.lines[0]
        written = [_content(text, cell) for cell in row]
        if not is_head:
            written = [_filled(cell, i, above, text, row) for i, cell in enumerate(written)]
            unit = units if units is not None else (lambda i: None)
            written = [_with_unit(cell, unit(i)) for i, cell in enumerate(written)]
            above = [cell or (above[i] if i < len(above) else "") for i, cell in enumerate(written)]
        yield from _put(text, lines.spans[number], row, written, block)


def _units(text: str, lines: Lines, block: _Block) -> Callable[[int], str | None]:
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


_NAMED = re.compile(r"[/：:_ ](亿元|万元|千元|元|万|%|％)\s*$|^(?:奖励|补助|金额|标准|补贴|奖补)*(亿元|万元|%|％)\s*$")


def _named(head: str) -> str | None:
    """Return the unit that a head ends with: 金额/万元."""
    found = _NAMED.search(head.strip())
    word = (found[1] or found[2]) if found else None
    return {"万": "万元", "％": "%"}.get(word, word) if word else None


def _counts_rows(text: str, block: _Block) -> bool:
    """Whether the first column of a table without a head numbers the rows."""
    cells = [_content(text, row[0]) for row in block.rows]
    return cells == [str(n) for n in range(1, len(cells) + 1)]


def _filled(cell: str, column: int, above: Sequence[str], text: str, row: Sequence[Span]) -> str:
    """Return what a cell says: 同上 and, among the labels, a blank cell repeat the one above."""
    over = above[column] if column < len(above) else ""
    if _SAME.fullmatch(cell):
        return over or cell
    is_label = bool(over) and not _BARE.fullmatch(over) and not _VALUED.fullmatch(over)
    before_value = any(_content(text, later) for later in row[column + 1 :])
    return over if not cell and is_label and before_value else cell


def _with_unit(cell: str, unit: str | None) -> str:
    found = _BARE.fullmatch(cell) if unit else None
    return cell if found is None or unit is None else cell[: found.end("number")] + unit + cell[found.end("number") :]


def _put(text: str, line: Span, row: Sequence[Span], written: Sequence[str], block: _Block) -> Iterator[Edit]:
    """Yield the edits of one row: bars around its cells, or, where no head tells them apart, the cells as a phrase."""
    if block.kind == "bar" and block.header and text[slice(*line)].count("|") >= 2:
        for cell, content in zip(row, written, strict=True):
            if content != _content(text, cell):
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
    is_value = bool(_VALUED.fullmatch(written[at]) or _BARE.fullmatch(written[at]))
    after_value = bool(_VALUED.fullmatch(written[at - 1]) or _BARE.fullmatch(written[at - 1]))
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
