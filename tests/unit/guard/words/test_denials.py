"""Frames of the words that deny: what may stand between a figure and its denial."""

from __future__ import annotations

import pytest

from assistant.guard.words import denials as words


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("DENY_NEXT", "，这个数字在文件里没有写", True),
        ("DENY_NEXT", "，其他另议", False),
        ("CORRECTED", "，建议改成不超过12万元", True),
        ("CORRECTED", "，可以申请", False),
        ("QUOTED_WRONG", "，这个说法不实", True),
        ("QUOTED_WRONG", "，请查收", False),
    ],
)
def test_frames(name: str, text: str, found: bool) -> None:
    assert (getattr(words, name).search(text) is not None) is found
