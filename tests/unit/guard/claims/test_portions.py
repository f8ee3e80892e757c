"""Rates that are of a part of a sum."""

from __future__ import annotations

import pytest

from tests.unit.guard.conftest import Drafts


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        ("前600万元按5%是30万元，后面200万元按7%是14万元，加起来44万元。", []),
        ("水产加工设备投资800万元，可补44万元。", []),
        ("水产加工设备投资800万元，按7%补助56万元。", ["wrong_base"]),
        ("水产加工设备投资超过600万元的，全额按7%补助。", ["wrong_base"]),
        ("水产加工设备投资1200万元，算下来30万元加42万元是72万元，最高只给50万元。", []),
        ("水产加工设备投资400万元，按5%就是20万元。", []),
    ],
)
def test_a_rate_of_a_part_is_of_no_more(fishery: Drafts, text: str, reasons: list[str]) -> None:
    assert fishery.reasons(text, "水产加工企业买设备补多少") == reasons
