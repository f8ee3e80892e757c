"""What a draft says wrongly without a figure."""

from __future__ import annotations

import pytest

from assistant.guard.claims.statements import find_statements
from tests.unit.guard.conftest import Drafts


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        ("新购置茶叶初制加工设备的补助上不封顶。", ["cap_dropped"]),
        ("新购置茶叶初制加工设备的补助并非上不封顶。", []),
        ("省级茶叶龙头企业奖励没有封顶这一说法吗？", []),
        ("参加县外展销会的补助由市财政承担。", ["wrong_payer"]),
        ("参加县外展销会的补助由县财政承担。", []),
        ("集中连片改造茶园的，不管面积多大都能补。", ["wrong_target"]),
    ],
)
def test_statements_that_the_notice_contradicts(drafts: Drafts, text: str, reasons: list[str]) -> None:
    assert [one.reason for one in find_statements(drafts.read(text))] == reasons


def test_awards_are_not_stacked_where_one_is_paid(drafts: Drafts) -> None:
    said = "同一事项的两项奖励可以叠加享受。"
    assert [one.reason for one in find_statements(drafts.read(said))] == ["stacked"]
    assert list(find_statements(drafts.read("同一事项的两项奖励不可以叠加享受。"))) == []


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        ("生鲜检测平台建成后每年都可以申领奖励。", ["once_as_yearly"]),
        ("生鲜检测平台建成后可以申领一次奖励。", []),
        ("出口生鲜班列每年都可以申领奖励。", []),
        ("同一企业不同项目只能享受其中一项奖励。", ["apart"]),
        ("同一企业不同项目并非只能享受其中一项奖励。", []),
        ("本措施没有冷链司机培训补贴。", ["denied_award"]),
        ("生鲜检测平台的奖励没有年度上限。", []),
        ("出口生鲜班列的奖励没有设年度上限。", ["cap_dropped"]),
        ("生鲜检测平台，不管有没有通过验收都能奖励。", ["wrong_target"]),
    ],
)
def test_statements_without_a_figure(freight: Drafts, text: str, reasons: list[str]) -> None:
    assert [one.reason for one in find_statements(freight.read(text))] == reasons
