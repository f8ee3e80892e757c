"""What a draft names otherwise than the sentence of the notice that it retells."""

from __future__ import annotations

import pytest

from tests.unit.guard.conftest import Drafts


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        ("水产加工企业设备补助，本条所需资金由省财政承担。", ["wrong_payer"]),
        ("水产加工企业设备补助，本条所需资金由市、县财政分担。", []),
        ("水产加工企业设备补助，本条所需资金不是由省财政承担，由市、县财政分担。", []),
    ],
)
def test_another_rank_of_treasury(fishery: Drafts, text: str, reasons: list[str]) -> None:
    assert fishery.reasons(text) == reasons


def test_a_multiple_is_not_held_against_a_notice_without_any(fishery: Drafts) -> None:
    assert "wrong_value" not in fishery.reasons("奖励标准是去年的两倍，这一点文件没有写。")
