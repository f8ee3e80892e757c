"""Markdown tables whose unit stands in the header or the caption."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.text import giving
from assistant.text.quantities import Atom, Bound, Unit

_UNITS = {
    "万元": (Unit.YUAN, Decimal(10**4)),
    "亿元": (Unit.YUAN, Decimal(10**8)),
    "千元": (Unit.YUAN, Decimal(1000)),
    "元": (Unit.YUAN, Decimal(1)),
    "万": (Unit.YUAN, Decimal(10**4)),
    "%": (Unit.PERCENT, Decimal(1)),
    "‰": (Unit.PERCENT, Decimal("0.1")),
    "年": (Unit.YEARS, Decimal(1)),
    "月": (Unit.YEARS, Decimal(1) / 12),
}
_NAMED = re.compile(
    r"[(/:：\[]?(?:人民币|单位[:：])?(万元|亿元|千元|元|万|%|‰|年|个?月|家|辆|吨|万吨|项|个|人|名|台|户)(?:/[一-鿿·.]{1,5})?[)\]]?\s*$"
)
_CAPTION = re.compile(r"单位(?:都|均)?[:：为是]?(?:人民币)?(万元|亿元|千元|元|万(?![吨千平辆户家人台个]))")
_LISTED = re.compile(r"(?:[，,、；;/)）\]起 \t]|以[上下内]|$)")
_LARGEST_LISTED = 10**5
_MONEY_COLUMN = re.compile(rf"金额|{giving.AWARD}|资金|标准|额|上限|下限|合计|封顶|小计|奖金")
_OTHER_COLUMN = re.compile(
    r"序号|年份|年度|数量|[家户个]数|比例|期限|编号|名称|对象|级别|层级|等级|条款|类别|依据|时间|日期"
    r"|星级|档次|类型|区域|名次|称号"
)
_BOUNDS: tuple[tuple[re.Pattern[str], Bound], ...] = (
    (re.compile(r"最高|最多|上限|限额|封顶|不超过"), "at_most"),
    (re.compile(r"最低|最少|下限|起点|不低于|不少于"), "at_least"),
)
_RULE = re.compile(r"\s*\|?[\s|:–—-]*-[\s|:–—-]*$")


@dataclass(frozen=True, slots=True)
class Cell:
    """A span whose bare numbers have the unit of their column, and its figures the bound that is named there."""

    start: int
    end: int
    unit: Unit | None = None
    factor: Decimal = Decimal(1)
    counter: str | None = None
    bound: Bound | None = None


_PLAIN = Cell(0, 0)


def apply_tables(text: str, atoms: list[Atom]) -> list[Atom]:
    """Give the bare numbers of table cells the unit of their column."""
    if not any(atom.unit is None for atom in atoms):
        return atoms
    if "|" not in text:
        return _apply_captions(text, atoms)
    cells = iter(list(_cells(text)))
    cell = next(cells, None)
    result = []
    for atom in atoms:
        while cell is not None and cell.end <= atom.start:
            cell = next(cells, None)
        is_bare = cell is not None and cell.unit is not None and atom.unit is None
        if cell is not None and is_bare and cell.start <= atom.start and atom.end <= cell.end:
            value = atom.value if atom.big else atom.value * cell.factor
            atom = atom._replace(unit=cell.unit, value=value, counter=cell.counter, currency=cell.unit is Unit.YUAN)
        result.append(atom)
    return result


def find_bounded_cells(text: str) -> list[tuple[int, int, Bound]]:
    """Find the cells whose column names a bound: 最高限额（万元）.

    >>> find_bounded_cells("| 作物 | 最高限额（万元） |\\n| 水稻 | 5 |")
    [(24, 27, 'at_most')]
    """
    return [(cell.start, cell.end, cell.bound) for cell in _cells(text) if cell.bound] if "|" in text else []


def _apply_captions(text: str, atoms: list[Atom]) -> list[Atom]:
    """Give the bare numbers of a list without a table the unit that its caption names: 国100起/省50起，单位万."""
    result, at, caption = [], 0, None
    spans: list[tuple[int, int, str]] = []
    for line in text.split("\n"):
        said = _CAPTION.search(line)
        caption = said[1] if said else caption if line.strip() else None
        if caption:
            spans.append((at, at + len(line), caption))
        at += len(line) + 1
    for atom in atoms:
        found = next((unit for start, end, unit in spans if start <= atom.start < end), None)
        if found and atom.unit is None and atom.value < _LARGEST_LISTED and _LISTED.match(text, atom.end):
            unit, factor = _UNITS[found]
            atom = atom._replace(unit=unit, value=atom.value if atom.big else atom.value * factor, currency=True)
        result.append(atom)
    return result


def _cells(text: str) -> Iterator[Cell]:
    at, caption = 0, None
    header: list[Cell] | None = None
    for line in text.split("\n"):
        start, at = at, at + len(line) + 1
        if line.count("|") < 2 and not (header and "|" in line):
            header = None
            if line.strip():
                said = _CAPTION.search(line)
                caption = said[1] if said else None
            continue
        spans = list(_split(line, start))
        if header is None:
            header = [_column(text[left:right], caption) for left, right in spans]
            if header and header[0].unit is not None and not any(cell.unit for cell in header[1:]):
                header = [header[0]] * len(header)  # 上限（万元） | 国家级 | 省级
        elif not _RULE.match(line):
            row = _column(text[slice(*spans[0])], None) if spans else _PLAIN  # 上限（万元） | 80 | 50
            for i, ((left, right), column) in enumerate(zip(spans, header, strict=False)):
                cell = row if i and column.unit is None and row.unit is not None else column
                bound = column.bound or (row.bound if i else None)
                if cell.unit is not None or bound is not None:
                    yield replace(cell, start=left, end=right, bound=bound)


def _split(line: str, start: int) -> Iterator[tuple[int, int]]:
    offset = start + (line.index("|") + 1 if line.lstrip().startswith("|") else 0)
    for part in line[offset - start :].split("|"):
        yield offset, offset + len(part)
        offset += len(part) + 1


def _column(head: str, caption: str | None) -> Cell:
    """Read what a column's (or row's) head says of its figures."""
    bound = next((said for pattern, said in _BOUNDS if pattern.search(head)), None)
    return replace(_column_unit(head, caption) or _PLAIN, bound=bound)


def _column_unit(head: str, caption: str | None) -> Cell | None:
    named = _NAMED.search(head.strip())
    word = named[1].removeprefix("个") if named and named[0][0] in "(/:：[" else None
    if named and word is None and named[1] in ("万元", "亿元", "%"):
        word = named[1]
    if word is None and caption and (_MONEY_COLUMN.search(head) or not _OTHER_COLUMN.search(head)):
        word = caption
    if word is None:
        return None
    if word not in _UNITS:
        factor = Decimal(10**4 if word.startswith("万") else 1)
        return Cell(0, 0, Unit.COUNT, factor, word.removeprefix("万") or "个")
    unit, factor = _UNITS[word]
    return Cell(0, 0, unit, factor)
