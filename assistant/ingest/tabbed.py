"""Tables of plain text whose cells are parted by tabs, as they are copied from a sheet or a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from assistant.ingest.traced_text import Traced, join

TAB = "\t"


def read_rows(lines: Sequence[Traced]) -> Iterator[Traced]:
    """Yield the lines, those of a table written as Markdown's rows: `| 档次 | 标准 |`.

    A table is two lines or more, one after the other, each with two cells or more.
    """
    for tabbed, run in groupby(lines, key=lambda line: TAB in line.text):
        rows = list(run)
        if tabbed and len(rows) > 1:
            yield from (join(_cells(row), " | ").put("| ", " |") for row in rows)
        else:
            yield from rows


def _cells(row: Traced) -> Iterator[Traced]:
    at = 0
    for cell in row.text.split(TAB):
        yield row[at : at + len(cell)].strip()
        at += len(cell) + 1
