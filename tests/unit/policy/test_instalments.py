"""Instalments that a notice tells of an award."""

from __future__ import annotations

import pytest

from assistant.policy.instalments import find_instalments


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("奖金分四期按4：3：2：1兑现", [("第一期", 40), ("第二期", 30), ("第三期", 20), ("第四期", 10)]),
        ("分两年平均拨付", [("第一年", 50), ("第二年", 50)]),
        ("分三次按50%、30%、20%发放", [("第一次", 50), ("第二次", 30), ("第三次", 20)]),
        ("开馆当年拨付60%，运营满两年的再拨付余下的40%", [("开馆当年", 60), ("运营满两年的", 40)]),
        ("分三年按租金的60%、40%、20%补助", []),
        ("开馆当年拨付60%", []),
    ],
)
def test_parts_make_up_the_whole(text: str, parts: list[tuple[str, int]]) -> None:
    assert [(part.case, int(part.share * 100 / part.whole)) for part in find_instalments(text)] == parts
