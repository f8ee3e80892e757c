"""A policy whose topics nobody wrote down is found, narrowed down, and silent where it says nothing."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.models import Turn
from assistant.service import Assistant
from tests.functional.many_policies.conftest import FUZHOU, NEW, NEXT, OLD, REPLACED_SINCE, TODAY, ask, policies, sums


def test_what_other_policies_leave_out_is_covered_where_this_one_speaks_of_it(ningde: Assistant) -> None:
    answer = ask(ningde, "国家级绿色工厂奖多少")
    assert (answer.status, policies(answer), sums(answer, "国家级")) == ("answered", [NEW], [1_200_000])


def test_targets_headings_and_details_are_found(ningde: Assistant) -> None:
    assert "**8家**" in ask(ningde, "力争新增多少家绿色工厂").text
    assert "免费开展节能诊断" in ask(ningde, "节能诊断服务有什么规定").text
    assert "申报材料包括设备购置合同和发票" in ask(ningde, "设备更新补助的申报材料有哪些").text


def test_a_level_that_the_only_tier_lacks_is_said(ningde: Assistant) -> None:
    answer = ask(ningde, "福州国家级企业技术中心奖励多少")
    assert answer.status == "not_covered" and "没有列出国家级" in answer.text


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"region": "福州"}, {FUZHOU}),
        ({"region": "宁德市"}, {OLD, NEW, NEXT}),
        ({"region": "福安"}, {OLD, NEW, NEXT}),
        ({"region": "福建省"}, set()),
        ({"region": "乌有市"}, set()),
        ({"valid_on": date(2022, 1, 1)}, {OLD}),
        ({"valid_on": TODAY}, {OLD, NEW, FUZHOU}),
        ({"valid_on": REPLACED_SINCE}, {OLD, NEXT, FUZHOU}),
        ({"region": "宁德", "valid_on": TODAY, "measure": "threshold"}, {OLD}),
        ({"region": "福州", "measure": "award", "words": "充电桩"}, {FUZHOU}),
    ],
)
def test_clauses_are_narrowed_down(ningde: Assistant, filters: dict[str, str | date], found: set[str]) -> None:
    assert {view.policy for view in ningde.find_clauses(**filters)} == found  # type: ignore[arg-type]


def test_clauses_without_rows_are_found(ningde: Assistant) -> None:
    views = ningde.find_clauses(policy=NEW, measure="none")
    assert [view.clause for view in views] == ["导语", "二（三）", "附则"]
    assert [view.clause for view in ningde.find_clauses(policy=NEW, measure="target")] == ["二（一）"]


def test_silence_on_a_programme_is_that_of_its_document(nowhere: Assistant) -> None:
    answer = ask(nowhere, "怎么申报", "省级工业设计中心奖励多少")
    assert answer.status == "not_covered"
    assert "宁政办〔2021〕68号没有相应规定" in answer.text
    others = [meta for meta in nowhere.documents() if meta.id != OLD]
    assert not any(meta.name in answer.text for meta in others)


def test_staff_answer_a_follow_up_behind_the_notice_of_its_document(nowhere: Assistant) -> None:
    earlier = [Turn(role="user", content="省级工业设计中心奖励多少")]
    examination = nowhere.examine("每年由市工业和信息化局发布申报通知。", "怎么申报", earlier)
    assert all("宁政办" not in notice or "68号" in notice for notice in examination.draft.notices)
    assert len(examination.draft.notices) <= 1
