"""What follows from a row for the sizes given: products, and their caps."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from assistant.guard.claims.book import NoticeBook
from assistant.guard.claims.derivation import cap_of, derive, is_per_unit, is_sum
from assistant.guard.claims.quantities import read_quantities
from assistant.guard.claims.slot_reading import SlotReader
from assistant.guard.layout.sheet import Sheet


def values(book: NoticeBook, row: str, sizes: str) -> dict[str, set[Decimal]]:
    found: dict[str, set[Decimal]] = {}
    for one in derive(book.of(row), read_quantities(Sheet(sizes)), book):
        found.setdefault(one.how, set()).add(one.value)
    return found


def test_a_sum_per_unit_is_multiplied(book: NoticeBook) -> None:
    assert Decimal(96000) in values(book, "tea-garden", "120亩")["product"]


def test_what_exceeds_the_cap_is_uncapped(book: NoticeBook) -> None:
    found = values(book, "tea-equipment", "设备购置额300万元")
    assert Decimal(900000) in found["uncapped"]
    assert Decimal(900000) not in found.get("product", set())


def test_the_cap_is_that_of_the_row(book: NoticeBook) -> None:
    rate = next(fact for fact in book.of("tea-equipment") if fact.kind == "rate")
    assert cap_of(rate, (), book) == Decimal(600000)


def test_a_cap_of_a_year_is_none_of_a_unit(book: NoticeBook) -> None:
    rate = next(fact for fact in book.of("tea-equipment") if fact.kind == "rate")
    assert rate.reward is not None
    tiers = tuple(tier.model_copy(update={"cap_per": "每家企业年度"}) for tier in rate.reward.tiers)
    yearly = replace(rate, reward=rate.reward.model_copy(update={"tiers": tiers}))
    assert cap_of(yearly, read_quantities(Sheet("用电80万度")), book) == Decimal(600000)


def test_parts_make_a_sum() -> None:
    parts = [Decimal(value) for value in (60000, 180000, 50000)]
    assert is_sum(Decimal(240000), parts)
    assert not is_sum(Decimal(250000), parts)


def test_a_sum_said_per_unit_is_no_product(book: NoticeBook) -> None:
    fact = next(one for one in book.of("tea-garden") if one.kind == "amount")
    each, whole = (next(iter(SlotReader(Sheet(text)).read())) for text in ("每亩补助800元", "补助96000元"))
    assert is_per_unit(each, fact)
    assert not is_per_unit(whole, fact)
