"""Differences and means that a text states."""

from __future__ import annotations

import pytest

from tests.unit.guard.laid import Table


@pytest.mark.parametrize(
    ("text", "question", "rules"),
    [
        ("省级企业技术中心50万元，市级5万元，相差45万元。", "", ["award", "award", "comparison"]),
        ("省级企业技术中心50万元，市级5万元，相差40万元。", "", ["award", "award", "comparison wrong_arithmetic"]),
    ],
)
def test_differences(table: Table, text: str, question: str, rules: list[str]) -> None:
    assert table.lay(text, question).rules == rules
