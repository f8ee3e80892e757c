"""What a firm told over several turns decides the answer: firms and titles, turnover, terms, days and lists."""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest

from assistant.models import Turn
from assistant.service import Assistant
from tests.functional.asking import Ask, ask_turns

DAY = date(2026, 3, 2)


@pytest.fixture(scope="module")
def ask(served: Assistant) -> Ask:
    return partial(ask_turns, served, DAY)


@pytest.mark.parametrize(
    ("turns", "said"),
    [
        (("镇里有2家省级单项冠军，3家市级单项冠军", "市级的有一家不算", "一共至少多少"), "4家合计 **不低于110万元**"),
        (("老大是省级技术中心，老二年营收首次超百亿", "老二多少", "两家加起来呢"), "2家合计 **350万元**"),
        (("老大是省级技术中心，老二是市级设计中心", "老二能拿多少"), "市级工业设计中心**：给予 **不超过5万元**"),
        (("新纳统的有6家", "又来了2家", "省市两级总共多少"), "10万元×8家＝ **80万元**"),
    ],
)
def test_firms(ask: Ask, turns: tuple[str, ...], said: str) -> None:
    assert said in ask(*turns)


@pytest.mark.parametrize(
    ("turns", "said"),
    [
        (("营收破百亿奖多少", "前年106亿，去年131亿", "去年这次算不算"), "不符合：条件是“首次年营业收入超百亿元”"),
        (("我们营业收入93亿", "产值有108亿", "够不够"), "不符合：您所说的93亿元没有达到"),
        (("今年营收大约百亿", "百亿那个奖能拿吗"), "请以实际数额为准"),
        (("省级设计中心2022年3月才公示", "有没有奖"), "不在认定期限内"),
        (("国家级小巨人是2021年6月认定的，行吗", "那2023年5月呢"), "不在认定期限内"),
        (("省重点技改贷款贴息", "贷六年都给贴吗"), "不是：最长3年"),
    ],
)
def test_what_is_said_first(ask: Ask, turns: tuple[str, ...], said: str) -> None:
    assert said in ask(*turns).split("\n\n")[0]


@pytest.mark.parametrize(
    ("turns", "said"),
    [
        (("省重点贷款900万", "贷两年能贴多少", "三年呢", "差多少"), "差额为 **18万元**"),
        (("省重点贷款贴息", "农行贷了600万，建行贷了400万", "一年一共贴多少"), "每年贴息 **20万元**"),
        (("全闽乐购活动花了380万", "其中县财政补了120万", "省里能争取多少"), "当地财政补助120万元"),
        (("重点创新产品，研发花了80万", "后来又花了40万", "能补多少"), "120万元测算，补助额为 **60万元**"),
        (("设备投了700万，贷款900万", "省重点，设备能补多少", "贷款呢"), "每年贴息 **18万元**"),
        (("国内首台套卖240万", "那就是144万？", "省内的呢"), "不超过72万元"),
        (("技改省重点设备多少，市重点呢", "都按500万设备算", "哪个给得多"), "差额为 **25万元**"),
        (("重点创新产品研发花了60万", "换成90万呢", "两个项目都做加起来"), "合计 **75万元**"),
    ],
)
def test_sums(ask: Ask, turns: tuple[str, ...], said: str) -> None:
    assert said in ask(*turns)


def test_a_list_is_narrowed_down(ask: Ask) -> None:
    text = ask("有哪些奖励", "市级的有哪些", "前三项呢")
    assert "按写明的数额排列" in text and "市级" in text and "500万元" not in text


def test_a_programme_named_at_last_is_asked_the_same(ask: Ask) -> None:
    assert "省级企业技术中心**：一次性给予 **50万元**" in ask("省级的", "能拿多少", "企业技术中心")


def test_a_broken_sum_is_asked_back_turns_later(ask: Ask) -> None:
    assert "写法不完整" in ask("设备花了3,60万", "市重点技改", "补多少")


def test_an_award_for_something_else_is_not_that_spoken_of(served: Assistant) -> None:
    history = [Turn(role="user", content="今年刚纳统有多少奖")]
    assert served.ask("那车间装中央空调的钱给补吗", history, DAY).status == "not_covered"
