"""Levels are read where they are levels, not in names of budgets and bureaus."""

import pytest

from assistant.understanding.levels import find_levels


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("省级企业技术中心", ["省级"]),
        ("国家、省、市企业技术中心", ["国家级", "省级", "市级"]),
        ("列入市重点技改", ["市级"]),
        ("省里认定的研发中心", ["省级"]),
        ("国内首台套和省内首台套", ["国内", "省内"]),
        ("市里能给多少", []),
        ("省级财政给多少", []),
        ("市工信局在哪", []),
        ("shengjidanxiangguanjun", ["省级"]),
        ("国内市场怎么开拓", []),
    ],
)
def test_reads_levels(text: str, levels: list[str]) -> None:
    assert [level for level, _ in find_levels(text)] == levels
