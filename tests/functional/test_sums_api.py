"""Sums over HTTP are those of the chat; eligibility over HTTP keeps nothing and says what is wrong field by field."""

from __future__ import annotations

import random
from decimal import Decimal
from typing import Any

import pytest

from assistant.answering.worksheet import list_programmes
from assistant.models import as_number
from assistant.policy.corpus import Corpus
from tests.functional.test_api import assert_problem, call

QUESTIONS = {
    ("innovative-product", "0"): "传统产业重点创新产品的研发费用{sum}，补助多少",
    ("first-set", "国内"): "国内首台套，市场销售单价{sum}，补助多少",
    ("first-set", "省内"): "省内首台套，市场销售单价{sum}，补助多少",
    ("equipment-upgrade", "省级"): "列入省级重点技术改造项目，设备投资{sum}，补助多少",
    ("equipment-upgrade", "市级"): "列入市级重点技术改造项目，设备投资{sum}，补助多少",
    ("upgrade-loan-interest", "省级"): "省重点技改项目贷款{sum}，贴息多少",
    ("receivables-financing", "0"): "供应链核心企业应收账款融资奖励，年化融资额{sum}，奖励多少",
    ("consumption-promotion", "0"): "全闽乐购促消费活动，当地财政补助{sum}，省级补助多少",
}
WAN = [1, 7, 20, 33, 100, 180, 199, 200, 201, 333, 500, 1234, 2000, 3600, 8888, 20_000, 25_000]


def work_out(site: str, **body: object) -> Any:
    reply = call(f"{site}/api/v1/calculate", body)
    assert reply.status == 200, reply.body
    return reply.body


@pytest.mark.parametrize(("reward", "tier"), QUESTIONS)
def test_a_rate_gives_the_sum_of_the_chat(site: str, reward: str, tier: str) -> None:
    chosen = random.Random(f"{reward}{tier}").sample(WAN, 9)
    for wan in chosen:
        typed = f"{wan}万元"
        worked = work_out(site, reward=reward, tier=tier, figures=[typed])
        answer = call(f"{site}/api/v1/ask", {"question": QUESTIONS[reward, tier].format(sum=typed)}).body
        stated = [(a["yuan"], a["bound"]) for a in answer["amounts"] if a["source"] == "computed"]
        assert (worked["value"], worked["bound"]) in stated, (typed, worked, answer["text"])
        assert worked["headline"] in answer["text"].replace(" **", "").replace("** ", "").replace("**", "")
        assert worked["clause"] in {citation["clause"] for citation in answer["citations"]}


@pytest.mark.parametrize("years", [1, 2, 3, 5])
def test_a_term_gives_the_sum_of_the_chat(site: str, years: int) -> None:
    worked = work_out(site, reward="upgrade-loan-interest", figures=["4500万"], years=years)
    assert worked["value"] == 900_000 * min(years, 3)
    if years > 1:
        asked = {"question": f"省重点技改项目贷款4500万，贷{years}年，贴息多少"}
        amounts = call(f"{site}/api/v1/ask", asked).body["amounts"]
        assert worked["value"] in [a["yuan"] for a in amounts if a["source"] == "computed"]


def test_projects_give_the_sum_of_the_chat(site: str) -> None:
    worked = work_out(site, reward="innovative-product", figures=["180万", "500万"])
    question = "两个传统产业重点创新产品项目，一个研发费用180万，另一个500万，一共补多少"
    amounts = call(f"{site}/api/v1/ask", {"question": question}).body["amounts"]
    assert (worked["value"], worked["bound"]) == (1_900_000, "at_most")
    assert 1_900_000 in [a["yuan"] for a in amounts if a["source"] == "computed"]


def test_fixed_awards_are_those_of_the_table(site: str, corpus: Corpus) -> None:
    listed = call(f"{site}/api/v1/calculate/programmes").body
    assert [one["reward"] for one in listed] == [one.reward for one in list_programmes(corpus)]
    checked = 0
    for reward in corpus.rewards:
        for tier in reward.tiers if reward.kind == "award" else ():
            if tier.yuan is None:
                continue
            worked = work_out(site, reward=reward.id, tier=tier.level or tier.payer or "0")
            assert (worked["value"], worked["bound"]) == (as_number(tier.yuan), tier.bound)
            assert worked["quote"] == tier.quote
            checked += 1
    assert checked >= 18
    assert work_out(site, reward="above-scale", tier="合计")["value"] == 100_000


