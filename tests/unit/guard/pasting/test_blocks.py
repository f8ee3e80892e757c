"""Tables in a pasted text: which lines one delimiter parts into cells."""

from __future__ import annotations

import pytest

from assistant.guard.pasting.blocks import content_of, find_blocks
from assistant.guard.pasting.captions import split_lines


def kinds(text: str) -> list[tuple[str, int, bool]]:
    return [(block.kind, len(block.rows), block.header) for block in find_blocks(text, split_lines(text))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("级别\t标准\n省级\t15万元", [("tab", 2, True)]),
        ("级别|标准\n---|---\n省级|15万元", [("bar", 2, True)]),
        ("级别,标准\n省级,15万元", [("comma", 2, True)]),
        ("省级  15万元\n市级  5万元", [("gap", 2, False)]),
        ("省级给15万元，市级给5万元。\n其他不给。", []),
    ],
)
def test_kinds_of_tables(text: str, found: list[tuple[str, int, bool]]) -> None:
    assert kinds(text) == found


def test_what_a_cell_says_is_without_blanks_and_marks() -> None:
    assert content_of('| "省 级" |', (1, 8)) == "省 级"
