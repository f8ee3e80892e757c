"""All that a notice says, by row: what it gives, what caps it, what it asks."""

from __future__ import annotations

from decimal import Decimal

from assistant.guard.claims.book import NoticeBook


def test_a_row_has_what_it_gives_and_its_cap(book: NoticeBook) -> None:
    kinds = {(fact.kind, fact.figure.value) for fact in book.of("tea-garden") if fact.is_award}
    assert {("amount", Decimal(800)), ("cap", Decimal(200000))} <= kinds


def test_the_cap_of_a_figure_is_that_of_its_row(book: NoticeBook) -> None:
    rate = next(fact for fact in book.of("tea-equipment") if fact.kind == "rate")
    assert [cap.figure.value for cap in book.caps(rate)] == [Decimal(600000)]


def test_a_condition_is_known_round_its_row(book: NoticeBook) -> None:
    sizes = {(fact.figure.counter, fact.figure.value) for fact in book.around(book.rewards["tea-garden"])}
    assert ("亩", Decimal(50)) in sizes


def test_a_row_that_nobody_knows_has_no_facts(book: NoticeBook) -> None:
    assert list(book.of("tea-none")) == []
