"""Sums that a rate is applied to."""

from __future__ import annotations

import pytest

from assistant.guard.words import bases as words


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("BASE_BEFORE", "设备投资大概有", True),
        ("BASE_BEFORE", "设备投资的奖励有", False),
        ("LOCAL_BEFORE", "县里已经补了", True),
        ("LOCAL_BEFORE", "省里已经补了", False),
        ("BASE_AFTER", "元的设备", True),
        ("BASE_AFTER", "元的奖励", False),
    ],
)
def test_frames(name: str, text: str, found: bool) -> None:
    assert (getattr(words, name).search(text) is not None) is found
