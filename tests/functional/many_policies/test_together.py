"""The same award in several policies: which one answers, which are named beside it, and what each says."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.service import Assistant
from tests.functional.many_policies.conftest import (
    CENTER,
    FUZHOU,
    NEW,
    NEXT,
    OLD,
    QUESTION,
    ask,
    policies,
    positions,
    sums,
)


def test_the_newest_policy_with_an_open_window_answers_and_the_others_are_named(ningde: Assistant) -> None:
    answer = ask(ningde, QUESTION)
    assert answer.status == "answered"
    assert policies(answer) == [NEW, OLD, NEXT]
    assert sums(answer, "省级") == [CENTER[NEW], CENTER[OLD], CENTER[NEXT]]
    places = positions(answer.text, ["宁政办〔2023〕990号", "80万元", "宁政办〔2021〕68号", "50万元", "66万元"])
    assert places == sorted(places)
    for grounds in ("宁政办〔2023〕990号 一（一）", "宁政办〔2021〕68号 二（一）", "宁政办〔2026〕903号 一（一）"):
        assert f"依据：{grounds}" in answer.text


def test_each_policy_has_its_own_notice(ningde: Assistant) -> None:
    answer = ask(ningde, QUESTION)
    old, following = answer.notices
    assert "宁政办〔2021〕68号" in old and "2021年12月31日 截止" in old
    assert "宁政办〔2026〕903号" in following and "2027年1月1日 起施行" in following
    assert all(notice in answer.text for notice in answer.notices)
    assert "失效" not in answer.text and "废止" not in answer.text


def test_on_an_earlier_day_the_policy_of_that_day_answers_alone(ningde: Assistant) -> None:
    answer = ask(ningde, QUESTION, on=date(2021, 9, 1))
    assert (policies(answer), answer.notices) == ([OLD], ())


def test_sums_are_worked_out_under_each_policy(ningde: Assistant) -> None:
    answer = ask(ningde, "我们买了2000万的设备做设备更新，能补多少")
    computed = [(a.reward, a.yuan) for a in answer.amounts if a.source == "computed"]
    assert computed == [
        ("ningde-2023-equipment", 1_200_000),
        ("equipment-upgrade", 1_000_000),
        ("equipment-upgrade", 2_000_000),
    ]


def test_departments_are_named_per_policy(ningde: Assistant) -> None:
    answer = ask(ningde, "单项冠军归哪个部门管")
    new, old = answer.text.split("同一事项在其他文件中的规定")
    assert "市工信局" in new and "财政局" not in new
    assert "财政局" in old and "宁政办〔2021〕68号 二（五）" in old


def test_windows_are_named_per_policy(ningde: Assistant) -> None:
    text = ask(ningde, "政策什么时候截止").text
    places = positions(text, ["2027年12月31日", "2021年12月31日", "2029年12月31日"])
    assert places == sorted(places)


@pytest.mark.parametrize("question", ["省级单项冠军比以前的政策多了多少", "省级单项冠军和以前的比多了多少"])
def test_a_comparison_with_earlier_rules_states_both(ningde: Assistant, question: str) -> None:
    answer = ask(ningde, question)
    assert sums(answer, "省级") == [900_000, 500_000]


def test_a_belief_that_another_policy_bears_out_is_not_corrected(ningde: Assistant) -> None:
    assert "不一致" not in ask(ningde, "省级单项冠军是不是一次性不低于50万").text
    assert "不一致" in ask(ningde, "省级单项冠军是不是奖70万").text


def test_a_list_names_the_policy_of_each_row(ningde: Assistant) -> None:
    answer = ask(ningde, "100万以上的奖励有哪些")
    assert "| 绿色工厂 | 国家级一次性120万元 | 宁政办〔2023〕990号 二（一） |" in answer.text
    assert "| 宁政办〔2021〕68号 三（二） |" in answer.text
    assert FUZHOU not in policies(answer)


def test_all_documents_are_named(ningde: Assistant) -> None:
    text = ask(ningde, "文件的文号是什么").text
    assert all(number in text for number in ("宁政办〔2023〕990号", "宁政办〔2021〕68号", "宁政办〔2026〕903号"))
    assert "榕政办规" not in text


def test_stacking_is_said_as_each_document_says_it(ningde: Assistant) -> None:
    assert "市内奖励遵循" not in ask(ningde, "国家级绿色工厂奖多少").text
    assert "市内奖励遵循从优且不重复享受原则（附则）" in ask(ningde, "省级工业设计中心奖多少").text
    assert "同一项目从优享受，不重复享受（第六条）" in ask(ningde, "福州专精特新奖多少").text
    assert "能否重复享受，文件没有写明" in ask(ningde, "省级绿色工厂和省级单项冠军能一起领吗").text


def test_programmes_of_two_documents_stand_under_each(ningde: Assistant) -> None:
    answer = ask(ningde, "国家级绿色工厂和国家级工业设计中心各奖多少")
    places = positions(answer.text, ["按宁政办〔2023〕990号", "120万元", "按宁政办〔2021〕68号", "80万元", "依据："])
    assert places == sorted(places)
    assert [notice for notice in answer.notices if "宁政办〔2021〕68号" in notice]
    compared = ask(ningde, "国家级绿色工厂和国家级工业设计中心哪个多").text
    assert "| 国家级工业设计中心（宁政办〔2021〕68号） |" in compared
    stacked = ask(ningde, "国家级绿色工厂和国家级工业设计中心能一起领吗").text
    assert "宁政办〔2021〕68号市内奖励遵循从优且不重复享受原则（附则）。能否同时享受，文件没有明确规定" in stacked


def test_a_part_that_no_policy_of_the_city_covers_is_said(ningde: Assistant) -> None:
    answer = ask(ningde, "福州的企业技术中心和工业设计中心奖励各多少")
    assert policies(answer) == [FUZHOU]
    assert "您同时问到的“工业设计中心”，榕政办规〔2022〕955号没有规定" in answer.text
