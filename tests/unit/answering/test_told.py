"""What the user's figures are, by the words around them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.answering.rowwise.told import LAST, THIS, Told, find_rise, of_this_year, tell
from assistant.text.figures import find_figures
from assistant.understanding.figures import read_figures


def told(message: str) -> list[Told]:
    figures = read_figures(message, find_figures(message), has_rate=True)
    return [tell(figure, [message]) for figure in figures if figure.yuan is not None]


@pytest.mark.parametrize(
    ("message", "year", "rose", "had"),
    [
        ("去年票房800万", LAST, False, False),
        ("今年票房做到1300万", THIS, False, False),
        ("2024年票房800万", 2024, False, False),
        ("票房800万", None, False, False),
        ("票房比去年多了300万", LAST, True, False),
        ("今年增加到900万", THIS, False, False),
        ("去年拿了30万首奖", LAST, False, True),
        ("首奖30万已经领了", None, False, True),
        ("今年拿了600万的订单", THIS, False, False),
        ("能拿到30万吗", None, False, False),
    ],
)
def test_a_figure_is_typed_by_its_words(message: str, year: int | None, rose: bool, had: bool) -> None:
    (one,) = told(message)
    assert (one.year, one.rose, one.had) == (year, rose, had)


def test_a_rise_is_the_difference_of_two_years() -> None:
    rise = find_rise(told("上年票房800万，今年1300万"))
    assert rise is not None
    assert (rise.value, rise.from_) == (Decimal(5_000_000), Decimal(8_000_000))
    assert rise.line == "1300万元－800万元＝500万元"


@pytest.mark.parametrize("message", ["今年票房1300万", "票房1300万，成本900万", "去年1300万，今年800万"])
def test_a_rise_that_nobody_told_is_none(message: str) -> None:
    assert find_rise(told(message)) is None


def test_last_years_sum_counts_only_alone() -> None:
    assert [one.value for one in of_this_year(told("去年花了80万，今年花了90万"))] == [Decimal(900_000)]
    assert [one.value for one in of_this_year(told("去年花了80万"))] == [Decimal(800_000)]
