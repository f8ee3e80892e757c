"""The lexicon's ways of saying: what owners say plainly is found in what notices say officially."""

from __future__ import annotations

from itertools import permutations

import pytest

from assistant.policy.lexicon import Vocabulary, fold
from assistant.policy.sources import read_model
from assistant.settings import ROOT
from assistant.understanding.content import Content

WAYS = read_model(ROOT / "corpus" / "lexicon.yaml", Vocabulary).ways

SAID = [
    ("对弄虚作假的，全额退回已拨资金。", "要退"),
    ("租用办公用房的，连续两年给予补贴。", "租金"),
    ("年度纳税额首次超过500万元的，给予奖励。", "交税"),
    ("按其地方财政留成部分的50%给予奖励。", "返税"),
    ("支付给员工的薪酬达到一定水平的，给予补助。", "工资"),
    ("协调解决高管子女就学。", "孩子上学"),
    ("对首次取得总承包特级资质的建筑企业给予奖励。", "特级企业"),
    ("取得药品注册证书并产业化的，给予补助。", "药证"),
    ("完成多项目晶圆试制的，按费用的30%补助。", "流片"),
    ("奖励资金分年度兑现。", "分几年给"),
    ("获得上级表彰的，区级财政给予配套奖励。", "跟着配"),
    ("申领程序：提交申请、部门联审、公示。", "怎么申请"),
    ("登录惠企服务网申报平台填报。", "申报入口"),
    ("本办法执行期限三年。", "管几年"),
    ("组建地接社的，每接待一百人奖励五千元。", "拉游客"),
    ("新建冷藏保鲜设施的，按造价补助。", "冷库"),
]
BY_CHANCE = [
    ("对承包地实行轮作的，给予补助。", "流转土地"),
    ("支持集中试点。", "中试平台"),
    ("落实国家政策。", "家政公司"),
    ("对新增发明专利给予奖励。", "再融资"),
    ("引进省外企业。", "外资"),
]


def test_a_group_has_words_that_differ_and_is_no_part_of_another() -> None:
    groups = [[fold(word) for word in group] for group in WAYS]
    assert not [group for group in groups if len(group) < 2 or len(set(group)) < len(group)]
    assert not [one for one, other in permutations(groups, 2) if set(one) <= set(other)]


@pytest.mark.parametrize(("notice", "word"), SAID)
def test_what_is_said_plainly_is_found(notice: str, word: str) -> None:
    assert not Content([notice], [], ()).speaks_of(word)
    content = Content([notice], [], WAYS)
    assert content.speaks_of(word)
    assert not content.lacks(fold(f"{word}呢"))


@pytest.mark.parametrize(("notice", "word"), BY_CHANCE)
def test_what_stands_in_a_notice_by_chance_is_not(notice: str, word: str) -> None:
    assert not Content([notice], [], WAYS).speaks_of(word)


def test_a_message_is_read_by_other_ways_and_words_without_any_are_told() -> None:
    content = Content(["租用办公用房的，给予补贴。"], [], WAYS)
    assert content.read("写字楼租金补多少").get("租用")
    assert content.lacks("流片补多少") == ("流片",)
