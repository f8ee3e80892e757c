"""Figures of one row that are said of another which shares its words."""

from __future__ import annotations

import pytest

from tests.unit.guard.conftest import Drafts


@pytest.mark.parametrize(
    ("text", "ruling"),
    [
        ("出口生鲜班列，每列奖励3万元。", "award"),
        ("进口生鲜班列，每列奖励3万元。", "wrong_programme"),
        ("出口生鲜班列每家每年最高不超过120万元。", "award"),
        ("进口生鲜班列每家每年最高不超过120万元。", "wrong_programme"),
        ("年度开行进口生鲜班列须满20列。", "wrong_target"),
        ("年度开行出口生鲜班列须满20列。", "condition"),
        ("进口班列60列，每列2万元，合计120万元。", "cap_dropped"),
    ],
)
def test_siblings(freight: Drafts, text: str, ruling: str) -> None:
    assert freight.rulings(text)[-1].endswith(ruling)
