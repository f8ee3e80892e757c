"""Which tier a figure is said of: by the ends of brackets, in order, and by the sizes that are given."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.guard.claims.brackets import find_brackets
from assistant.guard.claims.quantities import read_quantities
from assistant.guard.claims.slot_reading import SlotReader
from assistant.guard.claims.tiering import TierFinder
from assistant.guard.layout.sheet import Sheet
from assistant.models import Bracket, Reward, Tier


def tier(low: int, high: int | None, yuan: int) -> Tier:
    below = Decimal(high) if high else None
    return Tier(bracket=Bracket(counter="%", from_=Decimal(low), below=below), yuan=Decimal(yuan), quote="")


GROWTH = Reward(
    id="growth", policy="p", kind="award", name="出口增长", clause="一", modality="给予",
    tiers=(tier(10, 20, 60000), tier(20, 30, 120000), tier(30, None, 240000)),
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "tiers"),
    [
        ("增长10%—20%、20%（含）至30%、30%以上", [0, 1, 2]),
        ("增长20%以上、不足30%", [1]),
        ("增长不足20%", [0]),
        ("增长达到30%", [2]),
        ("增长12%", []),
    ],
)
def test_brackets_are_known_by_their_ends(text: str, tiers: list[int]) -> None:
    sheet = Sheet(text)
    assert [one.tier for one in find_brackets(sheet.text, read_quantities(sheet), GROWTH)] == tiers


@pytest.mark.parametrize(
    ("text", "asked", "said"),
    [
        ("增长10%—20%奖6万元，20%—30%奖12万元，30%以上奖24万元", "", [{0}, {1}, {2}]),
        ("增长10%—20%、20%—30%、30%以上的，分别奖6万元、12万元、24万元", "", [{0}, {1}, {2}]),
        ("出口增长25%，奖励12万元", "", [{1}]),
        ("奖励24万元", "增长35%", [{2}]),
    ],
)
def test_each_sum_has_the_tier_that_stands_nearest(text: str, asked: str, said: list[set[int]]) -> None:
    sheet = Sheet(text)
    claims = list(SlotReader(sheet).read())
    finder = TierFinder(sheet, claims, asked, read_quantities(Sheet(asked)), {})
    sums = [at for at, claim in enumerate(claims) if claim.figure.is_money]
    assert [finder.of(at, GROWTH)[0] for at in sums] == [frozenset(tiers) for tiers in said]
