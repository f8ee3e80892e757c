"""What a firm says that it is, or makes, is told from what it asks about."""

import pytest

from assistant.policy.corpus import Corpus
from assistant.understanding.reader import Reader


@pytest.fixture(scope="module")
def reader(corpus: Corpus) -> Reader:
    return Reader(corpus)


@pytest.mark.parametrize(
    ("message", "topics", "levels"),
    [
        ("我们是省级专精特新，一线工人招不齐，有啥办法", ["labour"], ()),
        ("评过单项冠军的厂，电费能降吗", ["electricity"], ()),
        ("龙头企业想找银行要信用贷款", ["financing"], ()),
        ("拿过小巨人的企业，技改设备列市重点补几个点", ["equipment-upgrade"], ("市级",)),
        ("我们评上省级单项冠军，奖多少，招工有支持吗", ["single-champion", "labour"], ("省级",)),
        ("单项冠军企业，专精特新企业各奖多少", ["single-champion", "specialized-sme"], ()),
        ("专精特新和单项冠军能一起拿吗", ["specialized-sme", "single-champion"], ()),
        ("我们做茶叶包装机械的，想评市级技术中心，奖多少", ["technology-center"], ("市级",)),
        ("做首台套设备的，补多少", ["first-set"], ()),
        ("专精特新算不算单项冠军", ["specialized-sme", "single-champion"], ()),
        ("小升规奖多少，配套奖励不算", ["above-scale"], ()),
        ("小升规奖多少，配套奖励先别算", ["above-scale"], ()),
        ("贷款难，电费高，还招不到人", ["financing", "electricity", "labour"], ()),
    ],
)
def test_standing(reader: Reader, message: str, topics: list[str], levels: tuple[str, ...]) -> None:
    query = reader.read(message)
    assert (list(query.topics), query.levels) == (topics, levels)


@pytest.mark.parametrize(
    ("message", "uncovered"),
    [
        ("我们做手机外壳的，评上省级专精特新奖多少", ()),
        ("养殖设备厂升规了，奖多少", ()),
        ("手机套餐多少钱", ("手机", "套餐")),
        ("做光伏支架有补贴吗", ("光伏",)),  # nothing else is asked about
    ],
)
def test_what_a_firm_makes_is_not_asked_about(reader: Reader, message: str, uncovered: tuple[str, ...]) -> None:
    assert reader.read(message).uncovered == uncovered


@pytest.mark.parametrize(
    ("message", "firms"),
    [
        ("旗下三个子公司都上规了", 3),
        ("俩厂都新投产", 2),
        ("仨企业纳统", 3),
        ("两家公司升规", 2),
        ("两个奖能一起拿吗", None),
        ("三个点的利息", None),
        ("跑了四家银行，找了三家企业担保", 3),
    ],
)
def test_firms_are_counted(reader: Reader, message: str, firms: int | None) -> None:
    assert reader.read(message).firms == firms


@pytest.mark.parametrize("message", ["首台套最高多少", "单项冠军最多多少", "奖金多久发"])
def test_a_cue_does_not_begin_in_the_word_before(reader: Reader, message: str) -> None:
    assert "compare" not in reader.read(message).intents
    assert "compare" in reader.read("国家级比省级高多少").intents


def test_a_long_message_is_read_in_time(reader: Reader) -> None:
    assert reader.read("我们" + "是省级" * 600 + "专精特新的企业，电费能降吗").topics == ("electricity",)
