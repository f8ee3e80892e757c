"""Tiers named by the ends of their brackets, in counters other than money."""

from __future__ import annotations

import pytest

from assistant.guard.claims.book import NoticeBook
from assistant.guard.claims.brackets import find_brackets
from assistant.guard.claims.quantities import read_quantities
from assistant.guard.layout.sheet import Sheet


@pytest.mark.parametrize(
    ("text", "tiers"),
    [
        ("年冷藏周转量1000吨以上不足3000吨的", [0]),
        ("周转量3000吨及以上的", [1]),
        ("周转量1000吨至3000吨、3000吨以上", [0, 1]),
        ("周转量2000吨", []),
        ("投资1000万元以上", []),
    ],
)
def test_ends_name_their_tier(book: NoticeBook, text: str, tiers: list[int]) -> None:
    sheet = Sheet(text)
    found = find_brackets(sheet.text, read_quantities(sheet), book.rewards["tea-storage"])
    assert [mention.tier for mention in found] == tiers
