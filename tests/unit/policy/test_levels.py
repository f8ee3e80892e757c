"""Levels are read where they are levels, not in names of budgets and bureaus."""

import pytest

from assistant.policy.corpus import Corpus
from assistant.policy.levels import LevelReader


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("省级企业技术中心", ["省级"]),
        ("国家、省、市企业技术中心", ["国家级", "省级", "市级"]),
        ("列入市重点技改", ["市级"]),
        ("省里认定的研发中心", ["省级"]),
        ("国内首台套和省内首台套", ["国内", "省内"]),
        ("市里能给多少", []),
        ("省级财政给多少", []),
        ("市工信局在哪", []),
        ("shengjidanxiangguanjun", ["省级"]),
        ("国内市场怎么开拓", []),
        ("国家级500万元、省50万元、市5万元", ["国家级", "省级", "市级"]),
        ("建省以来，全市工业", []),
    ],
)
def test_reads_levels(corpus: Corpus, text: str, levels: list[str]) -> None:
    assert [mention.level for mention in LevelReader(corpus.lexicon.levels).find(text) if not mention.gives] == levels


def test_tells_who_pays(corpus: Corpus) -> None:
    (mention,) = LevelReader(corpus.lexicon.levels).find("省里给5万元")
    assert (mention.level, mention.gives) == ("省级", True)
