"""A claim beside a fact, slot by slot: the first slot that contradicts gives the reason."""

from __future__ import annotations

import pytest

from assistant.guard.claims.book import NoticeBook
from assistant.guard.claims.comparing import Around
from assistant.guard.claims.entailment import RULES, Verdict, entails
from assistant.guard.claims.slot_reading import SlotReader
from assistant.guard.layout.sheet import Sheet


def verdict(book: NoticeBook, row: str, kind: str, text: str) -> Verdict:
    fact = next(one for one in book.of(row) if one.kind == kind)
    claim = next(one for one in SlotReader(Sheet(text)).read() if one.figure.is_judged)
    return entails(fact, claim, Around(text, text, "", frozenset([claim.figure.key]), payers=book.payers))


@pytest.mark.parametrize(
    ("row", "kind", "text", "reason"),
    [
        ("tea-equipment", "rate", "按设备购置额的30%补助", None),
        ("tea-equipment", "rate", "按厂房租金的30%补助", "wrong_base"),
        ("tea-fair", "amount", "每个展位补助3000元", None),
        ("tea-fair", "amount", "每亩补助3000元", "wrong_per"),
        ("tea-fair", "amount", "每个展位由镇财政补助3000元", "wrong_payer"),
        ("tea-garden", "amount", "每亩每年补助800元", "once_as_yearly"),
        ("tea-garden", "amount", "每亩800元，奖给评审专家", "wrong_beneficiary"),
    ],
)
def test_the_slot_that_contradicts_gives_the_reason(
    book: NoticeBook, row: str, kind: str, text: str, reason: str | None
) -> None:
    assert verdict(book, row, kind, text).reason == reason


def test_every_slot_is_told(book: NoticeBook) -> None:
    found = verdict(book, "tea-equipment", "rate", "按厂房租金的30%补助")
    assert list(found.slots) == [rule.name for rule in RULES]
    assert found.slots["base"] == "contradicts"
    assert found.at is not None
    assert found.at.words == "厂房租金"
