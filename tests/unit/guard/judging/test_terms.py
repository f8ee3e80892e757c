"""Terms in years, and dates."""

from __future__ import annotations

import pytest

from tests.unit.guard.laid import Table


@pytest.mark.parametrize(
    ("text", "question", "rules"),
    [
        ("省重点技改项目贷款按年化2%贴息，最长三年。", "", ["award", "term"]),
        ("省重点技改项目贷款按年化2%贴息，最长四年。", "", ["award", "term wrong_term"]),
        ("资格认定截止日期为2022年3月31日。", "", ["date wrong_date"]),
    ],
)
def test_terms(table: Table, text: str, question: str, rules: list[str]) -> None:
    assert table.lay(text, question).rules == rules
