"""A notice taken in beside another: how, where and of whom is asked of the one that was spoken of last."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from assistant.cli.main import main
from assistant.models import Answer, Turn
from assistant.policy.corpus import Corpus, load_corpus
from assistant.service import Assistant
from assistant.settings import Settings
from assistant.wiring import build_assistant
from index.build import build
from tests.functional.test_ingested_notice import NOTICES, approve

OURS, THEIRS = "云政办发〔2025〕21号", "宁政办〔2021〕68号"
RENT, UPKEEP, CENTER = "新入职的硕士租房补贴每月多少", "物业费补贴怎么算", "省级企业技术中心奖多少"
GUIDE = """policy: {policy}
guides:
  - id: rent
    name: 租房补贴
    awards: [{row}]
    materials: [与单位签订的一年以上劳动合同, 租房合同, 最近6个月社保缴纳证明]
    period: 每年9月1日至9月30日受理，受理后15个工作日内审核
    procedure: 单位统一报送，按季审核
    office: 云河市人才服务中心
    address: 滨河路18号政务服务中心2楼206室
    hours: 工作日8:30至12:00、14:30至17:30
    phone: 0599-5550188
    link: https://rc.yunhe.example.gov.cn/apply?id=21
    proposed_by: 接线员
    verified_by: 审核员
    verified_on: 2026-11-01
"""


def make(corpus: Corpus, folder: Path, guided: bool) -> Assistant:
    """Serve the corpus with an invented notice of another city, and a guide on one of its awards."""
    own, index = folder / "corpus", folder / "index"
    shutil.copytree(corpus.directory, own)
    assert main(["ingest", str(NOTICES / "yunhe.txt"), "--out", str(own)]) == 0
    approve(own)
    if guided:
        row = next(row for row in load_corpus(own).rewards if "租房" in row.name)
        file = own / "guides" / f"{row.policy}.yaml"
        file.parent.mkdir()
        file.write_text(GUIDE.format(policy=row.policy, row=row.id), encoding="utf-8")
    build(load_corpus(own), index)
    return build_assistant(Settings(corpus_dir=own, index_dir=index))


@pytest.fixture(scope="module")
def assistant(corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return make(corpus, tmp_path_factory.mktemp("beside"), guided=False)


@pytest.fixture(scope="module")
def guided(corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return make(corpus, tmp_path_factory.mktemp("guided"), guided=True)


def ask(assistant: Assistant, *turns: str) -> Answer:
    return assistant.ask(turns[-1], [Turn(role="user", content=turn) for turn in turns[:-1]])


HOW = ["怎么申报", "要什么材料", "流程是什么", "电话多少", "补贴什么时候到账", "需要准备什么", "在哪里交", "网上能办吗"]


@pytest.mark.parametrize("question", HOW)
def test_what_a_notice_leaves_out_is_said_of_the_one_spoken_of(assistant: Assistant, question: str) -> None:
    for first, said, other in ((RENT, OURS, THEIRS), (UPKEEP, OURS, THEIRS), (CENTER, THEIRS, OURS)):
        answer = ask(assistant, first, question)
        assert answer.status == "not_covered"
        assert said in answer.text and other not in answer.text, (first, answer.text)


@pytest.mark.parametrize("question", ["找谁办", "去哪个部门", "谁负责"])
def test_who_is_in_charge_is_that_of_the_award_spoken_of(assistant: Assistant, question: str) -> None:
    answer = ask(assistant, RENT, question)
    assert "市住建局" in answer.text and THEIRS not in answer.text


def test_the_last_one_spoken_of_counts_whatever_courtesies_and_questions_stand_between(assistant: Assistant) -> None:
    assert OURS not in ask(assistant, RENT, CENTER, "怎么申报").text
    assert THEIRS not in ask(assistant, CENTER, RENT, "谢谢", "那怎么申请呢").text
    assert THEIRS not in ask(assistant, RENT, "怎么申报", "要什么材料", "电话多少").text


@pytest.mark.parametrize(
    "turns", [("怎么申报",), ("你好", "怎么申报"), (RENT, "路灯怎么申报"), (RENT, "今天天气怎么样")]
)
def test_where_nothing_was_spoken_of_or_something_else_is_all_are_named(
    assistant: Assistant, turns: tuple[str, ...]
) -> None:
    answer = ask(assistant, *turns)
    assert OURS in answer.text and THEIRS in answer.text


def test_a_guide_is_told_of_the_award_spoken_of_alone(guided: Assistant) -> None:
    for question in ("怎么申报", "要什么材料", "流程是什么"):
        answer = ask(guided, RENT, question)
        assert answer.status == "answered" and "劳动合同" in answer.text, answer.text
        assert {citation.clause for citation in answer.citations} == {"一（二）"}
        assert "劳动合同" not in ask(guided, UPKEEP, question).text
        assert "劳动合同" not in ask(guided, CENTER, question).text
    assert "租房合同" in ask(guided, RENT, "怎么申报", "要什么材料").text


def test_an_approved_answer_to_how_is_that_of_its_award_alone(assistant: Assistant) -> None:
    said = [[Turn(role="user", content=first)] for first in (RENT, UPKEEP, CENTER)]
    keys = {assistant.examine("请咨询主管部门。", "怎么申报", history).key for history in said}
    assert len(keys) == 3
