"""Days and terms of another sentence than the one that a draft retells."""

from __future__ import annotations

import pytest

from tests.unit.guard.conftest import Drafts


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        ("改扩建投资150万元以上的养老院，从项目竣工的下一年起连续3年按年度新增营业收入的2%奖励。", []),
        ("改扩建投资150万元以上的养老院，从项目竣工的下一年起连续2年按年度新增营业收入的2%奖励。", ["wrong_term"]),
        ("养老院改扩建取得3年期以上贷款，按基准利率的30%给予贴息，每家最高16万元。", ["wrong_term"]),
        ("养老院改扩建取得2年期以上贷款，按基准利率的30%给予贴息，每家最高16万元。", []),
        ("本措施2026年4月1日起施行，有效期3年。", []),
    ],
)
def test_a_term_is_that_of_what_is_retold(care: Drafts, text: str, reasons: list[str]) -> None:
    assert care.reasons(text) == reasons
