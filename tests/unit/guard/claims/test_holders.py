"""What denies a figure, and whose it is said to be."""

from __future__ import annotations

import pytest

from assistant.guard.claims.claim import Claim
from assistant.guard.claims.holders import read_holders
from assistant.guard.claims.slot_reading import SlotReader
from assistant.guard.layout.sheet import Sheet


def read(text: str) -> list[Claim]:
    reader = SlotReader(Sheet(text))
    return list(read_holders(reader, list(reader.read()), frozenset()))


@pytest.mark.parametrize(
    ("text", "polarities"),
    [
        ("不是40万元，是25万元", ["不是", None]),
        ("“40万元”的说法有误，应为25万元", ["说法有误", None]),
        ("奖励25万元", [None]),
        ("是不是25万元", [None]),
        ("网传每亩补300元？没有这回事，每亩补200元", ["网传每亩补300元", None]),
    ],
)
def test_words_that_deny_a_figure_are_its_polarity(text: str, polarities: list[str | None]) -> None:
    found = [claim.polarity for claim in read(text)]
    assert [slot is not None for slot in found] == [words is not None for words in polarities]
    for slot in found:
        assert slot is None or text[slice(*slot.span)] == slot.words


@pytest.mark.parametrize(
    ("text", "owner"),
    [("假设投入80万元", "假设"), ("您投入了80万元", "您"), ("投入80万元以上", None), ("给予您80万元奖励", None)],
)
def test_words_that_suppose_a_figure_or_give_it_to_the_asker_are_its_owner(text: str, owner: str | None) -> None:
    slot = read(text)[0].owner
    assert (slot.words if slot else None) == owner
