"""What a sum counts and how often it is paid."""

from __future__ import annotations

import pytest

from assistant.guard.claims.frames import Frames
from assistant.guard.claims.units import read_periods, read_units
from assistant.guard.layout.sheet import Sheet


def judged(text: str) -> tuple[Frames, int]:
    frames = Frames(Sheet(text))
    return frames, next(at for at, quantity in enumerate(frames.quantities) if quantity.is_judged)


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("每亩补助800元", {"亩"}),
        ("补助90元/平方米", {"平方米"}),
        ("按3000元一间补助", {"间"}),
        ("每年奖励5万元", set()),
        ("奖励5万元", set()),
    ],
)
def test_what_a_sum_counts(text: str, units: set[str]) -> None:
    assert {slot.words for slot in read_units(*judged(text))} == units


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("每年奖励5万元", {"年"}),
        ("一次性奖励5万元", {"一次性"}),
        ("补助60元/人/月", {"月"}),
        ("每年出栏300头以上，奖励5万元", set()),
        ("不是一次性奖励5万元", {"一次性"}),
    ],
)
def test_how_often_it_is_paid(text: str, periods: set[str]) -> None:
    assert {slot.words for slot in read_periods(*judged(text))} == periods
