"""Numbers beside a level whose unit stands nowhere."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.guard.inventions.bare import BareReview
from assistant.guard.inventions.reviewed import Reviewed
from assistant.guard.layout.sheet import Sheet
from assistant.policy.corpus import Corpus

DAY = date(2026, 6, 1)


@pytest.mark.parametrize(
    ("text", "asked", "found"),
    [
        ("国家级 400", "", ["400"]),
        ("省级奖励 15，另行公示", "", ["15"]),
        ("省级奖励15万元", "", []),
        ("2026年申报", "", []),
        ("省级没有写明 15", "", []),
    ],
)
def test_numbers_without_a_unit(tea: Corpus, text: str, asked: str, found: list[str]) -> None:
    reviewed = Reviewed(Sheet(text), asked, DAY)
    inventions = list(BareReview(tea).find(reviewed))
    assert [reviewed.text[one.start : one.end] for one in inventions] == found
    assert {one.reason for one in inventions} <= {BareReview.reason}
