"""What a figure is doing in its sentence."""

from __future__ import annotations

import pytest

from assistant.guard.layout.sheet import Sheet
from assistant.guard.resolving.roles import demands, is_background, is_users, says_base


@pytest.mark.parametrize(
    ("text", "base"),
    [
        ("设备投资2400万元", True),
        ("贵公司贷款3600万元", True),
        ("奖励36万元", False),
        ("年化融资额起码要做到2亿元", True),
    ],
)
def test_sums_that_a_rate_applies_to(text: str, base: bool) -> None:
    sheet = Sheet(text)
    assert says_base(sheet, sheet.items[0]) is base


def test_what_must_be_reached() -> None:
    sheet = Sheet("研发费用满180万元的项目才受理")
    assert demands(sheet, sheet.items[0])
    plain = Sheet("研发费用180万元")
    assert not demands(plain, plain.items[0])


def test_rates_that_no_award_depends_on() -> None:
    sheet = Sheet("产值增速8%，补助30%")
    assert [is_background(sheet, item) for item in sheet.items] == [True, False]


def test_a_figure_that_is_stated_is_not_the_users() -> None:
    own, stated = Sheet("您投了36万元"), Sheet("标准是36万元")
    values = frozenset((item.unit, item.value) for item in own.items)
    assert is_users(own, own.items[0], values, False)
    assert not is_users(stated, stated.items[0], frozenset(), False)
