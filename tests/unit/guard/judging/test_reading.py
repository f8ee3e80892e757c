"""One text while it is being judged: its sums, the user's figures, what is said before each figure."""

from __future__ import annotations

from decimal import Decimal

from assistant.guard.words.grants import AWARD
from tests.unit.guard.laid import Table


def test_sums_that_are_written_out(table: Table) -> None:
    laid = table.lay("研发经费120万元×50%=60万元")
    first, rate, result = (case.item for case in laid.cases)
    assert laid.reading.in_expression(first)
    assert laid.reading.operand_of(rate) is laid.reading.result_of(result)
    assert laid.reading.result_of(first) is None


def test_values_of_the_question(table: Table) -> None:
    laid = table.lay("您的120万元可以补。", "研发花了120万元")
    assert laid.reading.is_in_question(laid.cases[0].item)
    assert Decimal(1200000) in laid.reading.money_near(laid.cases[0].item)


def test_words_before_a_figure(table: Table) -> None:
    laid = table.lay("奖励50万元，设备投资120万元")
    assert [laid.reading.says(AWARD, case.item) for case in laid.cases] == [True, False]
    assert [laid.reading.says_award(case.item) for case in laid.cases] == [True, False]


def test_numbers_of_firms_and_years(table: Table) -> None:
    assert Decimal(8) in table.lay("8家企业，每家5万元").reading.counts
    assert 5 in table.lay("五年合计").reading.years
