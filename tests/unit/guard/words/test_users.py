"""Figures of the one who asks."""

from __future__ import annotations

import pytest

from assistant.guard.words import users as words


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("SUPPOSED", "假设", True),
        ("SUPPOSED", "假期", False),
        ("CONFIRMED", "？客服：对，", True),
        ("CONFIRMED", "？客服：请稍等", False),
        ("REFUSED", "？客服：不对，", True),
    ],
)
def test_frames(name: str, text: str, found: bool) -> None:
    assert (getattr(words, name).search(text) is not None) is found
