"""What tells a tier from its siblings, however a text says it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.models import Bracket, Tier
from assistant.policy.tiers import Size, TierNames, pick


def cases(*words: str) -> list[Tier]:
    return [Tier(case=word, quote="") for word in words]


@pytest.mark.parametrize(
    ("siblings", "text", "tier"),
    [
        (("三星级", "四星级", "五星级"), "四星酒店给多少", 1),
        (("三星级", "四星级", "五星级"), "★★★★★的呢", 2),
        (("三星级", "四星级", "五星级"), "3 星级的", 0),
        (("5A级", "4A级"), "aaaa级景区", 1),
        (("5A级", "4A级"), "五A景区", 0),
        (("甲级", "乙级", "丙级"), "丙等民宿", 2),
        (("高级雪道", "中级雪道", "初级雪道"), "修一条中级道", 1),
        (("第一年", "第二年", "第三年"), "头一年给多少", 0),
        (("第一年", "第二年", "第三年"), "次年兑付", 1),
        (("前2年", "后3年"), "前两年按80%", 0),
        (("国际标准", "国家标准", "行业标准"), "国际、标准制定", 0),
        (("主板", "中小板、创业板、科创板", "新三板"), "科创板上市", 1),
        (("一类新药", "二类新药"), "2类新药", 1),
        (("A级", "AA级", "AAA级"), "评到AA级的", 1),
        (("成长型中小企业", "示范型中小企业", "省级领航企业"), "成长型的呢", 0),
    ],
)
def test_a_case_is_known_by_its_ways_of_saying(siblings: tuple[str, ...], text: str, tier: int) -> None:
    assert TierNames(cases(*siblings)).named(text) == {tier}


def test_mentions_keep_their_places_in_the_text() -> None:
    text = "| 四 星 级 | 8万元 |"
    (mention,) = TierNames(cases("三星级", "四星级")).find(text)
    assert text[mention.start : mention.end] == "四 星 级"


def test_a_grade_within_a_longer_number_is_none() -> None:
    assert not TierNames(cases("5A级", "4A级")).find("15A级")


def test_a_size_picks_the_bracket_it_lies_in() -> None:
    small = Tier(bracket=Bracket(counter="亩", from_=Decimal(100), below=Decimal(500)), yuan=Decimal(100), quote="")
    large = Tier(bracket=Bracket(counter="亩", from_=Decimal(500)), yuan=Decimal(200), quote="")
    assert pick([small, large], "", [Size("亩", Decimal(500))]) == (large,)
    assert pick([small, large], "", [Size("家", Decimal(500))]) == (small, large)


def test_levels_are_known_by_the_words_of_the_lexicon() -> None:
    names = TierNames([Tier(level="国家级", quote=""), Tier(level="省级", quote="")], {"国家级": ("国字号", "国")})
    assert names.named("国字号的给多少") == {0}
    assert names.named("省级") == {1}
