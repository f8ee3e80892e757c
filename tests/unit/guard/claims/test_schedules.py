"""Shares of a payout in stages, in the notice's order or in another."""

from __future__ import annotations

import pytest

from tests.unit.guard.conftest import Drafts


@pytest.mark.parametrize(
    ("text", "is_right"),
    [
        ("生鲜检测平台的50万元分三年按50%、30%、20%拨付。", True),
        ("生鲜检测平台的50万元分三年按20%、30%、50%拨付。", False),
        ("生鲜检测平台分三年拨付：头年给30%，次年给50%，第三年给20%。", False),
        ("生鲜检测平台分三年拨付，按5:3:2来。", True),
        ("生鲜检测平台奖50万元，分三年拨付：25万元、15万元、10万元。", True),
        ("生鲜检测平台奖50万元，分三年拨付：10万元、15万元、25万元。", False),
        ("生鲜检测平台的50万元分三年按30%、50%、20%拨付。", False),
    ],
)
def test_the_order_of_payment(freight: Drafts, text: str, is_right: bool) -> None:
    assert ("schedule wrong_tier" not in freight.rulings(text)) is is_right
