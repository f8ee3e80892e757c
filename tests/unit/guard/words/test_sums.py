"""How sums, differences and ratios are told."""

from __future__ import annotations

import pytest

from assistant.guard.words import sums as words


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("SUM", "合计", True),
        ("SUM", "合作社", False),
        ("DIFFERENCE", "相差", True),
        ("DIFFERENCE", "相关", False),
        ("AGAIN", "（即", True),
    ],
)
def test_cues(name: str, text: str, found: bool) -> None:
    assert (getattr(words, name).search(text) is not None) is found
