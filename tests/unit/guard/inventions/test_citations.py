"""Clauses cited for what they do not say."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.guard.inventions.citations import CitationReview
from assistant.guard.inventions.reviewed import Reviewed
from assistant.guard.layout.sheet import Sheet
from assistant.policy.corpus import Corpus

DAY = date(2026, 6, 1)


@pytest.mark.parametrize(
    ("text", "asked", "found"),
    [
        ("详见第三十条。", "", ["第三十条"]),
        ("详见第三条。", "", []),
        ("省级龙头企业奖励15万元，可在第五条基础上再议。", "", []),
        ("省级龙头企业奖励15万元（第三十条）。", "", ["第三十条"]),
    ],
)
def test_clauses_that_are_not_there(tea: Corpus, text: str, asked: str, found: list[str]) -> None:
    reviewed = Reviewed(Sheet(text), asked, DAY)
    inventions = list(CitationReview(tea).find(reviewed))
    assert [reviewed.text[one.start : one.end] for one in inventions] == found
    assert {one.reason for one in inventions} <= {CitationReview.reason}
