"""Whether a policy is said to be open on a day when it is over."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.guard.inventions.deadlines import DeadlineReview
from assistant.guard.inventions.reviewed import Reviewed
from assistant.guard.layout.sheet import Sheet
from assistant.policy.corpus import Corpus

DAY = date(2026, 6, 1)


@pytest.mark.parametrize(
    ("text", "asked", "found"),
    [
        ("目前政策仍然有效", "", []),
        ("申报已经截止", "", ["申报已经截止"]),
    ],
)
def test_open_and_closed(tea: Corpus, text: str, asked: str, found: list[str]) -> None:
    reviewed = Reviewed(Sheet(text), asked, DAY)
    inventions = list(DeadlineReview(tea).find(reviewed))
    assert [reviewed.text[one.start : one.end] for one in inventions] == found
    assert {one.reason for one in inventions} <= {DeadlineReview.reason}
