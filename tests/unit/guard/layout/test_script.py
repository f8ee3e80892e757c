"""Traditional characters as simplified ones, offsets kept."""

from __future__ import annotations

import pytest

from assistant.guard.layout.script import simplify


@pytest.mark.parametrize(
    ("text", "simple"),
    [("茶園補貼", "茶园补贴"), ("茶园补贴5万元", "茶园补贴5万元"), ("補5萬元 A級", "补5万元 A级")],
)
def test_each_character_is_put_in_its_place(text: str, simple: str) -> None:
    assert simplify(text) == simple
    assert len(simplify(text)) == len(text)
