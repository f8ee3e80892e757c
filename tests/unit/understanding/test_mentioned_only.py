"""What a message only tells of is no question of its own, unless nothing else is named."""

import pytest

from assistant.policy.corpus import Corpus
from assistant.policy.lexicon import fold
from assistant.understanding.query import Intent
from assistant.understanding.reader import Reader


@pytest.fixture(scope="module")
def reader(corpus: Corpus) -> Reader:
    return Reader(corpus)


@pytest.mark.parametrize(
    ("message", "uncovered"),
    [
        ("市级设计中心批了，疫情那年差点停掉，奖多少", ()),
        ("市级设计中心疫情那年批的，奖多少", ()),
        ("省内首台套发票价260万，补多少", ()),
        ("全闽乐购直播谁来补", ()),
        ("省重点技改，房租另算，最多补多少", ()),
        ("单项冠军省级的，发票要不要开，奖励多少", ()),
        ("专精特新企业开直播，有补贴吗", ("直播",)),
        ("技改设备的发票怎么开", ("发票",)),
        ("我们是单项冠军，工人工资能补多少", ("工资",)),
        ("外卖小哥缺人，平台给补贴吗", ("外卖",)),
        ("我们是省级技术中心，疫情停工了，政府赔不赔", ("疫情",)),
        ("疫情停工了，有补贴吗", ("疫情",)),  # nothing else is named
    ],
)
def test_in_passing(reader: Reader, message: str, uncovered: tuple[str, ...]) -> None:
    assert reader.read(message).uncovered == uncovered


def test_only_told_of_in_a_message_without_a_topic(reader: Reader) -> None:
    assert reader.read("发票开了两张，一共450万，能补多少").uncovered_asked == ()
    assert reader.read("发票怎么开").uncovered_asked == ("发票",)


def test_incidental_subjects_are_uncovered_ones(corpus: Corpus) -> None:
    uncovered = {fold(word) for group in corpus.lexicon.uncovered for word in group}
    means = {word for topic in corpus.lexicon.topics for word in topic.means}
    assert {fold(word) for word in (*corpus.lexicon.incidental, *means)} <= uncovered


@pytest.mark.parametrize(
    "message",
    ["设计中心的奖励几个月能拨到账上", "奖金啥时候打款", "钱要多少个工作日到账", "拨款要等多久", "补助走什么程序发"],
)
def test_when_money_is_paid_is_a_detail(reader: Reader, message: str) -> None:
    query = reader.read(message)
    assert query.details
    assert Intent.DEADLINE not in query.intents


def test_what_is_all_done_is_not_stacked(reader: Reader) -> None:
    assert Intent.STACKING not in reader.read("设计中心都拿到手了，奖多少").intents
    assert Intent.STACKING in reader.read("省级国家级设计中心都拿到了，怎么奖").intents
    assert Intent.STACKING in reader.read("两个都拿到了，怎么奖").intents
