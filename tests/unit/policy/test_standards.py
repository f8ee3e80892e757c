"""Awards that a notice gives as a share of others."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.policy.standards import find_standards


@pytest.mark.parametrize(
    ("text", "who", "percent"),
    [
        ("加盟店按直营店标准的60%执行。", "加盟店", 60),
        ("属季节性营业的，按上述标准的一半给予补助。", "属季节性营业", 50),
        ("县级示范店按市级标准减半奖励。", "县级示范店", 50),
        ("仅设办事处的，按应补金额的七成补助。", "仅设办事处", 70),
        ("第三年参展的，按80%执行。", "第三年参展", 80),
    ],
)
def test_a_share_of_the_standard(text: str, who: str, percent: int) -> None:
    (share,) = find_standards(text)
    assert (share.who, share.percent) == (who, Decimal(percent))


@pytest.mark.parametrize(
    "text",
    [
        "企业购买软件的，按合同实付金额的15%给予补助。",
        "签约后按核定补助额先行拨付50%。",
        "按每人3000元的标准补助。",
    ],
)
def test_a_rate_is_no_share_of_a_standard(text: str) -> None:
    assert list(find_standards(text)) == []
