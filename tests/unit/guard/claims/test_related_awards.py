"""What a notice says of two awards beside each other."""

from __future__ import annotations

import pytest

from assistant.guard.claims.phrases import pairs
from assistant.guard.claims.related_awards import find_relations


@pytest.mark.parametrize(
    ("text", "together"),
    [
        ("渔港等级奖励可与鱼塘改造补助同时享受", True),
        ("此项与团队奖不得重复享受", False),
        ("本项奖励和市级奖励可以叠加享受", True),
        ("旅行社与渔村签订协议", None),
    ],
)
def test_a_relation_and_its_sign(text: str, together: bool | None) -> None:
    found = next(find_relations("", text), None)
    assert (found and found.is_together) == together


def test_a_relation_is_of_awards_that_are_both_spoken_of() -> None:
    (told,) = find_relations("x", "此项可与鱼塘改造补助同时享受")
    assert told.is_of(pairs("鱼塘改造"), is_here=True)
    assert not told.is_of(pairs("鱼塘改造"), is_here=False)
    assert not told.is_of(pairs("深海网箱"), is_here=True)
