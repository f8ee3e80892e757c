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
    ],
)
def test_sums_paid(drafts: Drafts, text: str, rulings: list[str]) -> None:
    found = drafts.rulings(text)
    assert found[-1] == rulings[-1]
    assert len(found) == len(rulings)


def test_a_goal_is_not_paid(drafts: Drafts) -> None:
    assert drafts.rulings("到2028年全县茶园面积达到3万亩。")[-1] == "condition"
    assert drafts.rulings("全县茶园面积达到3万亩，可奖励3万元。")[-1] == "mismatch invented_value"
