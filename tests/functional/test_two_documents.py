"""A notice taken in beside the served policy of the same city: which sum is of which document, answered and checked."""

from __future__ import annotations

import shutil

import pytest

from assistant.cli.main import main
from assistant.policy.corpus import Corpus, load_corpus
from assistant.service import Assistant
from assistant.settings import Settings
from assistant.wiring import build_assistant
from index.build import build
from tests.functional.test_ingested_notice import NOTICES, approve

OLD, NEW = "宁政办〔2021〕68号", "宁文旅规〔2026〕3号"
INTEREST = "贷款贴息按贷款市场报价利率的50%，每家每年不超过8万元"
OLD_INTEREST = "省重点技改项目贷款贴息年化2%，最长三年"

RIGHT = [
    f"按{NEW}：\n\n{INTEREST}，最长2年。\n\n按{OLD}，{OLD_INTEREST}。",
    f"按{NEW}，{INTEREST}；按{OLD}，{OLD_INTEREST}。",
    f"{INTEREST}，最长2年。",
    f"按{NEW}，甲级民宿一次性奖励30万元。\n省级企业技术中心一次性奖励50万元。",
    f"| 项目 | 标准 | 条款 |\n|---|---|---|\n| 旅行社奖励 | 1万人次以上12万元 | {NEW} 二（四） |\n"
    f"| 传统产业重点创新产品 | 项目研发费用总额的50%，最高不超过100万元 | {OLD} 二（一） |",
]
WRONG = [
    (f"按{NEW}：\n\n贷款贴息每家每年不超过9万元。\n\n按{OLD}，{OLD_INTEREST}。", {"wrong_value"}),
    (f"按{NEW}：\n\n{INTEREST}。\n\n按{OLD}，省重点技改项目贷款贴息年化3%，最长三年。", {"wrong_rate"}),
    (f"按{OLD}，贷款贴息每家每年不超过8万元。", {"wrong_policy"}),
    (f"按{OLD}，省重点技改项目贷款贴息最长两年、年化2%。", {"wrong_term"}),
    (f"按{NEW}，贷款贴息按贷款市场报价利率的50%，最长三年。", {"wrong_term"}),
    (f"按{NEW}：\n\n{OLD_INTEREST}。", {"wrong_policy", "wrong_term"}),
    (f"按{NEW}，省级企业技术中心一次性奖励50万元。", {"wrong_policy"}),
    (f"按{NEW}，甲级民宿一次性奖励30万元。\n省级企业技术中心一次性奖励60万元。", {"wrong_value"}),
    (f"按{NEW}，甲级民宿每年奖励30万元。\n按{OLD}，省级企业技术中心每年奖励50万元。", {"once_as_yearly"}),
]


@pytest.fixture(scope="module")
def assistant(corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("two")
    shutil.copytree(corpus.directory, folder / "corpus")
    assert main(["ingest", str(NOTICES / "lodging.txt"), "--out", str(folder / "corpus")]) == 0
    approve(folder / "corpus")
    build(load_corpus(folder / "corpus"), folder / "index")
    return build_assistant(Settings(corpus_dir=folder / "corpus", index_dir=folder / "index"))


@pytest.mark.parametrize("question", ["首贷贴息有多少", "贷款贴息能补多少", "第一次贷款有补贴吗"])
def test_each_sum_stands_with_its_document(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    old, new = answer.text.index(f"**{OLD}**"), answer.text.index(NEW)
    assert new < answer.text.index("50%") < answer.text.index("8万元") < old < answer.text.index("2%")
    assert {amount.clause for amount in answer.amounts} == {"一（三）", "四（二）"}


def test_what_is_shared_or_stacked_is_told_of_each(assistant: Assistant) -> None:
    answer = assistant.ask("研学基地的奖能和其他奖同时拿吗")
    assert "就高不重复" in answer.text and "没有通过金额核验" not in answer.text


def test_a_list_of_all_awards_names_the_document_of_each(assistant: Assistant) -> None:
    rows = [line for line in assistant.ask("都有哪些奖励").text.splitlines() if line.startswith("| ")][1:]
    assert len(rows) > 20
    assert all((OLD in row) != (NEW in row) for row in rows)


@pytest.mark.parametrize("draft", RIGHT)
def test_what_is_right_of_each_document_passes(assistant: Assistant, draft: str) -> None:
    result = assistant.check(draft)
    assert result.ok, result.findings
    assert assistant.explain(draft).ok


@pytest.mark.parametrize(("draft", "reasons"), WRONG)
def test_what_is_right_of_the_other_document_alone_is_refused(
    assistant: Assistant, draft: str, reasons: set[str]
) -> None:
    result = assistant.check(draft)
    assert {finding.reason for finding in result.findings} == reasons
    assert all(draft[found.start : found.end] == found.surface for found in result.findings)
    assert all(draft[figure.start : figure.end] == figure.surface for figure in result.figures)
