"""A figure in the place of another in a sentence that is retold."""

from __future__ import annotations

import pytest

from tests.unit.guard.conftest import Drafts


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        ("养老院评定为五星级、四星级的，分别给予30万元、15万元奖励。", []),
        ("养老院评定为五星级、四星级的，分别给予15万元、30万元奖励。", ["wrong_tier", "wrong_tier"]),
        ("具有护理培训资质、当年培训超过90人次的培训机构，按150元/人次补贴。", ["wrong_target"]),
        ("具有护理培训资质、当年培训超过80人次的培训机构，按150元/人次补贴。", []),
        ("对改扩建投资200万元以上的养老院，从项目竣工的下一年起连续3年给予奖励。", ["wrong_target"]),
        ("您家改扩建投资了200万元；养老院从项目竣工的下一年起连续3年按新增营业收入的2%给予奖励。", []),
    ],
)
def test_a_figure_stands_where_the_notice_has_another(care: Drafts, text: str, reasons: list[str]) -> None:
    assert care.reasons(text) == reasons
