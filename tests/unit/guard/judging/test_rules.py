"""The rules in their order."""

from __future__ import annotations

import pytest

from tests.unit.guard.laid import Table


@pytest.mark.parametrize(
    ("text", "question", "rules"),
    [
        ("省级企业技术中心不是90万元，是50万元。", "", ["denied", "award"]),
        ("客户：省级企业技术中心给90万元。\\n客服：给50万元。", "", ["users_turn", "award"]),
        ("省级企业技术中心奖励50万元（500,000元）。", "", ["award", "restated"]),
        ("省级企业技术中心奖励7万美元。", "", ["foreign wrong_unit"]),
        ("资格认定截止日期为2021年12月31日。", "", ["date"]),
    ],
)
def test_which_decides_first(table: Table, text: str, question: str, rules: list[str]) -> None:
    assert table.lay(text, question).rules == rules
