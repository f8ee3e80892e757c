"""A figure where it stands, with and without its bound words."""

from __future__ import annotations

from assistant.guard.layout.sheet import Sheet
from assistant.text.figures import Unit


def test_a_figure_has_its_place_and_that_of_its_bound() -> None:
    text = "奖励最高不超过7.5万元。"
    (item,) = Sheet(text).items
    assert text[item.start : item.end] == "7.5万元"
    assert text[item.left : item.start].endswith("不超过")
    assert (item.number, item.unit, item.value, item.bound) == (0, Unit.YUAN, 75000, "at_most")
