"""Figures that stand again."""

from __future__ import annotations

import pytest

from tests.unit.guard.laid import Table


@pytest.mark.parametrize(
    ("text", "question", "rules"),
    [
        ("省级企业技术中心奖励50万元（五十万元）。", "", ["award", "restated"]),
        ("省级企业技术中心奖励50万元，这50万元一次性给。", "", ["award", "pointed_at"]),
        (
            "不管投入1500万元还是3200万元，都按设备投资不超过10%补助。",
            "市重点技改投入1500万元",
            ["user", "user", "award"],
        ),
    ],
)
def test_what_stands_again(table: Table, text: str, question: str, rules: list[str]) -> None:
    assert table.lay(text, question).rules == rules
