"""What is had again, and what another rank of government adds."""

from __future__ import annotations

import pytest

from assistant.guard.claims.again import Agains

TOLD = (
    "以某一星级申请开办奖励的，不得再以同一星级申请等级晋升奖励。",
    "县给予配套奖励。鼓励有条件的乡镇给予叠加补助。",
    "省不再配套。",
)


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        ("可以用同一个星级再申请等级晋升奖励。", ["stacked"]),
        ("仍可以同一星级申报等级晋升奖。", ["stacked"]),
        ("不得以同一星级申请等级晋升奖励。", []),
        ("可以用营业执照申请开办奖励。", []),
        ("县里不再给配套。", ["apart"]),
        ("乡镇不得再给补助。", ["apart"]),
        ("县里给予配套，乡镇也可以叠加。", []),
        ("省里不再配套。", []),
        ("市里不再配套。", []),
    ],
)
def test_what_may_be_had_again(text: str, reasons: list[str]) -> None:
    assert [reason for _, reason in Agains(TOLD).wrong(text)] == reasons
