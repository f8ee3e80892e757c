"""Who bears how much of an award."""

from __future__ import annotations

import pytest

from tests.unit.guard.conftest import Drafts


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        ("水产加工设备补助，市财政承担四成，县财政承担六成。", []),
        ("水产加工设备补助由县里出60%、市里出40%。", []),
        ("水产加工设备补助市县四六开。", []),
        ("水产加工设备补助由县财政、市财政按6：4分担。", []),
        ("水产加工设备补助10万元，市财政承担4万元，县财政承担6万元。", []),
        ("水产加工设备补助由市财政承担六成。", ["wrong_payer"]),
        ("水产加工设备补助由市、县按5:5分担。", ["wrong_payer"]),
        ("一级渔港150万元分三年按5：3：2兑现。", []),
        ("一级渔港150万元，分三年按4：3：3的比例兑现。", ["wrong_value"]),
    ],
)
def test_shares_are_those_of_the_ratio(fishery: Drafts, text: str, reasons: list[str]) -> None:
    assert fishery.reasons(text, "水产加工设备的钱谁出" if "设备" in text else "") == reasons


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        ("市级苗种车间奖8万元。", []),
        ("市级的按省级标准减半：省级苗种车间16万元，一半就是8万元。", []),
        ("市级水产加工园18万元，市级苗种车间8万元。", []),
        ("市级苗种车间奖16万元。", ["wrong_tier"]),
        ("市级苗种车间奖18万元。", ["wrong_value"]),
        ("省级苗种车间奖8万元。", ["wrong_programme"]),
    ],
)
def test_half_of_the_standard_above(fishery: Drafts, text: str, reasons: list[str]) -> None:
    assert fishery.reasons(text) == reasons
