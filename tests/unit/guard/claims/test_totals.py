"""Totals that stand behind what they add up."""

from __future__ import annotations

import pytest

from tests.unit.guard.conftest import Drafts


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        ("护理培训120人次×150元＝18000元，另一班90人次×150元＝13500元，合计31500元。", []),
        ("护理培训120人次×150元＝18000元，另一班90人次×150元＝13500元，合计3.6万元。", ["wrong_arithmetic"]),
        ("护理培训每人次150元，上半年90人次和下半年110人次加起来一共3万元。", []),
        ("护理培训每人次150元，上半年90人次和下半年110人次加起来一共1.65万元。", ["wrong_arithmetic"]),
    ],
)
def test_a_total_is_of_all_that_it_adds_up(care: Drafts, text: str, reasons: list[str]) -> None:
    assert care.reasons(text) == reasons
