"""Dates and terms."""

from __future__ import annotations

import pytest

from assistant.guard.words import periods as words


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("WINDOW", "认定截止", True),
        ("WINDOW", "设备购置", False),
        ("VALIDITY", "有效期至", True),
        ("VALIDITY", "有奖励", False),
    ],
)
def test_cues(name: str, text: str, found: bool) -> None:
    assert (getattr(words, name).search(text) is not None) is found


def test_ends_of_months_are_days() -> None:
    assert words.month_ends("9月底前报名，11月末公示") == {930, 1130}
    assert words.month_ends("9月30日前") == frozenset()
