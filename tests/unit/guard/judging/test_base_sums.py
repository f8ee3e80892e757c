"""Sums that a rate applies to, and what fills the cap."""

from __future__ import annotations

import pytest

from tests.unit.guard.laid import Table


@pytest.mark.parametrize(
    ("text", "question", "rules"),
    [
        ("传统产业重点创新产品，研发费用到200万元就顶格了。", "", ["filling"]),
        ("传统产业重点创新产品，研发费用到300万元就顶格了。", "", ["filling wrong_arithmetic"]),
        ("研发费用满180万元的项目才受理传统产业重点创新产品补助。", "", ["demand wrong_target"]),
    ],
)
def test_bases(table: Table, text: str, question: str, rules: list[str]) -> None:
    assert table.lay(text, question).rules == rules
