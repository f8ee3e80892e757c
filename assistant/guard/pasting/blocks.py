"""Find the tables of a pasted text: lines whose cells one kind of delimiter parts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from assistant.guard.pasting.captions import NUMBER
from assistant.policy.paragraphs import BULLETS, ITEM_MARK

Span = tuple[int, int]
_BOUND = r"(?:不超过|不高于|最高|至多|上限|不低于|不少于|至少|[≤≥<>]=?)?\s*[¥￥]?\s*"
BARE = re.compile(rf"{_BOUND}(?P<number>{NUMBER})\s*(?:起|以上|以内|封顶)?")
VALUED = re.compile(rf"(?:一次性|给予)?{_BOUND}{NUMBER}\s*(?:亿元|万元|千元|元|万|%|％).{{0,8}}")
_RULE = re.compile(r"[\s|｜:：–—=+-]*[-–—=][\s|｜:：–—=+-]*")

_CELLS: dict[str, re.Pattern[str]] = {
    "tab": re.compile(r"[^\t\n]*"),
    "bar": re.compile(r"[^|｜\n]*"),
    "comma": re.compile(r'[ ]*"[^"\n]*"[ ]*|(?:[^,，\n"]|(?<=[0-9]),(?=[0-9]{3}(?:,|[^0-9,]|$)))*'),
    "gap": re.compile(r"\S+(?:[ ](?![ \u3000])\S+)*"),
    "blank": re.compile(r"\S+"),
}

_LISTED = re.compile(rf"\s*(?:[{BULLETS}*>#]|{ITEM_MARK})\s*")
_LONGEST = 24  # characters of a cell of a table whose cells nothing but commas or blanks part


class Block(NamedTuple):
    """Consecutive lines whose cells one kind of delimiter parts; `lines` are their numbers."""

    kind: str
    lines: tuple[int, ...]
    rows: tuple[tuple[Span, ...], ...]
    header: bool


def find_blocks(text: str, spans: Sequence[Span]) -> Iterator[Block]:
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


def _block(text: str, spans: Sequence[Span], first: int, kind: str) -> tuple[Block | None, int]:
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
    return Block(kind, tuple(numbers), tuple(rows), header), behind


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
    return any(_is_bare(text, cell) or VALUED.fullmatch(text[slice(*cell)].strip()) for cell in row)


def _is_bare(text: str, cell: Span) -> bool:
    return BARE.fullmatch(content_of(text, cell)) is not None


def content_of(text: str, cell: Span) -> str:
    return text[slice(*cell)].strip().strip('"').strip()


def _is_plain_table(text: str, rows: Sequence[tuple[Span, ...]], said: Sequence[bool], header: bool, kind: str) -> bool:
    """Whether lines parted by commas or blanks are a table: short cells, a value in each row, no sentence."""
    cells = [content_of(text, cell) for row in rows for cell in row]
    if any(len(cell) > _LONGEST or "。" in cell or "；" in cell for cell in cells):
        return False
    if not all(said[1:] if header else said):
        return False
    labelled = all(any(not _is_bare(text, cell) and content_of(text, cell) for cell in row) for row in rows)
    return labelled and (kind != "comma" or all("：" not in cell and ":" not in cell for cell in cells))
