"""What a text quotes from the served policy word for word."""

from __future__ import annotations

import pytest

from tests.unit.guard.laid import Table

QUOTE = "对新认定的国家、省、市企业技术中心分别一次性给予500万元、50万元、5万元奖励"


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        (f"{QUOTE}。", True),
        (f"原文：“{QUOTE}”。", True),
        (f"您好，{QUOTE}。", True),
        (QUOTE.replace("50万元、5", "80万元、5") + "。", False),
        ("企业技术中心500万元。", False),
    ],
)
def test_whole_pieces_are_quotations(table: Table, text: str, quoted: bool) -> None:
    found = table.lay(text).reading.quotations
    assert found
    assert [one is not None for one in found] == [quoted] * len(found)


def test_a_quotation_knows_its_policy(table: Table) -> None:
    (found, *_) = table.lay(f"{QUOTE}。").reading.quotations
    assert found is not None
    assert found.policies == {"ningde-2021-68"}
