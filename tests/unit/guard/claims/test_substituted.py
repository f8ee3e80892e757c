"""A word in the place of another in a sentence that is retold."""

from __future__ import annotations

import pytest

from assistant.guard.claims.substituted import EXCLUSIVE
from tests.unit.guard.conftest import Drafts


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        ("家政企业首次投保职业责任险的，按首次保费的40%给予补贴，每家最高1.5万元。", []),
        ("家政企业再次投保职业责任险的，按首次保费的40%给予补贴，每家最高1.5万元。", ["otherwise"]),
        ("从项目竣工的下一年起连续3年，按季度新增营业收入的2%给予奖励。", ["otherwise"]),
        ("县内养老院向县内助餐企业订购餐食，年度订购额20万元以上的，给予订餐方年度订购总额4%的补贴。", []),
        ("县外养老院向县内助餐企业订购餐食，年度订购额20万元以上的，给予订餐方年度订购总额4%的补贴。", ["otherwise"]),
        ("县内养老院向县内助餐企业订购餐食，年度订购额20万元以下的不享受订购总额4%的补贴。", []),
    ],
)
def test_a_word_excludes_the_notices(care: Drafts, text: str, reasons: list[str]) -> None:
    assert care.reasons(text) == reasons


def test_another_thing_of_the_notice(care: Drafts) -> None:
    right = "养老院改扩建取得2年期以上贷款的，按基准利率的30%给予贴息，每家最高16万元。"
    assert care.reasons(right) == []
    assert "otherwise" in care.reasons(right.replace("养老院", "家政企业"))


def test_no_word_stands_twice_in_a_group() -> None:
    assert all(len(set(group)) == len(group) > 1 for group in EXCLUSIVE)
