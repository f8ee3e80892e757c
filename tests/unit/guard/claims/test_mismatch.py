"""In what way a value is wrong that no row gives."""

from __future__ import annotations

import pytest

from tests.unit.guard.conftest import Drafts


@pytest.mark.parametrize(
    ("text", "question", "ruling"),
    [
        ("省级茶叶龙头企业奖励16万元。", "", "mismatch wrong_value"),
        ("省级茶叶龙头企业奖励1500元。", "", "mismatch wrong_unit"),
        ("新购置茶叶初制加工设备，按设备购置额的35%补助。", "", "mismatch wrong_rate"),
        ("省级茶叶龙头企业奖励18万元。", "", "mismatch wrong_programme"),
        ("省级茶叶龙头企业奖励22万元。", "省级茶叶龙头企业是不是奖22万元", "mismatch user_figure_as_policy"),
    ],
)
def test_a_value_that_nothing_gives(drafts: Drafts, text: str, question: str, ruling: str) -> None:
    assert drafts.rulings(text, question)[-1] == ruling
