"""What is said to be paid: as a row has it, worked out from one, or wrong in one of its slots."""

from __future__ import annotations

import pytest

from tests.unit.guard.conftest import Drafts


@pytest.mark.parametrize(
    ("text", "rulings"),
    [
        ("国家级茶叶龙头企业奖励40万元。", ["award"]),
        ("市级茶叶龙头企业奖励40万元。", ["award wrong_tier"]),
        ("参加县外展销会每个展位3000元，由市财政承担。", ["award wrong_payer"]),
        ("设备购置额100万元，按30%补助就是30万元。", ["user", "award", "derived"]),
        ("新购置茶叶初制加工设备花了300万元，按30%可补90万元。", ["user", "award", "derived cap_dropped"]),
    ],
)
def test_sums_paid(drafts: Drafts, text: str, rulings: list[str]) -> None:
    found = drafts.rulings(text)
    assert found[-1] == rulings[-1]
    assert len(found) == len(rulings)


def test_a_goal_is_not_paid(drafts: Drafts) -> None:
    assert drafts.rulings("到2028年全县茶园面积达到3万亩。")[-1] == "condition"
    assert drafts.rulings("全县茶园面积达到3万亩，可奖励3万元。")[-1] == "mismatch invented_value"
