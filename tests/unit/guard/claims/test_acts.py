"""What is done for as long as a size says."""

from __future__ import annotations

import pytest

from assistant.guard.claims.acts import read_act
from assistant.guard.claims.frames import Frames
from assistant.guard.layout.sheet import Sheet


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("名单公示7个工作日。", "shown"),
        ("两年内不得申报码头补助。", "barred"),
        ("仓租免收4个月。", "let off"),
        ("仓租减半收取6个月。", "halved"),
        ("15个工作日内完成初审。", "examined"),
        ("10月底前拨付。", "paid"),
        ("出航前20日向港务局备案。", "registered"),
        ("泊位不少于20个。", None),
    ],
)
def test_the_act_of_a_size(text: str, act: str | None) -> None:
    frames = Frames(Sheet(text))
    assert read_act(frames, 0) == act
