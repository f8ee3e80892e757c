"""Who is said to get an award."""

from __future__ import annotations

import pytest

from tests.unit.guard.conftest import Drafts


@pytest.mark.parametrize(
    ("text", "ruling"),
    [
        ("生鲜检测平台通过验收的，给予牵头建设单位50万元。", "award"),
        ("生鲜检测平台通过验收的，50万元奖给企业。", "award"),
        ("生鲜检测平台通过验收的，给予联合参与单位50万元。", "award wrong_beneficiary"),
        ("生鲜检测平台通过验收的，给予组织评审的行业协会50万元。", "award wrong_beneficiary"),
        ("这笔奖励发给行业协会，生鲜检测平台的标准是50万元。", "award wrong_beneficiary"),
        ("冷链司机培训，给予培训机构每人次300元。", "award"),
        ("冷链司机培训，给予参训员工每人次300元。", "award wrong_beneficiary"),
    ],
)
def test_recipients(freight: Drafts, text: str, ruling: str) -> None:
    assert freight.rulings(text)[-1] == ruling
