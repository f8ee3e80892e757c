"""Phrases as people shorten and vary them."""

from __future__ import annotations

import pytest

from assistant.guard.claims.phrases import abbreviates, coverage, is_short_for, pairs


@pytest.mark.parametrize(
    ("said", "told", "covers"),
    [("购置额", "设备购置额", 1.0), ("龙企", "龙头企业", 1.0), ("茶苗费", "设备购置额", 0.0)],
)
def test_how_much_of_a_phrase_another_says(said: str, told: str, covers: float) -> None:
    assert coverage(said, [told]) == covers


def test_half_of_the_words_is_half() -> None:
    assert 0 < coverage("茶叶设备购置", ["设备购置额"]) < 1


def test_short_forms_keep_the_order_of_characters() -> None:
    assert abbreviates("农局", "农业农村局")
    assert not abbreviates("局农", "农业农村局")
    assert is_short_for("年产值", "生产总值")
    assert not is_short_for("年产值", "年租金")


def test_pairs_leave_out_what_tells_nothing() -> None:
    assert "给予" not in pairs("给予茶苗")
    assert "茶苗" in pairs("给予茶苗")
