"""The reward table as CSV, for programs, and as an Excel file, for staff."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO, TextIO

from assistant.errors import UsageError
from assistant.text.bounds import BOUND_WORDS
from assistant.views import RewardRow

HEADINGS = {
    "policy": "政策文件",
    "reward": "编号",
    "kind": "类别",
    "name": "名称",
    "clause": "条款",
    "level": "级别",
    "yuan": "金额（元）",
    "percent": "比例（%）",
    "bound": "限额方式",
    "cap_yuan": "封顶（元）",
    "base": "计算基数",
    "payer": "资金来源",
    "beneficiary": "受益对象",
    "condition": "条件",
    "once": "一次性",
    "per": "计量单位",
    "term_years": "最长年限",
    "departments": "责任单位",
    "modality": "给予方式",
    "quote": "原文",
    "case": "档次",
}
WORDS: dict[str, str] = {
    "award": "奖补",
    "target": "目标",
    "threshold": "门槛",
} | {bound: word or "定额" for bound, word in BOUND_WORDS.items() if bound}
SPOKEN = ("kind", "bound")
WIDE = {"name": 32, "beneficiary": 32, "condition": 32, "departments": 40, "quote": 80}
FORMULA = ("=", "+", "-", "@", "\t", "\r")
Cell = str | int | float | None


def write_csv(rows: Sequence[RewardRow], stream: TextIO) -> None:
    """Write the rows with the field names of `rewards --json`; what does not apply is empty."""
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(HEADINGS)
    for row in rows:
        cells = _cells(row)
        writer.writerow(json.dumps(cell) if isinstance(cell, bool) else cell for cell in cells.values())


def write_staff_csv(rows: Sequence[RewardRow], stream: TextIO) -> None:
    """Write the rows under Chinese headings; no cell opens like a formula, which a spreadsheet would run."""
    writer = csv.writer(stream)
    writer.writerow(HEADINGS.values())
    for row in rows:
        shown = (_shown(field, value) for field, value in _cells(row).items())
        writer.writerow(disarm(value) if isinstance(value, str) else value for value in shown)


def disarm(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet would take for a formula.

    >>> disarm("=1+1"), disarm("省级"), disarm(" @SUM(A1)")
    ("'=1+1", '省级', "' @SUM(A1)")
    """
    return f"'{text}" if text.startswith(FORMULA) or text.lstrip().startswith(FORMULA) else text


def write_xlsx(rows: Sequence[RewardRow], target: Path | BinaryIO) -> None:
    """Write the rows under Chinese headings; raise `UsageError` where the file can't be written."""
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.active or book.create_sheet()
    sheet.title = "奖补表"
    sheet.freeze_panes = "A2"
    sheet.append(list(HEADINGS.values()))
    for number, row in enumerate(rows, start=2):
        for column, (field, value) in enumerate(_cells(row).items(), start=1):
            shown = _shown(field, value)
            cell = sheet.cell(number, column, shown)
            if isinstance(shown, str):
                # A text that opens like a formula stays a text, here and when somebody edits the cell.
                cell.data_type = "s"
                cell.quotePrefix = shown.startswith(FORMULA)
    for column, field in enumerate(HEADINGS, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = WIDE.get(field, 14)
    try:
        book.save(target)
    except OSError as error:
        raise UsageError(f"文件无法写入：{target}") from error


def _shown(field: str, value: Cell) -> Cell:
    """Return a value as staff read it."""
    if value is True:
        return "是"
    return WORDS[value] if field in SPOKEN and isinstance(value, str) else value


def _cells(row: RewardRow) -> dict[str, Cell]:
    """Return the row's values by field, lists joined, numbers as numbers."""
    values = row.model_dump(mode="json")
    return {field: "、".join(value) if isinstance(value, list) else value for field, value in values.items()}
