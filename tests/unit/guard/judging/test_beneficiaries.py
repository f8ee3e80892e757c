"""To whom awards are said to go: the whole sentence, the user as the text or the question describes him."""

from __future__ import annotations

import pytest

from assistant.guard.checker import Guard
from assistant.policy.corpus import Corpus


@pytest.fixture(scope="module")
def guard(corpus: Corpus) -> Guard:
    return Guard(corpus)


@pytest.mark.parametrize(
    ("question", "draft", "ok"),
    [
        ("应收账款", "奖励不发给上游供应商，而是发给供应链核心企业，最高200万元。", True),
        ("应收账款", "这笔200万元以内的奖励由上游企业领取，核心企业配合确权。", False),
        ("我们是上游供应商", "贵公司可以拿到应收账款融资奖励，最高200万元。", False),
        ("我们是核心企业", "贵公司可以拿到应收账款融资奖励，最高200万元。", True),
        ("全闽乐购", "商家可以拿到当地财政补助50%、最高不超过100万元的补助。", False),
        ("省级技术中心", "50万元奖给当地工信局作工作经费。", False),
        ("省级技术中心", "50万元奖给企业，具体请向市工信局核实。", True),
        ("省级技术中心", "50万元奖给研发负责人。", False),
    ],
)
def test_beneficiaries(guard: Guard, question: str, draft: str, ok: bool) -> None:
    assert guard.check(draft, question).ok is ok
