"""How a figure is bounded beside how the notice bounds it."""

from __future__ import annotations

import pytest

from assistant.guard.claims.book import NoticeBook
from assistant.guard.claims.bounding import compare_bound
from assistant.guard.claims.comparing import Around
from assistant.guard.claims.slot_reading import SlotReader
from assistant.guard.layout.sheet import Sheet


@pytest.mark.parametrize(
    ("row", "kind", "text", "agreement"),
    [
        ("tea-equipment", "cap", "最高不超过60万元", "equal"),
        ("tea-equipment", "cap", "不低于60万元", "contradicts"),
        ("tea-equipment", "cap", "给予60万元，封顶为止", "equal"),
        ("tea-garden", "amount", "每亩补助800元", "equal"),
        ("tea-garden", "amount", "每亩最高800元", "contradicts"),
    ],
)
def test_a_bound_is_that_of_the_notice(book: NoticeBook, row: str, kind: str, text: str, agreement: str) -> None:
    fact = next(one for one in book.of(row) if one.kind == kind)
    (claim,) = SlotReader(Sheet(text)).read()
    around = Around(text, text, "", frozenset([claim.figure.key]))
    assert compare_bound(fact, claim, around)[0] == agreement


def test_the_question_may_have_named_the_bound(book: NoticeBook) -> None:
    fact = next(one for one in book.of("tea-equipment") if one.kind == "cap")
    (claim,) = SlotReader(Sheet("60万元")).read()
    asked = [
        compare_bound(fact, claim, Around("60万元", "60万元", words, frozenset()))[0] for words in ("上限多少", "")
    ]
    assert asked == ["equal", "contradicts"]
