"""Caps and sums of another row, or of another sentence of one row, than the words before them."""

from __future__ import annotations

import pytest

from tests.unit.guard.conftest import Drafts


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        ("其他适老改造项目，按不高于改造费用的8%补助，单个项目最高11万元。", []),
        ("其他适老改造项目，按不高于改造费用的8%补助，单个项目最高24万元。", ["wrong_programme"]),
        ("不加装智能呼叫的其他项目，按不高于改造费用的8%补助，最高24万元。", ["wrong_programme"]),
        ("加装智能呼叫设备的，按不高于改造费用的15%补助，最高24万元。", []),
        ("购买社区站点用房每平方米补贴260元，不超过9万元。", ["wrong_programme"]),
    ],
)
def test_a_cap_is_that_of_the_rate_before_it(care: Drafts, text: str, reasons: list[str]) -> None:
    assert care.reasons(text) == reasons
