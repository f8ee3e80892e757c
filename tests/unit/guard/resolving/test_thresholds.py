"""Whether a figure is what turnover must exceed for an award to be paid."""

from __future__ import annotations

import pytest

from assistant.guard.layout.sheet import Sheet
from assistant.guard.resolving.thresholds import is_revenue_threshold, is_threshold, is_users_turnover


@pytest.mark.parametrize(
    ("text", "threshold"),
    [
        ("首次年营业收入超过80亿元的企业", True),
        ("超80亿元的企业", True),
        ("奖励80亿元", False),
        ("补助超80亿元", False),
    ],
)
def test_what_is_to_be_exceeded(text: str, threshold: bool) -> None:
    sheet = Sheet(text)
    assert is_threshold(sheet, sheet.items[0]) is threshold


def test_turnover_is_told_from_other_sizes() -> None:
    sheet, other = Sheet("营业收入超过80亿元"), Sheet("用工超过80亿元")
    assert is_revenue_threshold(sheet, sheet.items[0])
    assert not is_revenue_threshold(other, other.items[0])


def test_a_firms_own_turnover_is_no_threshold() -> None:
    sheet = Sheet("您预计营收78亿元，还没过门槛")
    assert is_users_turnover(sheet, sheet.items[0])
