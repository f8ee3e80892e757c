"""What several firms have is told by number or by name, corrected, taken away and added up."""

from __future__ import annotations

import pytest

from assistant.conversation.holdings import count_holders, find_holdings, keep_holdings
from assistant.conversation.ordinals import Offers
from assistant.policy.corpus import Corpus
from assistant.understanding.query import Holding
from assistant.understanding.reader import Reader

CHAMPION, DESIGN = "single-champion", "industrial-design-center"
Told = tuple[str, str | None, int, str]


@pytest.fixture(scope="module")
def reader(corpus: Corpus) -> Reader:
    return Reader(corpus)


def found(corpus: Corpus, reader: Reader, message: str) -> tuple[Holding, ...]:
    return find_holdings(reader.read(message), reader.read, Offers(corpus).levels_of)


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("镇里有2家省级单项冠军和1家市级单项冠军", [(CHAMPION, "省级", 2, ""), (CHAMPION, "市级", 1, "")]),
        ("单项冠军国家级、省级各3家", [(CHAMPION, "国家级", 3, ""), (CHAMPION, "省级", 3, "")]),
        ("老大是省级设计中心，老二是市级设计中心", [(DESIGN, "省级", 1, "老大"), (DESIGN, "市级", 1, "老二")]),
        ("一家是省级设计中心，另一家是市级设计中心", [(DESIGN, "省级", 1, ""), (DESIGN, "市级", 1, "")]),
        ("省级设计中心奖多少", []),
    ],
)
def test_told(corpus: Corpus, reader: Reader, message: str, told: list[Told]) -> None:
    held = found(corpus, reader, message)
    assert [(one.topic, one.level, one.firms, one.holder) for one in held] == told


@pytest.mark.parametrize(
    ("message", "left"),
    [
        ("更正一下，省级单项冠军是3家", {"省级": 3, "市级": 1}),
        ("还有2家市级单项冠军", {"省级": 4, "市级": 3}),
        ("省级单项冠军有1家不算", {"省级": 3, "市级": 1}),
    ],
)
def test_kept(corpus: Corpus, reader: Reader, message: str, left: dict[str, int]) -> None:
    told = found(corpus, reader, "4家省级单项冠军，1家市级单项冠军")
    kept = keep_holdings(told, found(corpus, reader, message), reader.read(message))
    assert {one.level: one.firms for one in kept} == left
    assert count_holders(kept) == sum(left.values())


def test_one_firm_with_two_titles_is_not_two_firms() -> None:
    two = (
        Holding(topic=CHAMPION, level="省级", firms=1, holder="甲"),
        Holding(topic=DESIGN, level="省级", firms=1, holder="甲"),
    )
    assert count_holders(two) == 0
