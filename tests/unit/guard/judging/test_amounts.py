"""Money and rates that a text says someone gets."""

from __future__ import annotations

import pytest

from tests.unit.guard.laid import Table


@pytest.mark.parametrize(
    ("text", "question", "rules"),
    [
        ("市级企业技术中心奖励5万元。", "", ["award"]),
        ("市级企业技术中心奖励7万元。", "", ["mismatch wrong_value"]),
        ("市级企业技术中心奖励50万元。", "", ["mismatch wrong_tier"]),
        ("市级企业技术中心奖励5元。", "", ["mismatch wrong_unit"]),
        ("市级工业设计中心不低于5万元。", "", ["mismatch wrong_bound"]),
    ],
)
def test_what_the_table_gives(table: Table, text: str, question: str, rules: list[str]) -> None:
    assert table.lay(text, question).rules == rules
