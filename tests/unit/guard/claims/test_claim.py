"""A claim tells what it counts and how often it is paid, by its slots."""

from __future__ import annotations

from assistant.guard.claims.claim import Claim
from assistant.guard.claims.slot_reading import SlotReader
from assistant.guard.layout.sheet import Sheet


def claim(text: str) -> Claim:
    return next(one for one in SlotReader(Sheet(text)).read() if one.figure.is_judged)


def test_units_and_periods_are_told_apart() -> None:
    found = claim("每亩每年补助120元")
    assert (found.units, found.periods) == (frozenset(["亩"]), frozenset(["年"]))


def test_a_bare_sum_counts_nothing() -> None:
    found = claim("奖励120元")
    assert (found.units, found.periods) == (frozenset(), frozenset())
