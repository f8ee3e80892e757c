"""Struck words go, cells of HTML stand between bars, framed digits are plain."""

from __future__ import annotations

from assistant.guard.pasting.edits import as_written, rewrite
from assistant.guard.pasting.markup import drop_struck, read_cells, read_decorated


def test_struck_words_are_left_out() -> None:
    text = "奖<del>90万元</del>15万元，~~另补~~"
    assert rewrite(as_written(text), drop_struck(text)).text == "奖15万元，"


def test_cells_stand_between_bars() -> None:
    text = "<table><tr><td>省级</td><td>15万元</td></tr></table>"
    assert rewrite(as_written(text), read_cells(text)).text == "\n| 省级 | 15万元 |"
    assert list(read_cells("一般文字")) == []


def test_framed_and_circled_digits_before_a_unit() -> None:
    text = "【1 5】万元、⑤万元、①第一条"
    assert rewrite(as_written(text), read_decorated(text)).text == "15万元、5万元、①第一条"
