"""Units that are said once for many numbers."""

from __future__ import annotations

import pytest

from assistant.guard.pasting.captions import complete, find_unit, read_units, split_lines
from assistant.guard.pasting.edits import as_written, rewrite


def completed(text: str) -> str:
    return rewrite(as_written(text), complete(text, read_units(text), frozenset())).text


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("单位：万元\n省级：15\n市级：5", "单位：万元\n省级：15万元\n市级：5万元"),
        ("省级：15\n市级：5\n以上均为万元", "省级：15万元\n市级：5万元\n以上均为万元"),
        ("标准（%）：省级 30，市级 20", "标准（%）：省级 30%，市级 20%"),
        ("省级：15\n市级：5", "省级：15\n市级：5"),
        ("单位：万元\n省级：15家", "单位：万元\n省级：15家"),
    ],
)
def test_bare_numbers_get_the_unit(text: str, read: str) -> None:
    assert completed(text) == read


def test_the_unit_of_a_head() -> None:
    assert find_unit("上限（万元）", 0, 6) == "万元"
    assert find_unit("上限", 0, 2) is None


def test_lines_have_their_spans() -> None:
    assert split_lines("甲\n乙丙") == ((0, 1), (2, 4))
