"""Conditions that are said not to matter."""

from __future__ import annotations

import pytest

from tests.unit.guard.conftest import Drafts


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        ("养老院改扩建的贷款期限长短都行，都能贴息。", ["wrong_target"]),
        ("养老院改扩建的贷款不限年限。", ["wrong_target"]),
        ("养老院改扩建的贷款要2年期以上。", []),
        ("护理培训机构不限培训人次。", ["wrong_target"]),
        ("养老护理师的年度工薪收入不限。", ["wrong_target"]),
        ("养老院改扩建投资没有要求。", ["wrong_target"]),
        ("改扩建贷款几年都行。", ["wrong_target"]),
        ("护理培训机构不是不限培训人次，要超过80人次。", []),
        ("社会力量新开办的养老院，不管是什么房子改的都奖励开办单位。", ["wrong_target"]),
        ("社会力量新开办的养老院，床位60张以上的仅限利用闲置校舍改建。", []),
        ("无论是新开办还是转让来的养老院，都奖励开办单位。", ["wrong_target"]),
        ("全体养老护理师都可以享受个人所得税奖励。", ["wrong_target"]),
    ],
)
def test_what_the_notice_asks_is_not_waived(care: Drafts, text: str, reasons: list[str]) -> None:
    assert care.reasons(text) == reasons