def test_several_projects_have_a_text(site: str) -> None:
    worked = work_out(site, reward="innovative-product", figures=["180万", "500万", "70万"])
    assert worked["value"] == 2_250_000 and "合计不超过225万元" in worked["text"]


def test_a_text_that_the_guard_does_not_pass_is_left_out(site: str) -> None:
    # The first project alone would come to the total if it had no cap, which is what the guard takes it for.
    worked = work_out(site, reward="innovative-product", figures=["300万", "100万"])
    assert (worked["value"], worked["bound"], worked["text"]) == (1_500_000, "at_most", None)


def test_every_text_passes_the_guard(site: str, corpus: Corpus) -> None:
    for programme in list_programmes(corpus):
        for tier in programme.tiers:
            figures = ["1230万"] if tier.base else []
            text = work_out(site, reward=programme.reward, tier=tier.id, figures=figures)["text"]
            assert call(f"{site}/api/v1/check", {"text": text}).body["ok"], text


@pytest.mark.parametrize(
    ("figure", "unit", "value"),
    [
        ("3000", "万元", 1_500_000),
        (3000, "万元", 1_500_000),
        (30_000_000, "元", 1_500_000),
        ("半个亿", "元", 2_500_000),
        ("0.3", "亿元", 1_500_000),
        (1234.56, "元", 61.728),
    ],
)
def test_figures_may_be_typed_or_numbers(site: str, figure: object, unit: str, value: float) -> None:
    assert work_out(site, reward="equipment-upgrade", tier="省级", figures=[figure], unit=unit)["value"] == value


def test_notices_are_those_of_the_date(site: str) -> None:
    def notices(as_of: str) -> Any:
        return work_out(site, reward="technology-center", tier="省级", as_of=as_of)["notices"]

    assert "2021年12月31日" in notices("2022-01-01")[0]
    assert notices("2021-12-31") == []
    assert "施行" in notices("2021-07-01")[0]


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ({}, "errors"),
        ({"reward": "nothing"}, "没有可以测算的奖补项目"),
        ({"reward": "listing"}, "没有可以测算的奖补项目"),
        ({"reward": "equipment-upgrade"}, "请选择"),
        ({"reward": "equipment-upgrade", "tier": "国家级", "figures": ["1万"]}, "请选择"),
        ({"reward": "equipment-upgrade", "tier": "省级"}, "请填写设备投资"),
        ({"reward": "equipment-upgrade", "tier": "省级", "figures": ["-3000万"]}, "大于0"),
        ({"reward": "equipment-upgrade", "tier": "省级", "figures": [0]}, "大于0"),
        ({"reward": "equipment-upgrade", "tier": "省级", "figures": [1e15]}, "核对单位"),
        ({"reward": "equipment-upgrade", "tier": "省级", "figures": [5]}, "核对单位"),
        ({"reward": "equipment-upgrade", "tier": "省级", "figures": ["很多"]}, "看不懂"),
        ({"reward": "equipment-upgrade", "tier": "省级", "figures": ["3000万", "1000万"]}, "只能填写一项"),
        ({"reward": "equipment-upgrade", "tier": "省级", "figures": ["3000万"], "years": 3}, "不按年限"),
        ({"reward": "upgrade-loan-interest", "figures": ["3000万"], "years": 0}, "年限"),
        ({"reward": "technology-center", "tier": "省级", "figures": ["1万"]}, "定额"),
        ({"reward": "equipment-upgrade", "tier": "省级", "figures": [True]}, "errors"),
        ({"reward": "equipment-upgrade", "tier": "省级", "figures": ["3000万"] * 21}, "errors"),
    ],
)
def test_unusable_figures_are_told(site: str, body: dict[str, object], says: str) -> None:
    reply = call(f"{site}/api/v1/calculate", body)
    assert_problem(reply, 422)
    assert says in reply.body["detail"]


# ---------------------------------------------------------------- eligibility


def judge(site: str, *entries: dict[str, object], **more: object) -> Any:
    reply = call(f"{site}/api/v1/eligibility", {"entries": entries, **more})
    assert reply.status == 200, reply.body
    return reply.body


def verdicts(report: Any) -> dict[str, str]:
    return {one["reward"]: one["verdict"] for one in report["assessment"]["programmes"]}


