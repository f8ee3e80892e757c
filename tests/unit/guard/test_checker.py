"""The guard on single sentences: what it passes, what it finds and why, and that no text breaks it."""

from __future__ import annotations

import sys
from types import FrameType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.guard.checker import Guard
from assistant.guard.judging.reasons import REASONS, describe
from assistant.policy.corpus import Corpus
from tests.unit.guard.sentences_reckoned import RECKONED
from tests.unit.guard.sentences_right import RIGHT
from tests.unit.guard.sentences_wrong import WRONG

BY_REASON = (
    ("invented_value", "企业上市一次性奖励200万元。"),
    ("wrong_value", "省级企业技术中心奖励55万元。"),
    ("wrong_tier", "市级单项冠军不低于50万元。"),
    ("wrong_programme", "首次年营业收入超百亿元的企业一次性奖励500万元。"),
    ("wrong_bound", "省级工业设计中心不低于50万元。"),
    ("wrong_unit", "国家级企业技术中心一次性奖励500元。"),
    ("wrong_rate", "国内首台套按不超过市场销售单价70%补助。"),
    ("wrong_base", "市重点技改按项目总投资不超过10%补助。"),
    ("cap_dropped", "省内首台套单价500万元，500万元×30%=150万元，最多可补150万元。"),
    ("wrong_arithmetic", "市重点技改设备投资2000万元，2000万元×10%=20万元。"),
    ("target_as_reward", "工业招商企业可申请500亿元奖励。"),
    ("threshold_as_reward", "首次超百亿的企业奖励一百亿元。"),
    ("wrong_target", "年度工业招商目标300亿元。"),
    ("wrong_payer", "规下转规上企业，县级财政每家奖5万元。"),
    ("wrong_beneficiary", "应收账款融资奖励给上游供应商，最高200万元。"),
    ("stacked", "技术中心国家级500万元，省级50万元，合计550万元。"),
    ("once_as_yearly", "国家级企业技术中心每年奖励500万元。"),
    ("wrong_term", "省重点技改项目贷款贴息最长五年。"),
    ("wrong_per", "传统产业重点创新产品，一家企业不管报几个项目，合计最多补100万元。"),
    ("wrong_date", "资格认定截止日期为2022年12月31日。"),
    ("vague_invention", "国家级企业技术中心能拿好几百万元。"),
    ("unverifiable", "国家级技术中心500万元，省级单项冠军不低于50万元，合计550万元。"),
)
HOSTILE = (
    "5万",
    "|5万",
    "（5万",
    "- 5万元\n",
    "“5万",
    "国家级、省级、",
    "5万+",
    "合计5万元，",
    "不是",
    "| 省 | 5 |\n",
    "×5%",
)


@pytest.fixture(scope="module")
def guard(corpus: Corpus) -> Guard:
    return Guard(corpus)


@pytest.mark.parametrize(("question", "draft"), (*RIGHT, *RECKONED))
def test_passes_right_answers(guard: Guard, question: str, draft: str) -> None:
    assert guard.check(draft, question).findings == ()


@pytest.mark.parametrize(("question", "draft"), WRONG)
def test_finds_wrong_answers(guard: Guard, question: str, draft: str) -> None:
    assert not guard.check(draft, question).ok


@pytest.mark.parametrize(("reason", "draft"), BY_REASON)
def test_names_the_reason(guard: Guard, reason: str, draft: str) -> None:
    findings = guard.check(draft).findings
    assert reason in {finding.reason for finding in findings}, findings


def test_finding_says_what_the_table_says(guard: Guard) -> None:
    (finding,) = guard.check("省级单项冠军企业一次性奖励50万元。").findings
    assert (finding.surface, finding.reason, finding.expected) == ("50万元", "wrong_bound", "不低于50万元")
    assert (finding.clause, finding.reward) == ("二（五）", "single-champion")


def test_question_is_no_evidence(guard: Guard) -> None:
    result = guard.check("是的，省级企业技术中心奖励300万元。", "省级企业技术中心奖励300万元对吗")
    assert [finding.surface for finding in result.findings] == ["300万元"]


def test_earlier_messages_are_context(guard: Guard) -> None:
    earlier = ("我想问国家级单项冠军",)
    assert guard.check("不低于100万元。", "那是多少", earlier).ok
    assert not guard.check("不低于80万元。", "那是多少", earlier).ok


@pytest.mark.parametrize("reason", REASONS)
def test_every_reason_has_a_message(reason: str) -> None:
    assert "50万元" in describe(reason, "50万元", "企业技术中心", None)


@settings(max_examples=300, deadline=None)
@given(text=st.text(max_size=200), question=st.text(max_size=60))
def test_survives_any_text(text: str, question: str, guard: Guard) -> None:
    _assert_spans(text, guard, question)


@settings(max_examples=300, deadline=None)
@given(
    parts=st.lists(
        st.sampled_from([*HOSTILE, "技术中心", "500万元", "\n", "。", "，", "\u200b", "**", "每年", "三年", "1%"])
    )
)
def test_survives_any_mixture(parts: list[str], guard: Guard) -> None:
    _assert_spans("".join(parts), guard, "")


def _assert_spans(text: str, guard: Guard, question: str) -> None:
    result = guard.check(text, question)
    for finding in result.findings:
        assert 0 <= finding.start < finding.end <= len(text)
        assert text[finding.start : finding.end] == finding.surface
        assert finding.reason in REASONS
    assert result.ok is (not result.findings)


@pytest.mark.parametrize("piece", HOSTILE)
def test_cost_grows_with_length_only(guard: Guard, piece: str) -> None:
    short, long = (_count_calls(guard, (piece * length)[:length]) for length in (1000, 4000))
    assert long < 5 * short


def _count_calls(guard: Guard, text: str) -> int:
    """Return how many functions, of Python or built in, a check calls."""
    calls = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        guard.check(text)
    finally:
        sys.setprofile(None)
    return calls
