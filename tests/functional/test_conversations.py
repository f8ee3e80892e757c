"""Conversations asked as users would: firms added up, awards compared, the next clause, a table of all."""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest

from assistant.models import Turn
from assistant.service import Assistant
from tests.functional.asking import Ask, ask_turns

DAY = date(2021, 9, 1)


@pytest.fixture(scope="module")
def ask(served: Assistant) -> Ask:
    return partial(ask_turns, served, DAY)


@pytest.mark.parametrize(
    ("turns", "said"),
    [
        (("总公司评上国家级设计中心，子公司评上省级设计中心", "两家加起来最多多少"), "不超过130万元"),
        (("一家是省级单项冠军，一家是市级单项冠军", "两家合计至少多少"), "不低于55万元"),
        (("我公司卖省内首台套单价200万，兄弟公司卖国内首台套单价150万", "两家一共能补多少"), "不超过150万元"),
    ],
)
def test_each_firm_gets_its_own(ask: Ask, turns: tuple[str, ...], said: str) -> None:
    text = ask(*turns)
    assert f"各企业分别享受，2家合计 **{said}**" in text


def test_one_firm_with_two_levels_is_not_added_up(ask: Ask) -> None:
    text = ask("我们是省级设计中心，也评上了国家级设计中心", "加起来最多多少")
    assert "合计 **" not in text


def test_caps_are_compared_and_a_ratio_is_said(ask: Ask) -> None:
    text = ask("省级工业旅游基地最多给多少", "市级的呢", "省级是市级的几倍")
    assert "写明的上限相差 **45万元**" in text and "前者是后者的10倍" in text


def test_the_next_clause_is_asked_the_same(ask: Ask) -> None:
    assert "（六（三））的责任单位：市人社局" in ask("六（二）归谁管", "那六（三）的呢，也是他们吗")


def test_a_number_of_the_clause_names_its_subject(ask: Ask) -> None:
    text = ask("新能源汽车推广多少", "那1000辆用在哪些领域，网约车算吗")
    assert "公务和公共领域" in text


def test_a_table_of_all_awards_stands_whatever_was_asked_before(served: Assistant) -> None:
    reply = served.reply("所有奖补列成表", [Turn(role="user", content="那省级呢")], DAY)
    assert reply.blocked == 0 and "见条款原文" not in reply.answer.text