def test_the_form_has_every_field_once(site: str, corpus: Corpus) -> None:
    form = call(f"{site}/api/v1/eligibility/form").body
    listed = [field["id"] for group in form["groups"] for field in group["fields"]]
    assert sorted(listed) == sorted(field.id for field in corpus.criteria[0].fields)
    assert form["window_end"] == "2021-12-31"
    assert_problem(call(f"{site}/api/v1/eligibility/form?policy=none"), 422)


def test_a_profile_is_judged(site: str) -> None:
    report = judge(
        site,
        {"field": "technology-center", "level": "省级", "date": "2021-09-15"},
        {"field": "specialized-sme", "level": "国家级", "date": "2022年1月"},
        {"field": "single-champion", "held": False},
        {"field": "upgrade-project", "level": "市级", "date": "2021年10月"},
        {"field": "equipment-investment", "amount": 3000},
        {"field": "revenue", "amount": "120"},
        as_of="2022-06-01",
    )
    said = verdicts(report)
    assert said["technology-center"] == "met" and said["equipment-upgrade"] == "met"
    assert said["specialized-sme"] == "unmet" and said["single-champion"] == "unmet"
    assert said["revenue-ten-billion"] == "unknown" and said["first-set"] == "unknown"
    assert said["upgrade-loan-interest"] == "unmet", "a project of the city is none of the province"
    assert [(s["bound"], s["yuan"]) for s in report["assessment"]["certain"]] == [("exact", 500_000)]
    worked = next(one["worked"] for one in report["assessment"]["programmes"] if one["reward"] == "equipment-upgrade")
    assert (worked["yuan"], worked["bound"]) == (Decimal(3_000_000), "at_most")
    assert "consumption-promotion" in [one["reward"] for one in report["assessment"]["outside"]]
    assert call(f"{site}/api/v1/check", {"text": report["text"]}).body["ok"]


@pytest.mark.parametrize(
    ("day", "verdict", "interpreter"),
    [
        ("2021-07-22", "met", False),
        ("2021-12-31", "met", False),
        ("2022-01-01", "unmet", False),
        ("2021-07-21", "unknown", True),
        ("2021", "unknown", False),
        ("2020", "unknown", True),
    ],
)
def test_the_window(site: str, day: str, verdict: str, interpreter: bool) -> None:
    report = judge(site, {"field": "specialized-sme", "level": "省级", "date": day})
    found = next(one for one in report["assessment"]["programmes"] if one["reward"] == "specialized-sme")
    assert found["verdict"] == verdict
    assert found["conditions"][1]["interpreter"] is interpreter


@pytest.mark.parametrize(
    ("entry", "place", "says"),
    [
        ({"field": "none", "held": True}, "none", "没有这一项"),
        ({"field": "technology-center", "level": "县级"}, "technology-center.level", "国家级"),
        ({"field": "technology-center", "level": "省级", "date": "某天"}, "technology-center.date", "请填写日期"),
        ({"field": "technology-center", "level": "省级", "date": "2021-02-30"}, "technology-center.date", "日期"),
        ({"field": "technology-center", "level": "省级", "date": "2031-01-01"}, "technology-center.date", "不应晚于"),
        ({"field": "revenue", "amount": "-1"}, "revenue.amount", "大于0"),
        ({"field": "revenue", "amount": "很多"}, "revenue.amount", "请填写金额"),
        ({"field": "revenue", "held": True}, "revenue.held", "不用填写"),
        ({"field": "scale-change", "choice": "别的"}, "scale-change.choice", "应为以下之一"),
        ({"field": "upgrade-loan-years", "count": 99}, "upgrade-loan-years.count", "之间"),
    ],
)
def test_what_cannot_be_used_is_told_field_by_field(site: str, entry: dict[str, object], place: str, says: str) -> None:
    reply = call(f"{site}/api/v1/eligibility", {"entries": [entry]})
    assert_problem(reply, 422)
    assert [e["field"] for e in reply.body["errors"]] == [place]
    assert says in reply.body["errors"][0]["message"]


def test_an_empty_profile_leaves_everything_open(site: str) -> None:
    report = judge(site)
    assert set(verdicts(report).values()) == {"unknown"}
    assert report["assessment"]["certain"] == []


def test_a_profile_is_judged_the_same_each_time_and_without_a_login(site: str) -> None:
    entries = [{"field": "technology-center", "level": "省级", "date": "2021-09-15"}]
    assert judge(site, *entries) == judge(site, *entries)
