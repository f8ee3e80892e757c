"""Slots read by position: what stands there must be what the row says."""

from __future__ import annotations

import pytest

from assistant.guard.checker import Guard
from assistant.policy.corpus import Corpus

WRONG = (
    ("wrong_base", "传统产业重点创新产品项目，按培训费用的50%给予补助，单个项目最高100万元。"),
    ("wrong_base", "列入市重点技术改造项目的，按软件投入不超过10%补助。"),
    ("wrong_base", "省内首台（套）重大技术装备按广告费的不超过30%补助，最高100万元。"),
    ("wrong_beneficiary", "国家级企业技术中心一次性500万元，奖给认证机构。"),
    ("wrong_beneficiary", "省级单项冠军企业不低于50万元，发给行业专家。"),
    ("wrong_target", "首次年出口额超百亿元的企业奖励300万元。"),
)
RIGHT = (
    "传统产业重点创新产品项目，按研发经费的50%给予补助，单个项目最高100万元。",
    "列入市重点技术改造项目的，按买设备花的钱，补助不超过10%。",
    "国家级企业技术中心一次性500万元，奖给企业。",
    "首次年营收超百亿元的企业奖励300万元。",
    "促消费活动的补助给的是各地，不是直接发给商户的：当地财政补助的50%，最高100万元。",
)


@pytest.fixture(scope="module")
def guard(corpus: Corpus) -> Guard:
    return Guard(corpus)


@pytest.mark.parametrize(("reason", "draft"), WRONG)
def test_what_the_row_does_not_say_is_refused(guard: Guard, reason: str, draft: str) -> None:
    assert reason in {finding.reason for finding in guard.check(draft).findings}


@pytest.mark.parametrize("draft", RIGHT)
def test_ways_of_saying_what_the_row_says_pass(guard: Guard, draft: str) -> None:
    assert guard.check(draft).findings == ()
