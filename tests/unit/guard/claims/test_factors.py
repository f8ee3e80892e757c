"""The numbers of sums that are written out: the user's, supposed, or the notice's."""

from __future__ import annotations

import pytest

from tests.unit.guard.conftest import Drafts


@pytest.mark.parametrize(
    ("text", "question", "rulings"),
    [
        ("500平方米×300元＝15万元。", "购买社区站点用房500平方米", ["user", "factor wrong_value"]),
        ("500平方米×260元＝13万元。", "购买社区站点用房500平方米", ["user", "award"]),
        ("100万元×18%＝18万元。", "加装智能呼叫的改造花了100万元", ["user", "factor wrong_rate"]),
        ("100万元×15%＝15万元。", "加装智能呼叫的改造花了100万元", ["user", "award"]),
        ("40人次×90元。", "护理培训机构", ["factor", "factor wrong_value"]),
    ],
)
def test_a_factor_is_the_users_or_the_notices(care: Drafts, text: str, question: str, rulings: list[str]) -> None:
    assert care.rulings(text, question)[:2] == rulings


@pytest.mark.parametrize("text", ["假如每平方米租金40元，500平方米×40元＝2万元。", "按贷款利率4%，100万元×4%＝4万元。"])
def test_what_is_supposed_is_no_factor_of_the_notice(care: Drafts, text: str) -> None:
    assert "factor wrong_value" not in " ".join(care.rulings(text, "租用社区站点用房"))
