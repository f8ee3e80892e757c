"""Who a figure is said to be paid by."""

from __future__ import annotations

import pytest

from assistant.guard.resolving.payers import find_payers
from tests.unit.guard.laid import Table


@pytest.mark.parametrize(
    ("text", "payers"),
    [
        ("规下转规上企业，市级财政每家奖5万元。", {"市级财政"}),
        ("规下转规上企业每家奖5万元，由省级财政出。", {"省级财政"}),
        ("规下转规上企业每家奖5万元。", set()),
        ("| 财政 | 标准 |\n|---|---|\n| 市级财政 | 5万元 |", {"市级财政"}),
    ],
)
def test_payers_beside_a_figure(table: Table, text: str, payers: set[str]) -> None:
    sheet = table.marker.lay_out(text)
    item = sheet.items[-1]
    assert set(find_payers(sheet, table.marker.mark(sheet.text), item, None)) == payers
