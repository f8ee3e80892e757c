"""The words before a figure, with and without quotation marks, and the head of its column."""

from __future__ import annotations

from assistant.guard.layout.sheet import Sheet
from assistant.guard.layout.surroundings import column_head, plain_words_before, words_before


def test_words_back_to_the_figure_before() -> None:
    sheet = Sheet("设备补30%，最多给“封顶”60万元")
    cap = sheet.items[1]
    assert words_before(sheet, cap).endswith("最多给“封顶”")
    assert plain_words_before(sheet, cap).endswith("最多给封顶")
    assert "30%" not in words_before(sheet, cap)


def test_the_head_of_a_column() -> None:
    sheet = Sheet("| 级别 | 上限 |\n|---|---|\n| 省级 | 15万元 |")
    assert column_head(sheet, sheet.items[0]).strip() == "上限"
    plain = Sheet("上限15万元")
    assert column_head(plain, plain.items[0]) == ""
