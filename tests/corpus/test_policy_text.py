"""The text of 宁政办〔2021〕68号 is whole, and its clauses are where they say they are."""

from __future__ import annotations

import hashlib
import re

import pytest

from assistant.models import Clause, Policy
from assistant.policy.document import read_policy
from assistant.settings import ROOT

FILE = ROOT / "corpus/policies/ningde-2021-68.md"
LABELS = [
    "导语",
    *("一（一）", "一（二）"),
    *("二（一）", "二（二）", "二（三）", "二（四）", "二（五）", "二（六）"),
    *("三（一）", "三（二）", "三（三）"),
    *("四（一）", "四（二）"),
    *("五（一）", "五（二）"),
    *("六（一）", "六（二）", "六（三）", "六（四）"),
    "附则",
]
DIGEST = "dd579eaa6c088be8d22bc17b59995fcc17216f4123bb9256016d8529e28af44a"
"""Of the published text, letterhead to 抄送, without blanks and without Markdown's marks."""


@pytest.fixture(scope="module")
def policy() -> Policy:
    return read_policy(FILE)


@pytest.fixture(scope="module")
def clauses(policy: Policy) -> dict[str, Clause]:
    return {clause.label: clause for clause in policy.clauses}


def test_not_a_character_of_the_wording_has_changed(policy: Policy) -> None:
    plain = re.sub(r"[*#\s]", "", policy.text)
    assert hashlib.sha256(plain.encode()).hexdigest() == DIGEST


def test_all_clauses_are_there_in_printed_order(policy: Policy) -> None:
    assert [clause.label for clause in policy.clauses] == LABELS


def test_the_sections_have_their_headings(policy: Policy) -> None:
    sections = dict.fromkeys(clause.section for clause in policy.clauses if clause.section)
    assert list(sections) == [
        "优化工业运行调度",
        "鼓励企业提质增效",
        "主动融入双循环",
        "强化工业项目支撑",
        "持续深化产业招商",
        "加强要素保障",
    ]


@pytest.mark.parametrize("label", LABELS)
def test_no_paragraph_ends_within_a_sentence(clauses: dict[str, Clause], label: str) -> None:
    assert all(paragraph.endswith("。") for paragraph in clauses[label].body.split("\n"))


@pytest.mark.parametrize("label", LABELS[1:-1])
def test_departments_are_data_and_no_text(clauses: dict[str, Clause], label: str) -> None:
    clause = clauses[label]
    assert clause.departments[-2:] == ("各县（市、区）人民政府", "东侨经济技术开发区管委会")
    assert len(clause.departments) > 2
    assert "责任单位" not in clause.text


@pytest.mark.parametrize(
    ("label", "departments"),
    [
        ("二（一）", ("市工信局", "发改委", "科技局", "财政局")),
        ("二（四）", ("市工信局", "财政局", "市场监管局", "金融办")),
        ("四（一）", ("市发改委", "工信局", "商务局")),
        ("六（一）", ("市金融办", "工信局", "财政局", "发改委", "人行宁德市中心支行", "宁德银保监分局")),
    ],
)
def test_departments_are_as_printed(clauses: dict[str, Clause], label: str, departments: tuple[str, ...]) -> None:
    assert clauses[label].departments[:-2] == departments


@pytest.mark.parametrize("label", LABELS)
def test_offsets_cut_the_clause_out_of_the_file(clauses: dict[str, Clause], label: str) -> None:
    clause = clauses[label]
    printed = FILE.read_text(encoding="utf-8")[clause.start : clause.end]
    opening = {"导语": "为贯彻落实", "附则": "本措施自发布之日起施行"}.get(label, f"**{label[1:]}{clause.title}**。")
    assert printed.startswith(opening)
    assert clause.body in printed
    assert printed.endswith("。")


def test_what_is_no_clause_is_kept_but_never_cited(policy: Policy) -> None:
    cited = "".join(clause.text for clause in policy.clauses)
    for words in (
        "各县（市、区）人民政府，东侨经济技术开发区管委会，市政府各部门",
        "2021年7月22日",
        "抄送：市委办公室",
    ):
        assert words in policy.text
        assert words not in cited


def test_the_front_matter_says_what_the_text_says(policy: Policy) -> None:
    meta = policy.meta
    assert meta.number in policy.text
    assert meta.issuer in policy.text
    assert f"{meta.issued.year}年{meta.issued.month}月{meta.issued.day}日" in policy.text
    assert meta.award_window_end is not None
    end = meta.award_window_end
    closing = policy.clauses[-1].body
    assert f"截止日期至{end.year}年{end.month}月{end.day}日" in closing
    assert f"由{meta.interpreter}负责解释" in closing
