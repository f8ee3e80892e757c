"""Tiers named by the ends of their brackets, in counters other than money."""

from __future__ import annotations

import pytest

from assistant.guard.claims.book import NoticeBook
from assistant.guard.claims.brackets import brackets_of, find_brackets
from assistant.guard.claims.quantities import read_quantities
from assistant.guard.layout.sheet import Sheet
from tests.unit.guard.conftest import Drafts


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


@pytest.mark.parametrize(
    ("text", "tiers"),
    [
        ("床位120张以上", [1]),
        ("床位到了120张、没到260张的", [1]),
        ("床位60张，到120张为止", [0]),
        ("床位260张以上", [2]),
    ],
)
def test_cases_that_are_sizes_are_brackets(care: Drafts, text: str, tiers: list[int]) -> None:
    draft = care.read(text)
    row = draft.book.rewards["care-yly"]
    assert [mention.tier for mention in find_brackets(draft.sheet.text, draft.quantities, row)] == tiers


def test_an_open_bracket_ends_where_the_next_begins(care: Drafts) -> None:
    ranges = brackets_of(care.read("").book.rewards["care-yly"])
    assert [(bracket.from_, bracket.below) for bracket in ranges.values()] == [(60, 120), (120, 260), (260, None)]
