"""Messages that point: by place, by a part of a name, to papers, and figures that correct one another."""

import pytest

from assistant.conversation.carry import carry
from assistant.conversation.siblings import Siblings
from assistant.policy.corpus import Corpus
from assistant.understanding.query import Intent, Query
from assistant.understanding.reader import Reader


@pytest.fixture(scope="module")
def reader(corpus: Corpus) -> Reader:
    return Reader(corpus)


@pytest.fixture(scope="module")
def siblings(corpus: Corpus) -> Siblings:
    return Siblings(corpus.lexicon)


def follow(reader: Reader, siblings: Siblings, *turns: str) -> Query:
    queries = [reader.read(turn) for turn in turns]
    return reader.settle(carry(queries, recognises=lambda query: None, find_sibling=siblings.find))


BOTH = "省级技术中心和省级设计中心各奖多少"


@pytest.mark.parametrize(
    ("turns", "topics"),
    [
        ((BOTH, "第二个要什么条件"), ("industrial-design-center",)),
        ((BOTH, "前者归谁管"), ("technology-center",)),
        ((BOTH, "第二个要什么条件", "另一个呢"), ("technology-center",)),
        (("单项冠军奖多少", "另一个呢"), ("single-champion",)),
        (("5G标杆给多少", "平台呢"), ("internet-platform",)),
        (("技改设备补多少", "那贷款呢"), ("upgrade-loan-interest",)),
        (("招工难怎么办", "那贷款呢"), ("financing",)),
        (("工业旅游奖多少", "国家级的呢"), ("industrial-tourism",)),
        (("招工难怎么办", "部门呢"), ("labour",)),
        (("铜产业链招什么", "那锂电呢"), ("chain-investment",)),
        (("电价高能降吗", "我们今年刚上规，能参加吗"), ("electricity",)),
        (("招工难怎么办", "我们今年刚上规，奖多少"), ("above-scale",)),
    ],
)
def test_topic(reader: Reader, siblings: Siblings, turns: tuple[str, ...], topics: tuple[str, ...]) -> None:
    assert follow(reader, siblings, *turns).topics == topics


def test_papers_named_in_the_opening_are_asked_about_again(reader: Reader, siblings: Siblings) -> None:
    query = follow(reader, siblings, "这份文件制定依据是什么", "讲龙头企业的那份文号多少")
    assert (query.topics, query.intents) == ((), {Intent.BASIS})
    alone = follow(reader, siblings, "单项冠军奖多少", "这份文件的文号多少")
    assert Intent.DOCUMENT in alone.intents


def test_levels_of_two_turns_are_compared(reader: Reader, siblings: Siblings) -> None:
    assert follow(reader, siblings, "国内首台套补多少", "省内呢", "差多少").levels == ("国内", "省内")


@pytest.mark.parametrize(
    ("last", "words", "yuan"),
    [("说错了，是950万", "设备", 9_500_000), ("贷款500万呢", "贷款", 5_000_000)],
)
def test_a_corrected_figure_measures_the_same(
    reader: Reader, siblings: Siblings, last: str, words: str, yuan: int
) -> None:
    (figure,) = follow(reader, siblings, "市重点技改设备投了900万补多少", last).base_figures()
    assert figure.yuan == yuan
    assert words in figure.near
    assert ("设备" in figure.near) == (words == "设备")


def test_a_figure_alone_is_brought_to_the_topic_before(reader: Reader) -> None:
    messages = ("市重点技改设备有补助吗", "我们列的是省重点项目，总的设备花了八百万", "最多多少")
    query = carry([reader.read(message) for message in messages], recognises=lambda query: "clause")
    assert (query.levels, [f.yuan for f in query.base_figures()]) == (("省级",), [8_000_000])


def test_a_bare_sum_is_a_claim_where_no_rate_applies(reader: Reader, siblings: Siblings) -> None:
    assert [f.role for f in follow(reader, siblings, "省级技术中心奖多少", "那市级8万？").figures] == ["claim"]
    assert [f.role for f in follow(reader, siblings, "市重点技改设备补多少", "800万？").figures] == ["base"]
