"""What a text takes in or leaves out."""

from __future__ import annotations

import pytest

from assistant.guard.claims.inclusions import find_inclusions


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("实际投资20万元以上（不含塘租）", [("塘租", False)]),
        ("旅行社（含分社）", [("分社", True)]),
        ("塘租可以计入投资", [("塘租", True)]),
        ("600万元以内（含）的部分", []),
        ("塘租不在投资之内", [("塘租", False)]),
        ("不论是本村人还是外村人，都补", [("本村人", True), ("外村人", True)]),
    ],
)
def test_what_is_taken_in_or_left_out(text: str, found: list[tuple[str, bool]]) -> None:
    assert [(one.what, one.is_in) for one in find_inclusions(text)] == found


def test_the_same_in_other_words() -> None:
    (told,) = find_inclusions("（不含税）")
    assert told.is_same("税价")
    assert not told.is_same("税收优惠")
