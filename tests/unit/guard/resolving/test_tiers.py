"""Of which level a figure speaks."""

from __future__ import annotations

import pytest

from tests.unit.guard.laid import Table


@pytest.mark.parametrize(
    ("text", "question", "surface", "levels"),
    [
        ("企业技术中心：国家级500万元，省级50万元。", "", "50万元。", {"省级"}),
        ("| 级别 | 奖励 |\n|---|---|\n| 市级企业技术中心 | 5万元 |", "", "5万元", {"市级"}),
        ("企业技术中心奖励50万元。", "省级的呢", "50万元", {"省级"}),
        ("企业技术中心奖励50万元。", "", "50万元", set()),
        ("省级怎么给？企业技术中心50万元。", "", "50万元", {"省级"}),
    ],
)
def test_the_level_nearest_to_a_figure(table: Table, text: str, question: str, surface: str, levels: set[str]) -> None:
    assert set(table.lay(text, question).where(surface).levels) == levels
