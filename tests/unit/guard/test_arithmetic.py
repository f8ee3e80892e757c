"""Sums that a text writes out."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.guard.arithmetic import find_expressions, same, sums_of
from assistant.guard.layout.items import Item
from assistant.guard.layout.sheet import Sheet
from assistant.text.figures import Unit


def number(item: Item) -> Decimal:
    return item.value / 100 if item.unit is Unit.PERCENT else item.value


@pytest.mark.parametrize(
    ("text", "value", "result"),
    [
        ("3万元+2万元=5万元", 50000, 50000),
        ("8万元×30%=2.4万元", 24000, 24000),
        ("9万元减去4万元等于6万元", 50000, 60000),
        ("9万元减去已领的三级4万元，再补5万元", 50000, 50000),
        ("9万元扣掉前面那4万元，等于5万元", 50000, 50000),
        ("6万元÷2万元", 3, None),
    ],
)
def test_a_sum_and_its_result(text: str, value: int, result: int | None) -> None:
    sheet = Sheet(text)
    (found,) = find_expressions(
        sheet.text, sheet.items, number, lambda item: item.unit is Unit.PERCENT, lambda left, right: True
    )
    assert found.value() == value
    assert (found.result.value if found.result else None) == result


def test_figures_apart_are_no_sum() -> None:
    sheet = Sheet("省级3万元，市级2万元")
    assert find_expressions(sheet.text, sheet.items, number, lambda item: False, lambda left, right: True) == ()


def test_rounding_is_allowed_where_nothing_comes_out_even() -> None:
    assert same(Decimal("33333"), Decimal("33333.33"))
    assert not same(Decimal(33300), Decimal(33400))
    assert same(Decimal(33300), Decimal(33400), approximate=True)


def test_which_parts_make_a_total() -> None:
    values = [Decimal(one) for one in (6, 18, 5)]
    assert sums_of(values, Decimal(24)) == (0, 1)
    assert sums_of(values, Decimal(25)) is None
