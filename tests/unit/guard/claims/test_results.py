"""Sums that are worked out: from a row, or from figures that stand near."""

from __future__ import annotations

import pytest

from tests.unit.guard.conftest import Drafts


@pytest.mark.parametrize(
    ("text", "rulings"),
    [
        ("设备购置额100万元，按30%补助就是30万元。", ["user", "award", "derived"]),
        ("新购置茶叶初制加工设备花了300万元，按30%可补90万元。", ["user", "award", "derived cap_dropped"]),
        ("省级龙头15万元减去已领的市级5万元，再补10万元。", ["award", "award", "sum"]),
    ],
)
def test_sums_worked_out(drafts: Drafts, text: str, rulings: list[str]) -> None:
    assert drafts.rulings(text)[-1] == rulings[-1]
