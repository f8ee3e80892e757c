"""The words around a figure: before it in its clause, at the head of its column."""

from __future__ import annotations

from assistant.guard.layout.items import Item
from assistant.guard.layout.sheet import Sheet

_QUOTES = str.maketrans("", "", "“”\"'‘’「」『』")


def words_before(sheet: Sheet, item: Item) -> str:
    """Return the words of the clause between the figure before and this one."""
    return sheet.text[sheet.floor_of(item) : item.start]


def plain_words_before(sheet: Sheet, item: Item) -> str:
    """Return the words before a figure without quotation marks: 算“超”百亿."""
    return words_before(sheet, item).translate(_QUOTES)


def column_head(sheet: Sheet, item: Item) -> str:
    """Return the head of the table column that a figure stands in; empty outside tables."""
    line = sheet.line_of(item)
    cell = sheet.cell_at(line, item.start)
    if cell is None or line.header is None:
        return ""
    cells = sheet.lines[line.header].cells
    return sheet.text[slice(*cells[cell[0]])] if cell[0] < len(cells) else ""
