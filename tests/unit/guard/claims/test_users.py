"""Figures of the one who asks are theirs, unless they are said to be paid."""

from __future__ import annotations

import pytest

from tests.unit.guard.conftest import Drafts

QUESTION = "我们买设备花了100万元"


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("您的设备购置额是100万元。", "user"),
        ("您可以拿到100万元奖励。", "mismatch user_figure_as_policy"),
        ("假设设备购置额为40万元，按30%补助。", "background"),
    ],
)
def test_whose_a_figure_is(drafts: Drafts, text: str, first: str) -> None:
    assert drafts.rulings(text, QUESTION)[0] == first


def test_sums_of_other_rows_of_a_table_make_no_base(drafts: Drafts) -> None:
    table = "| 对象 | 比例 | 最高 |\n|---|---|---|\n| 茶叶初制加工设备 | 30% | 50万元 |\n| 其他 | 30% | 15万元 |"
    assert drafts.rulings(table)[1].endswith(("wrong_value", "wrong_programme", "wrong_bound"))
