"""Pasted tables put between bars, their cells completed."""

from __future__ import annotations

import pytest

from assistant.guard.pasting.captions import read_units
from assistant.guard.pasting.edits import as_written, rewrite
from assistant.guard.pasting.tables import find_tables


def read(text: str) -> str:
    edits, _ = find_tables(text, read_units(text))
    return rewrite(as_written(text), edits).text


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("级别\t标准（万元）\n省级\t15", "| 级别 | 标准（万元） |\n| 省级 | 15万元 |"),
        ("级别|金额/万元\n省级|15", "| 级别 | 金额/万元 |\n| 省级 | 15万元 |"),
        ("级别\t标准\n省级\t15万元\n市级\t同上", "| 级别 | 标准 |\n| 省级 | 15万元 |\n| 市级 | 15万元 |"),
        ("级别\t家数\t标准（万元）\n省级\t3\t15", "| 级别 | 家数 | 标准（万元） |\n| 省级 | 3 | 15万元 |"),
        ("省级  15万元\n市级  5万元", "省级：15万元\n市级：5万元"),
    ],
)
def test_cells_are_completed(text: str, cells: str) -> None:
    assert read(text) == cells


def test_lines_of_tables_are_told() -> None:
    text = "您好：\n级别\t标准\n省级\t15万元"
    assert find_tables(text, read_units(text))[1] == {1, 2}
