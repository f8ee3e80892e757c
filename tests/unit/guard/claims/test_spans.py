"""Over what time a cap holds, which of several is paid, and of how much a rate is."""

from __future__ import annotations

import pytest

from assistant.guard.claims.comparing import Around
from assistant.guard.claims.facts import Fact
from assistant.guard.claims.slot_reading import SlotReader
from assistant.guard.claims.spans import compare_extent, compare_ordinal, compare_period
from assistant.guard.layout.sheet import Sheet

AROUND = Around("", "", "", frozenset())


def pair(told: str, said: str, kind: str) -> tuple[Fact, object]:
    fact, claim = (next(one for one in SlotReader(Sheet(text)).read() if one.figure.is_judged) for text in (told, said))
    return Fact(fact, kind, "p", "一", told), claim  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("told", "said", "agreement"),
    [
        ("单个码头每年最高60万元", "单个码头累计最高60万元", "contradicts"),
        ("单个码头每年最高60万元", "单个码头一年最高60万元", "equal"),
        ("单个码头每年累计最高60万元", "单个码头累计最高60万元", "equal"),
        ("单个码头三年累计最高60万元", "单个码头每年最高60万元", "contradicts"),
    ],
)
def test_the_time_over_which_a_cap_holds(told: str, said: str, agreement: str) -> None:
    fact, claim = pair(told, said, "cap")
    assert compare_period(fact, claim, AROUND)[0] == agreement  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("said", "agreement"),
    [
        ("按装卸费全额的6%补助", "contradicts"),
        ("按装卸费增量部分的6%补助", "silent"),
        ("补助6%，总额60万元", "silent"),
    ],
)
def test_what_is_paid_for_an_increase_is_not_paid_for_the_whole(said: str, agreement: str) -> None:
    fact, claim = pair("装卸费超过上年的部分按6%补助", said, "rate")
    assert compare_extent(fact, claim, AROUND)[0] == agreement  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("said", "agreement"), [("第二航季补70%", "silent"), ("第二年补70%", "contradicts"), ("第三年补70%", "equal")]
)
def test_which_of_several_years_is_paid(said: str, agreement: str) -> None:
    fact, claim = pair("第三年按标准的70%补助", said, "rate")
    assert compare_ordinal(fact, claim, AROUND)[0] == agreement  # type: ignore[arg-type]
