"""Terms of handling that no document names."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.guard.inventions.handling_days import TermReview
from assistant.guard.inventions.reviewed import Reviewed
from assistant.guard.layout.sheet import Sheet
from assistant.policy.corpus import Corpus

DAY = date(2026, 6, 1)


@pytest.mark.parametrize(
    ("text", "asked", "found"),
    [
        ("审核通过后15个工作日内到账。", "", ["15个工作日"]),
        ("贴息期限最长24个月。", "", []),
        ("文件没有规定几天到账。", "", []),
        ("上次15个工作日到账。", "", []),
    ],
)
def test_terms_that_nobody_set(tea: Corpus, text: str, asked: str, found: list[str]) -> None:
    reviewed = Reviewed(Sheet(text), asked, DAY)
    inventions = list(TermReview(tea).find(reviewed))
    assert [reviewed.text[one.start : one.end] for one in inventions] == found
    assert {one.reason for one in inventions} <= {TermReview.reason}
