"""A spreadsheet of replies, checked row by row: it comes back with verdict, findings and corrected reply."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from assistant.errors import UsageError
from assistant.lookup.correction import Check, Corrected, correct
from assistant.lookup.spreadsheets import disarm
from assistant.models import TEXT_LIMIT

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

MOST_ROWS = 2000
LARGEST = 5_000_000  # bytes of the file
UNPACKED = 60_000_000  # bytes of what it holds
REPLIES = ("答复", "回复", "答复内容", "回复内容", "答案", "回答", "话术")
QUESTIONS = ("问题", "提问", "来电问题", "咨询问题", "咨询内容", "诉求")
HEADINGS = ("核验结论", "发现的问题", "更正后的答复")


def check_replies(check: Check, file: bytes) -> bytes:
    """Return the workbook with three columns more; raise `UsageError` where it can't be read or has no replies."""
    from openpyxl import load_workbook

    _refuse_unfit(file)
    try:
        book = load_workbook(io.BytesIO(file))
    except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
        raise UsageError("文件无法读取，请用 Excel 另存为 .xlsx 后再试。") from error
    sheet = book.worksheets[0] if book.worksheets else None
    if sheet is None or sheet.max_row < 1:
        raise UsageError("表格是空的，没有可以核验的答复。")
    if sheet.max_row > MOST_ROWS + 1:
        raise UsageError(f"一次最多核验{MOST_ROWS}行，请分成几个文件。")
    _check_sheet(check, sheet)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _refuse_unfit(file: bytes) -> None:
    if len(file) > LARGEST:
        raise UsageError(f"文件过大，最多{LARGEST // 1_000_000}兆字节。")
    try:
        with zipfile.ZipFile(io.BytesIO(file)) as packed:
            unpacked = sum(entry.file_size for entry in packed.infolist())
    except zipfile.BadZipFile as error:
        raise UsageError("不是 .xlsx 文件，请用 Excel 另存为 .xlsx 后再试。") from error
    if unpacked > UNPACKED:
        raise UsageError("文件内容过多，请分成几个文件。")


def _check_sheet(check: Check, sheet: Worksheet) -> None:
    """Check the column of replies; one without a heading is the only column, or the last of two."""
    headings = [str(cell.value or "").strip() for cell in sheet[1]]
    reply = _find(headings, REPLIES)
    question = _find(headings, QUESTIONS)
    first = 2 if reply is not None else 1
    if reply is None:
        if len(headings) > 2:
            raise UsageError(f"没有找到答复所在的列，请把该列的表头写成“{REPLIES[0]}”。")
        reply, question = len(headings), 1 if len(headings) == 2 else None
        sheet.insert_rows(1)
        first = 2
    after = sheet.max_column + 1
    for at, heading in enumerate(HEADINGS):
        sheet.cell(1, after + at, heading)
    for row in range(first, sheet.max_row + 1):
        text = str(sheet.cell(row, reply).value or "").strip()
        if text:
            asked = str(sheet.cell(row, question).value or "") if question else ""
            for at, words in enumerate(_judge(check, text, asked)):
                sheet.cell(row, after + at, disarm(words)).data_type = "s"


def _find(headings: list[str], names: tuple[str, ...]) -> int | None:
    """Return the column, from 1, whose heading is one of the names."""
    return next((headings.index(name) + 1 for name in names if name in headings), None)


def _judge(check: Check, text: str, question: str) -> tuple[str, str, str]:
    if len(text) > TEXT_LIMIT or len(question) > TEXT_LIMIT:
        return "未核验", f"文字过长，最多{TEXT_LIMIT}字", ""
    found = check(text, question)
    if found.ok:
        return "没有发现错误" if found.figures else "没有读到金额", "", ""
    messages = "；".join(finding.message for finding in found.findings)
    corrected = correct(check, text, question)
    unsure = all(finding.reason == "unverifiable" for finding in found.findings)
    return "无法核实" if unsure else "有误", messages, _say_corrected(corrected)


def _say_corrected(corrected: Corrected) -> str:
    if not corrected.changes:
        return ""
    left = len(corrected.result.findings)
    return corrected.text + (f"\n（尚有{left}处须人工改正）" if left else "")
