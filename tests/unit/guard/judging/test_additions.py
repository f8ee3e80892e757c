"""Totals and differences that a text states."""

from __future__ import annotations

import pytest

from tests.unit.guard.laid import Table


@pytest.mark.parametrize(
    ("text", "question", "rules"),
    [
        ("规下转规上企业，省级财政5万元、市级财政5万元，合计10万元。", "", ["award", "award", "total"]),
        ("企业技术中心省级50万元、市级5万元，合计55万元。", "", ["award", "award", "total stacked"]),
        ("规下转规上企业，省级财政5万元、市级财政5万元，合计12万元。", "", ["award", "award", "mismatch wrong_value"]),
    ],
)
def test_totals(table: Table, text: str, question: str, rules: list[str]) -> None:
    assert table.lay(text, question).rules == rules
