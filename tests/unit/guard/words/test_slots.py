"""Words by which slots are read by position."""

from __future__ import annotations

import pytest

from assistant.guard.words import slots as words


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("NO_CAP", "不设上限", True),
        ("NO_CAP", "设上限", False),
        ("WITHIN", "不到", True),
        ("RATE_MEASURED", "产值同比增长", True),
        ("RATE_MEASURED", "产值补助", False),
        ("PAID_BY", "全额承担", True),
    ],
)
def test_patterns(name: str, text: str, found: bool) -> None:
    assert (getattr(words, name).search(text) is not None) is found


def test_payers_and_recipients_are_captured() -> None:
    payer, taker = words.PAYER.search("由镇财政承担"), words.TAKEN_BY.search("由合作社领取")
    assert payer is not None
    assert payer["who"] == "镇"
    assert taker is not None
    assert taker["who"] == "合作社"
    assert "亩" in words.UNITS
    assert words.SAME_UNIT["平米"] == "平方米"
