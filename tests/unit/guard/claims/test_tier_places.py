"""Places in a text that name tiers: those of a span, runs of them, sizes that brackets hold."""

from __future__ import annotations

from decimal import Decimal

from assistant.guard.claims.book import NoticeBook
from assistant.guard.claims.quantities import read_quantities
from assistant.guard.claims.tier_places import between, held, last_run, led_back, slot_of
from assistant.guard.layout.sheet import Sheet
from assistant.policy.tiers import TierMention, TierNames

TEXT = "国家级、省级茶叶龙头企业，市级另算"


def mentions(book: NoticeBook, text: str) -> tuple[TierMention, ...]:
    return TierNames(book.rewards["tea-leader"].tiers, book.levels).find(text)


def test_mentions_of_a_span(book: NoticeBook) -> None:
    found = mentions(book, TEXT)
    assert [one.tier for one in found] == [0, 1, 2]
    assert [one.tier for one in between(found, 4, 6)] == [1]


def test_joined_ones_are_a_run(book: NoticeBook) -> None:
    found = mentions(book, TEXT)
    assert last_run(found[:2], TEXT)[0] == {0, 1}
    assert last_run(found, TEXT)[0] == {2}
    assert slot_of(found[0]).span == (found[0].start, found[0].end)


def test_words_behind_may_name_the_tier(book: NoticeBook) -> None:
    text = "15万元是省级的标准"
    (quantity,) = read_quantities(Sheet(text))
    found = led_back(text, quantity, mentions(book, text))
    assert found is not None
    assert found.tier == 1


def test_a_size_lies_in_the_bracket_that_holds_it(book: NoticeBook) -> None:
    brackets = {at: tier.bracket for at, tier in enumerate(book.rewards["tea-storage"].tiers) if tier.bracket}
    (size,) = read_quantities(Sheet("周转量2500吨"))
    assert held(brackets, [size]) == {0}
    assert held(brackets, [size._replace(value=Decimal(3000))]) == {1}
    assert held(brackets, [size._replace(counter="亩")]) == set()
