"""Every number of a text with what it counts."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.guard.claims.quantities import bare_numbers, canonical, read_quantities
from assistant.guard.layout.sheet import Sheet


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("茶园80亩，补6.4万元", [("亩", 80), ("元", 64000)]),
        ("12箱共6000元", [("箱", 12), ("元", 6000)]),
        ("补助30%，期限18个月", [("%", 30), ("年", Decimal("1.5"))]),
        ("百年老店，第3家", []),
        ("800×120=96000元", [("", 800), ("", 120), ("元", 96000)]),
    ],
)
def test_numbers_with_their_counters(text: str, counted: list[tuple[str, int]]) -> None:
    found = [(one.counter, one.value) for one in read_quantities(Sheet(text))]
    assert found == [(counter, Decimal(value)) for counter, value in counted]


def test_the_side_of_a_term_is_kept() -> None:
    assert [one.side for one in read_quantities(Sheet("前2年、后3年"))] == ["前", "后"]


def test_names_of_one_counter() -> None:
    assert canonical("平米") == canonical("平方米") == "平方米"


def test_sums_without_a_unit() -> None:
    assert [one.value for one in bare_numbers("月租六千，3间，第2500号")] == [Decimal(6000)]
