"""Numbers that a line or page break tears are joined; lists are not."""

from __future__ import annotations

import pytest

from assistant.guard.pasting.edits import as_written, rewrite
from assistant.guard.pasting.healing import heal


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("奖励1\n5万元", "奖励15万元"),
        ("奖励15\n— 4 —\n万元", "奖励15万元"),
        ("共2,\n500元", "共2,500元"),
        ("补3.\n5万元", "补3.5万元"),
        ("1\n5万元", "1\n5万元"),
        ("奖励15万元\n6万元", "奖励15万元\n6万元"),
    ],
)
def test_breaks_within_numbers(text: str, read: str) -> None:
    assert rewrite(as_written(text), heal(text)).text == read
