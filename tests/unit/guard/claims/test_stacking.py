"""Awards said to be paid together or apart."""

from __future__ import annotations

import pytest

from assistant.guard.claims.stacking import find_stacking
from tests.unit.guard.conftest import Drafts


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        ("同一事项一般就高不重复，但渔港等级奖励和鱼塘改造补助可以同时享受。", []),
        ("渔港等级奖励和鱼塘改造补助不能同时享受。", ["apart"]),
        ("渔港等级奖励和鱼塘改造补助并非不能同时享受。", []),
        ("渔港等级奖励和深海网箱补助可以同时享受。", ["stacked"]),
    ],
)
def test_two_awards_beside_each_other(fishery: Drafts, text: str, reasons: list[str]) -> None:
    assert [reason for _, reason in find_stacking(fishery.read(text))] == reasons
