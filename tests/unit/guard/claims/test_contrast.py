"""Which of two rows the words beside a figure speak of."""

from __future__ import annotations

import pytest

from assistant.guard.claims.contrast import nearest
from tests.unit.guard.conftest import Drafts


@pytest.mark.parametrize(
    ("text", "own", "other", "is_other"),
    [
        ("进口生鲜班列每列奖励3万元。", "freight-out", "freight-in", True),
        ("出口生鲜班列每列奖励3万元。", "freight-out", "freight-in", False),
        ("进口每列2万元，出口每列3万元。", "freight-out", "freight-in", False),
        ("生鲜班列每列奖励3万元。", "freight-out", "freight-in", False),
    ],
)
def test_the_nearest_words_decide(freight: Drafts, text: str, own: str, other: str, is_other: bool) -> None:
    draft = freight.read(text)
    at = len(draft.quantities) - 1
    place = draft.surroundings, draft.quantities[at], draft.reader.frame(at)
    assert draft.book.contrast.is_said_of_other(*place, own, other, 1.0) is is_other


def test_words_far_off_need_a_row_that_fits_better(freight: Drafts) -> None:
    draft = freight.read("奖励3万元。", "进口生鲜班列每列给多少？")
    at = len(draft.quantities) - 1
    place = draft.surroundings, draft.quantities[at], draft.reader.frame(at)
    judged = [draft.book.contrast.is_said_of_other(*place, "freight-out", "freight-in", lead) for lead in (1.0, 2.0)]
    assert judged == [False, True]
    least = [least for _, least in nearest(*place)]
    assert least == sorted(least)
