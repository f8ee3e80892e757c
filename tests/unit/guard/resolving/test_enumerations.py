"""Lists of levels or programmes, and the figures that answer them in order."""

from __future__ import annotations

import pytest

from assistant.guard.resolving.enumerations import align
from tests.unit.guard.laid import Table


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("国家级、省级、市级企业技术中心奖励500万元、50万元、5万元。", ["国家级", "省级", "市级"]),
        ("企业技术中心奖励500万元、50万元、5万元（对应国家、省、市）。", ["国家级", "省级", "市级"]),
        ("企业技术中心从国家级往下，500万元、50万元、5万元。", ["国家级", "省级", "市级"]),
        ("省级企业技术中心奖励50万元。", []),
    ],
)
def test_figures_answer_levels_in_order(table: Table, text: str, levels: list[str]) -> None:
    sheet = table.marker.lay_out(text)
    found = align(sheet, table.marker.mark(sheet.text), table.judges.book).levels
    assert [found[at].value for at in sorted(found)] == levels


def test_programmes_before_each_in_turn(table: Table) -> None:
    sheet = table.marker.lay_out("省级企业技术中心和单项冠军分别奖励50万元、60万元。")
    found = align(sheet, table.marker.mark(sheet.text), table.judges.book).topics
    assert list(found.values()) == ["technology-center", "single-champion"]


def test_one_figure_for_all_is_shared(table: Table) -> None:
    sheet = table.marker.lay_out("省级、市级都是50万元。")
    assert align(sheet, table.marker.mark(sheet.text), table.judges.book).shared == {0}
