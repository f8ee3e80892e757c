"""Guides: what may be said of applying, by whom it was verified, and that nothing else passes."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
import yaml

from assistant.errors import CorpusError
from assistant.guard.checker import Guard
from assistant.guard.review import Reviewer
from assistant.policy.corpus import load_corpus
from assistant.policy.guides import Guide
from assistant.settings import ROOT, Settings
from assistant.wiring import build_assistant

POLICY = "ningde-2021-68"
GUIDE = {
    "id": "tech-center",
    "name": "企业技术中心",
    "awards": ["tech-center"],
    "materials": ["奖励资金申请表", "认定文件复印件"],
    "period": "每年9月1日至9月30日受理，受理后15个工作日内审核",
    "office": "市工业和信息化局技术进步科",
    "address": "宁德市政务服务中心三楼",
    "phone": "0593-2822222",
    "link": "https://example.invalid/apply",
    "proposed_by": "接线员",
    "verified_by": "审核员",
    "verified_on": date(2026, 11, 1),
}
MATERIALS, HOW, WHO = "申报企业技术中心奖励要什么材料", "企业技术中心奖励怎么申报", "企业技术中心申报找谁"
DAY = date(2026, 11, 20)


def write(folder: Path, *guides: dict[str, object]) -> Path:
    (folder / "guides").mkdir(exist_ok=True)
    text = yaml.safe_dump({"policy": POLICY, "guides": list(guides)}, allow_unicode=True)
    (folder / "guides" / f"{POLICY}.yaml").write_text(text, "utf-8")
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "corpus", tmp_path / "corpus")
    rows = {row.id: row for row in load_corpus(tmp_path / "corpus").rewards}
    GUIDE["awards"] = [next(i for i, row in rows.items() if row.name.endswith("技术中心") and row.kind == "award")]
    return tmp_path / "corpus"


@pytest.mark.parametrize("question", [MATERIALS, HOW, WHO])
def test_a_verified_guide_answers_with_the_day_of_verification(folder: Path, built_index: Path, question: str) -> None:
    settings = Settings(corpus_dir=write(folder, GUIDE), index_dir=built_index, cache_dir=None)
    answer = build_assistant(settings).ask(question, as_of=DAY)
    assert answer.status == "answered"
    assert "2026年11月1日由审核员核实" in answer.text
    for said in ("认定文件复印件", "0593-2822222", "每年9月1日", "宁德市政务服务中心三楼"):
        assert said in answer.text
    assert "2021年12月31日 截止" in answer.text, "the window is said first"
    assert answer.amounts == () and answer.citations[0].clause == "二（一）"


def test_a_proposal_is_not_told(folder: Path, built_index: Path) -> None:
    proposal = {key: value for key, value in GUIDE.items() if not key.startswith("verified")}
    settings = Settings(corpus_dir=folder, index_dir=built_index, cache_dir=None)
    before = build_assistant(settings).ask(MATERIALS, as_of=DAY)
    write(folder, proposal)
    assert build_assistant(settings).ask(MATERIALS, as_of=DAY) == before
    assert before.status == "not_covered"


def test_sums_and_other_awards_are_answered_as_before(folder: Path, built_index: Path) -> None:
    settings = Settings(corpus_dir=folder, index_dir=built_index, cache_dir=None)
    questions = ("省级企业技术中心奖励多少", "单项冠军申报要什么材料", "你好")
    before = [build_assistant(settings).ask(question, as_of=DAY) for question in questions]
    write(folder, GUIDE)
    after = build_assistant(settings)
    assert [after.ask(question, as_of=DAY) for question in questions] == before


def test_the_guard_passes_what_a_guide_says_and_holds_what_it_does_not(folder: Path) -> None:
    corpus = load_corpus(write(folder, GUIDE))
    kinds = Settings().check_kinds
    reviewer = Reviewer(corpus, Guard(corpus), kinds, lambda: DAY)
    right = "申报企业技术中心奖励，需提交认定文件复印件，受理后15个工作日内审核，咨询电话0593-2822222。"
    assert reviewer.check(right).ok
    wrong = {
        "需提交审计报告。": "invented_material",
        "咨询电话0593-2833333。": "invented_contact",
        "受理后3个工作日内审核。": "invented_term",
        "请于2026年10月15日前申报。": "wrong_deadline",
    }
    for text, reason in wrong.items():
        assert reason in {finding.reason for finding in reviewer.check(text).findings}, text


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"awards": ["no-such"]}, "awards"),
        ({"link": "javascript:alert(1)"}, "link"),
        ({"phone": "请拨打"}, "phone"),
        ({"verified_by": ""}, "verified_by"),
        ({"verified_by": "接线员"}, "verified_by"),
        ({"procedure": "审核后发放50万元"}, "procedure"),
        ({"telephone": "1"}, "guides.0.telephone"),
        ({"id": "Bad Id"}, "id"),
    ],
)
def test_a_faulty_guide_is_told_by_field(folder: Path, change: dict[str, object], field: str) -> None:
    with pytest.raises(CorpusError) as error:
        load_corpus(write(folder, {**GUIDE, **change}))
    assert any(fault.field == field and fault.file == f"guides/{POLICY}.yaml" for fault in error.value.faults)


def test_a_guide_says_nothing_that_it_does_not_know() -> None:
    guide = Guide(id="a", name="某项", awards=("x",), materials=("甲", "乙"))
    assert guide.lines == (("materials", "1.甲；2.乙"),)
