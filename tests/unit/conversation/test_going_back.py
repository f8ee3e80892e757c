"""A message goes back to a title, a sum or a place in what was asked, and takes up what was set aside or put right."""

from __future__ import annotations

import pytest

from assistant.conversation.completing import Conversation
from assistant.policy.corpus import Corpus
from assistant.understanding.query import Intent, Query
from assistant.understanding.reader import Reader


@pytest.fixture(scope="module")
def conversation(corpus: Corpus) -> tuple[Conversation, Reader]:
    reader = Reader(corpus)
    return Conversation(corpus, reader), reader


def complete(conversation: tuple[Conversation, Reader], *turns: str) -> Query:
    reads, reader = conversation
    return reads.read([reader.read(turn) for turn in turns], lambda query: None).query


@pytest.mark.parametrize(
    ("turns", "topic"),
    [
        (("我们刚被评为市级设计中心", "国内首台套补几成", "我们这个头衔值多少钱"), "industrial-design-center"),
        (("国内首台套补几成", "市级设计中心呢", "这个头衔值多少钱"), "industrial-design-center"),
        (("列入市重点技改，机器花了700万", "小升规奖多少", "机器那笔最多补多少"), "equipment-upgrade"),
        (("列入市重点技改，机器花了700万", "小升规奖多少", "市财政那笔是多少"), "above-scale"),
        (("省级设计中心多少", "小升规呢", "市级单项冠军呢", "刚才问的第二项归谁管"), "above-scale"),
        (
            ("省级设计中心多少", "小升规呢", "市级单项冠军呢", "第三项我没听清，第一个问的再说一遍"),
            "industrial-design-center",
        ),
        (("我们有省级设计中心", "又评了省级单项冠军", "前面那项能拿多少"), "industrial-design-center"),
        (("电力直接交易怎么弄", "我们是上个月纳统的", "像我们能不能参加"), "electricity"),
        (("今年新升规的奖多少", "配套那块先不算", "两级加起来呢"), "above-scale"),
    ],
)
def test_what_is_meant(conversation: tuple[Conversation, Reader], turns: tuple[str, ...], topic: str) -> None:
    assert complete(conversation, *turns).topics == (topic,)


@pytest.mark.parametrize(
    ("turns", "sums"),
    [
        (("省重点技改贷了900万", "不，放款其实是850万", "一年贴多少"), ["850万"]),
        (("市重点技改，设备含运费360万，不含运费340万", "按不含运费算，最多补多少"), ["340万"]),
        (("核心企业应收账款融资去年3000万", "今年前三季度就有4500万", "按今年的算奖多少"), ["4500万"]),
        (("省重点技改贷了900万", "错了，多填了个9", "应该是90万", "一年贴多少"), ["90万"]),
        (("市重点技改设备500万", "不对，应该是补60万吧"), ["500万"]),
        (("市重点技改，设备400万，运费30万", "运费不算，最多补多少"), ["400万"]),
        (("创新产品研发，项目一花了40万", "项目二花了70万", "两个一起补多少"), ["40万", "70万"]),
        (("都是市重点技改", "设备分别是300万和800万", "第二个能补多少"), ["800万"]),
        (("全闽乐购县里拨了40万", "又加了20万", "省里能争取多少"), ["60万元"]),
        (("应收账款融资做到多少才能拿满200万", "我们是5000万", "能拿多少"), ["5000万"]),
    ],
)
def test_which_sums_are_meant(
    conversation: tuple[Conversation, Reader], turns: tuple[str, ...], sums: list[str]
) -> None:
    assert [figure.surface for figure in complete(conversation, *turns).base_figures()] == sums


@pytest.mark.parametrize(
    ("turns", "held"),
    [
        (("省级设计中心认定了4家", "市级的6家", "得备多少钱"), {"省级": 4, "市级": 6}),
        (("省级设计中心认定了4家", "市级的6家", "每家多少"), {}),
    ],
)
def test_firms_told_of_are_all_asked_about(
    conversation: tuple[Conversation, Reader], turns: tuple[str, ...], held: dict[str, int]
) -> None:
    assert {one.level: one.firms for one in complete(conversation, *turns).holdings} == held


@pytest.mark.parametrize(
    ("turns", "firms"),
    [
        (("我们区有7家市级专精特新", "有两家作废了", "一共要备多少"), 5),
        (("我们区有7家市级专精特新", "漏报了2家，是9家", "一共要备多少"), 9),
        (("我们区有7家市级专精特新", "多算了2家", "一共要备多少"), 5),
        (("今年规下转规上6家", "新投产4家", "一共要备多少"), 10),
        (("我们报了6家小升规", "全市目标是100家以上吧", "那6家能拿多少"), 6),
        (("县里有两个省级设计中心", "市级单项冠军多少", "县里那两个能拿多少"), 2),
    ],
)
def test_firms_are_counted(conversation: tuple[Conversation, Reader], turns: tuple[str, ...], firms: int) -> None:
    assert complete(conversation, *turns).firms == firms


def test_a_change_named_again_is_made_once(conversation: tuple[Conversation, Reader]) -> None:
    turns = ("核心企业，应收账款融资做了5000万", "后年打算翻一番", "翻番之后奖多少")
    assert complete(conversation, *turns).derived == ("5000万元×2＝1亿元",)


def test_two_years_together_compare_nothing(conversation: tuple[Conversation, Reader]) -> None:
    query = complete(conversation, "省重点技改借了600万", "贴息怎么贴", "我们只借两年，一共贴多少")
    assert query.topics == ("upgrade-loan-interest",)


def test_at_most_is_no_comparison(conversation: tuple[Conversation, Reader]) -> None:
    assert Intent.COMPARE not in complete(conversation, "市级设计中心最多补多少").intents
    assert Intent.COMPARE in complete(conversation, "市级设计中心多少", "省级的话多拿多少").intents
