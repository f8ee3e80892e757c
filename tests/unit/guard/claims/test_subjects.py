"""Of which rows words speak."""

from __future__ import annotations

import pytest

from assistant.guard.claims.book import NoticeBook
from assistant.guard.claims.subjects import clause_subject, meant, words_said


@pytest.mark.parametrize(
    ("said", "row"),
    [
        ("冷藏仓储能补吗", "tea-storage"),
        ("展销会展位费", "tea-fair"),
        ("流动资金贷款贴息", "tea-loan"),
        ("改造茶园", "tea-garden"),
    ],
)
def test_the_row_that_has_most_of_the_words(book: NoticeBook, said: str, row: str) -> None:
    scores = book.subjects.fit(words_said(said, ""))
    assert max((one for one in scores if one in book.rewards), key=lambda one: scores[one]) == row


def test_close_ones_are_meant_too() -> None:
    assert meant({"a": 1.0, "b": 0.99, "c": 0.1}) == ("a", "b")
    assert meant({}) == ()


def test_clauses_are_told_from_rows() -> None:
    assert clause_subject("tea", "第一条") != clause_subject("tea", "第二条")
    assert clause_subject("tea", "第一条") not in ("tea", "第一条")
