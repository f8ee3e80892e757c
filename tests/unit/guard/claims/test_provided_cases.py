"""Whether a text speaks of the case that a provision names."""

from __future__ import annotations

import pytest

from assistant.guard.claims.provided_cases import fit


@pytest.mark.parametrize(
    ("told", "said", "is_meant"),
    [
        ("船龄超过20年的拖轮", "船龄超过20年的拖轮可以补吗", True),
        ("船龄超过20年的拖轮", "船龄不足20年的拖轮", False),
        ("船龄超过20年的拖轮", "船龄超过15年的拖轮", False),
        ("未提交验船报告的", "没有提交验船报告的", True),
        ("未提交验船报告的", "提交验船报告的", False),
        ("经营煤炭、矿砂装卸业务的企业", "做煤炭装卸的", True),
        ("经营煤炭、矿砂装卸业务的企业", "做集装箱堆存的", False),
    ],
)
def test_the_case_that_is_meant(told: str, said: str, is_meant: bool) -> None:
    assert (fit(told, said, said, lambda pair: 3.0) > 0) is is_meant
