"""What a text makes of a rate and a base."""

from __future__ import annotations

import pytest

from tests.unit.guard.laid import Table


@pytest.mark.parametrize(
    ("text", "question", "rules"),
    [
        ("传统产业重点创新产品，研发经费120万元×50%=60万元。", "", ["user", "award", "derived"]),
        ("传统产业重点创新产品，研发经费120万元×50%=70万元。", "", ["base", "award", "derived wrong_arithmetic"]),
        (
            "传统产业重点创新产品，研发经费300万元，可补150万元。",
            "我们研发经费300万元",
            ["user", "derived cap_dropped"],
        ),
    ],
)
def test_products(table: Table, text: str, question: str, rules: list[str]) -> None:
    assert table.lay(text, question).rules == rules
