"""Read PDF files that have a text layer; hand scans to text recognition where it is installed."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdfexceptions import PDFException
from pdfplumber.page import Page
from pdfplumber.utils.exceptions import PdfminerException

from assistant.errors import UsageError
from assistant.ingest.readers.scans import recognize
from assistant.ingest.source import SourceBuilder, SourceText

MOST_PAGES = 300
FEWEST_CHARACTERS = 20
"""A page with fewer characters is a picture."""
EDGE = 2
"""How many lines at the top and the bottom of a page may be printed on every page."""
DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    top: float
    left: float
    size: float


@dataclass(frozen=True, slots=True)
class _Table:
    rows: list[list[str]]
    top: float


def read_pdf(name: str, data: bytes) -> SourceText:
    """Read a PDF file; raise `UsageError` where it is damaged, encrypted, too long or a scan that can't be read."""
    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            if len(pdf.pages) > MOST_PAGES:
                raise UsageError(f"{name}：共 {len(pdf.pages)} 页，最多 {MOST_PAGES} 页；请只保留政策正文后重试")
            pages = [_read_page(page) for page in pdf.pages]
            if not pages:
                raise UsageError(f"{name}：PDF 文件中没有页面")
            builder = SourceBuilder()
            if sum(_length(page) for page in pages) < FEWEST_CHARACTERS * len(pages):
                pages = [recognized_page(page) for page in recognize(name, pdf.pages)]
                builder.notes.append("文件是扫描件，文字由图像识别得出，请逐字核对")
            title = str((pdf.metadata or {}).get("Title") or "").strip()
    except PdfminerException as error:
        raise _say(name, error.args[0] if error.args else error) from error
    except (PDFException, ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError) as error:
        raise _say(name, error) from error
    running = _running(pages)
    for number, page in enumerate(pages, 1):
        _add(builder, page, number, running)
    return builder.build(name, "pdf", title)


def _say(name: str, error: object) -> UsageError:
    if isinstance(error, PDFPasswordIncorrect):
        return UsageError(f"{name}：PDF 文件已加密，请去除密码后重试")
    return UsageError(f"{name}：PDF 文件已损坏或格式特殊，无法读取；请另存为新的 PDF 或 docx 后重试")


def recognized_page(lines: Sequence[tuple[str, float, float, float]]) -> list[_Line | _Table]:
    """Make a page of lines that were recognised: text, top, left and height of each."""
    return [_Line(*line) for line in lines]


def _read_page(page: Page) -> list[_Line | _Table]:
    """Return the lines and tables of a page, from top to bottom."""
    clean = page.dedupe_chars()
    tables = [table for table in clean.find_tables() if len(table.rows) > 1 and len(table.columns) > 1]
    boxes = [table.bbox for table in tables]
    outside = clean.filter(lambda thing: not any(_is_inside(thing, box) for box in boxes)) if boxes else clean
    lines: list[_Line | _Table] = [
        _Line(line["text"], line["top"], line["x0"], line["bottom"] - line["top"])
        for line in outside.extract_text_lines(return_chars=False, x_tolerance=2)
    ]
    lines += [_Table(fill_grid(table), table.bbox[1]) for table in tables]
    page.close()
    return sorted(lines, key=lambda line: line.top)


def _is_inside(thing: dict[str, Any], box: tuple[float, float, float, float]) -> bool:
    across, down = (thing["x0"] + thing["x1"]) / 2, (thing["top"] + thing["bottom"]) / 2
    return bool(box[0] <= across <= box[2] and box[1] <= down <= box[3])


def fill_grid(table: Any) -> list[list[str]]:
    """Return a table as a grid; a merged cell, whose places but the first are empty, stands in each of them."""
    texts = table.extract(x_tolerance=2)
    edges = sorted({cell[0] for row in table.rows for cell in row.cells if cell is not None})
    grid: list[list[str]] = []
    for row, said in zip(table.rows, texts, strict=True):
        line: list[str] = []
        for i, (cell, text) in enumerate(zip(row.cells, said, strict=True)):
            if cell is not None:
                line.append((text or "").replace("\n", ""))
            elif _covers(row.cells, i, edges):
                line.append(line[-1] if line else "")
            else:
                line.append(grid[-1][i] if grid and i < len(grid[-1]) else "")
        grid.append(line)
    return grid


def _covers(cells: Sequence[Any], i: int, edges: Sequence[float]) -> bool:
    """Whether the last cell before a place in its row reaches over it."""
    before = next((cell for cell in reversed(cells[:i]) if cell is not None), None)
    return before is not None and i < len(edges) and bool(before[2] > edges[i] + 1)


def _length(page: Sequence[_Line | _Table]) -> int:
    return sum(len(line.text) if isinstance(line, _Line) else sum(map(len, map("".join, line.rows))) for line in page)


def _running(pages: Sequence[Sequence[_Line | _Table]]) -> set[str]:
    """Return what is printed at the edge of most pages, its digits aside."""
    counts: Counter[str] = Counter()
    for page in pages:
        counts.update({_pattern(line) for line in (*page[:EDGE], *page[-EDGE:]) if isinstance(line, _Line)})
    return {text for text, count in counts.items() if count >= 3 and count > len(pages) / 2}


def _pattern(line: _Line) -> str:
    return DIGITS.sub("#", "".join(line.text.split()))


def _add(builder: SourceBuilder, page: Sequence[_Line | _Table], number: int, running: set[str]) -> None:
    lines = [line for line in page if isinstance(line, _Line)]
    margin = min((line.left for line in lines), default=0.0)
    for i, line in enumerate(page):
        if isinstance(line, _Table):
            _add_table(builder, line.rows, number)
        elif (i < EDGE or i >= len(page) - EDGE) and _pattern(line) in running:
            builder.leave_out(line.text, "页眉页脚或页码", number)
        else:
            builder.add(line.text, page=number, indented=line.left > margin + 1.2 * line.size)


def _add_table(builder: SourceBuilder, rows: list[list[str]], number: int) -> None:
    """Add a table; one that goes on from the page before repeats its head, which is told once."""
    if builder.tables:
        last = builder.tables[-1]
        goes_on = last.page == number - 1 and last.end == len(builder.text) - 1
        if goes_on and rows and tuple(rows[0]) == last.rows[0]:
            rows = rows[1:]
    builder.add_table(rows, page=number)
