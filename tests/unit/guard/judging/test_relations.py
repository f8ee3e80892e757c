"""What a text says of one award by another: multiples, fractions, differences, 翻番."""

from __future__ import annotations

import pytest

from assistant.guard.checker import Guard
from assistant.policy.corpus import Corpus

RIGHT = (
    "国家级单项冠军的下限是市级的20倍。",
    "省级服务型制造示范的上限正好是国家级的一半。",
    "国家级工业设计中心封顶80万元，比省级多30万元。",
    "国内首台套比例上限60%，比省内高30个百分点。",
    "单项冠军国家级下限比省级翻一番，从50万元到100万元。",
    "国家级企业技术中心是省级的十倍、市级的一百倍：500万元、50万元、5万元。",
    "省级专精特新企业不低于10万元，小巨人的下限是它的五倍。",
    "规下转规上企业，省级财政和市级财政对半出，各5万元。",
)
WRONG = (
    ("国家级单项冠军的下限是省级的五倍。", "五倍"),
    ("市级工业设计中心是省级的五分之一。", "五分之一"),
    ("国家级工业设计中心比省级多50万元。", "50万元"),
    ("国内首台套比例上限比省内高20个百分点。", "20个百分点"),
    ("国家级工业设计中心上限比省级翻一番。", "翻一番"),
    ("规下转规上企业，市级财政给的是省级财政的两倍。", "两倍"),
)


@pytest.fixture(scope="module")
def guard(corpus: Corpus) -> Guard:
    return Guard(corpus)


@pytest.mark.parametrize("draft", RIGHT)
def test_right_relations_pass(guard: Guard, draft: str) -> None:
    assert guard.check(draft).findings == ()


@pytest.mark.parametrize(("draft", "surface"), WRONG)
def test_wrong_relations_are_marked(guard: Guard, draft: str, surface: str) -> None:
    findings = guard.check(draft).findings
    assert [(one.surface, one.reason) for one in findings] == [(surface, "wrong_arithmetic")]


def test_the_right_multiple_is_told(guard: Guard) -> None:
    (finding,) = guard.check("国家级企业技术中心的奖励是省级的五倍。").findings
    assert finding.expected == "10倍"


def test_what_is_compared_with_does_not_take_the_figure(guard: Guard) -> None:
    assert guard.check("省级工业设计中心的上限比国家级低30万元，为50万元。").ok
    assert not guard.check("省级工业设计中心的上限比国家级低30万元，为80万元。").ok
