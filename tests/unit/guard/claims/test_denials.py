"""Awards that a draft says there are none of."""

from __future__ import annotations

import pytest

from assistant.guard.claims.denials import find_denied
from tests.unit.guard.conftest import Drafts


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("本措施没有冷链司机培训补贴。", ["freight-drivers"]),
        ("文件未设立生鲜检测平台奖励。", ["freight-lab"]),
        ("文件没有规定仓库租金补贴。", []),
        ("还没有领取冷链司机培训补贴的，可以申报。", []),
        ("没有达到出口生鲜班列补贴门槛。", []),
        ("本措施没有国家级的补贴。", []),
    ],
)
def test_what_the_notice_has(freight: Drafts, text: str, rows: list[str]) -> None:
    assert [row for _, row in find_denied(freight.read(text))] == rows
