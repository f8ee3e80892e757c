"""Awards that are a share of others."""

from __future__ import annotations

import pytest

from tests.unit.guard.conftest import Drafts


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
