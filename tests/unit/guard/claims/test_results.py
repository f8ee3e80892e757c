"""Sums that are worked out: from a row, or from figures that stand near."""

from __future__ import annotations

import pytest

from tests.unit.guard.conftest import Drafts


@pytest.mark.parametrize(
    ("text", "rulings"),
    [
        ("设备购置额100万元，按30%补助就是30万元。", ["user", "award", "derived"]),
        ("新购置茶叶初制加工设备花了300万元，按30%可补90万元。", ["user", "award", "derived cap_dropped"]),
        ("市级升省级茶叶龙头企业的，补差额10万元。", ["derived"]),
        ("省级龙头15万元减去已领的市级5万元，再补10万元。", ["award", "award", "sum"]),
    ],
)
def test_sums_worked_out(drafts: Drafts, text: str, rulings: list[str]) -> None:
    assert drafts.rulings(text)[-1] == rulings[-1]


def test_a_sum_of_what_is_paid_several_times(fishery: Drafts) -> None:
    said = "一级渔港两家各150万元，二级渔港70万元，合计{}万元。"
    assert fishery.reasons(said.format(370)) == []
    assert fishery.reasons(said.format(390)) == ["wrong_value"]


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        ("突破1亿元奖6万元，突破4亿元奖24万元，两档相加共30万元，归企业管理团队。", ["stacked"]),
        ("加工产值同时跨过1亿元和4亿元两个台阶，两档相加共30万元。", ["wrong_value"]),
        ("加工产值同时跨过1亿元和4亿元两个台阶，按最高的24万元奖，不累加。", []),
        ("甲公司突破1亿元奖6万元，乙公司突破4亿元奖24万元，两家合计30万元。", []),
    ],
)
def test_tiers_of_which_the_best_is_paid_are_not_added(fishery: Drafts, text: str, reasons: list[str]) -> None:
    assert fishery.reasons(text, "加工产值台阶奖怎么算") == reasons
