"""Text set in columns."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence


def align(rows: Sequence[tuple[str, ...]]) -> str:
    """Set the cells in columns two blanks apart; a Chinese character is two columns wide.

    >>> print(align([("条款", "x"), ("导语", "y")]))
    条款  x
    导语  y
    """
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    lines = (
        "  ".join(cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )
    return "\n".join(lines)


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "FWA" else 1 for c in text)
