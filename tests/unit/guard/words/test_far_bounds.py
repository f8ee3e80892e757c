"""Frames of bounds told at a distance."""

from __future__ import annotations

import pytest

from assistant.guard.words import far_bounds as words


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("NO_BOUND", "并不是所谓的上限", True),
        ("NO_BOUND", "上限", False),
        ("LEADING_BOUND", "只看下限，", True),
        ("LEADING_BOUND", "只看级别，", False),
        ("HEADING_BOUND", "茶企的上限：", True),
        ("HEADING_BOUND", "茶企的标准：", False),
        ("SHARED_BOUND", "三档均为上限", True),
        ("SHARED_BOUND", "三档均可申请", False),
    ],
)
def test_frames(name: str, text: str, found: bool) -> None:
    assert (getattr(words, name).search(text) is not None) is found
