"""Money and rates in the order of their rules."""

from __future__ import annotations

import pytest

from tests.unit.guard.laid import Table


@pytest.mark.parametrize(
    ("text", "question", "rules"),
    [
        ("您的设备投资2400万元。", "设备投资2400万元能补吗", ["user"]),
        ("全市产值增速8%。", "", ["background"]),
        ("研发费用满180万元的项目才受理。", "传统产业重点创新产品", ["demand wrong_target"]),
        ("省级企业技术中心每年奖励50万元。", "", ["misuse once_as_yearly"]),
    ],
)
def test_what_decides(table: Table, text: str, question: str, rules: list[str]) -> None:
    assert table.lay(text, question).rules == rules
