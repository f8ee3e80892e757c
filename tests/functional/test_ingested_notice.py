"""An invented notice taken in as plain text, its drafted rows approved unread: what is then answered to the yuan."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assistant.cli.main import main
from assistant.policy.corpus import load_corpus
from assistant.service import Assistant
from assistant.settings import ROOT, Settings
from assistant.wiring import build_assistant
from index.build import build

NOTICE = ROOT / "tests" / "data" / "ingested" / "yunhe.txt"
DAY = date(2026, 1, 15)

SUMS = [
    ("招了2个博士3个硕士，安家补助一共多少", 640_000, "exact"),
    ("我们全职引进一个博士，安家补助每年发多少", 40_000, "exact"),
    ("招了4个本科生，安家费第一年发多少", 24_000, "exact"),
    ("一个硕士租房补贴拿满36个月一共多少", 43_200, "exact"),
    ("我们引进3个硕士，租房补贴一年多少", 43_200, "exact"),
    ("在南山县建1万平方米标准厂房补多少", 1_200_000, "exact"),
    ("我们租的国有房产，月租金8000元，能免多少", 48_000, "exact"),
    ("技改贷款500万利率5%，贷一年，贴息多少", 100_000, "at_most"),
    ("外地企业员工考了高级技师能补吗", 2_000, "exact"),
]
"""Kinds counted one by one, equal yearly parts, months and years, classes of places, rents by months, capped rates."""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("ingested")
    corpus, index = folder / "corpus", folder / "index"
    assert main(["ingest", str(NOTICE), "--out", str(corpus)]) == 0
    approve(corpus)
    build(load_corpus(corpus), index)
    yield build_assistant(Settings(corpus_dir=corpus, index_dir=index))


def approve(corpus: Path) -> None:
    """Mark every drafted row as reviewed."""
    for file in (corpus / "rewards").glob("*.yaml"):
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("reviewed: false", "reviewed: true"), encoding="utf-8")


@pytest.mark.parametrize(("question", "yuan", "bound"), SUMS)
def test_a_sum_is_worked_out(assistant: Assistant, question: str, yuan: int, bound: str) -> None:
    answer = assistant.ask(question, as_of=DAY)
    assert answer.status == "answered"
    assert (yuan, bound) in {(amount.yuan, amount.bound) for amount in answer.amounts}, answer.text


def test_support_without_a_figure_is_said_in_the_texts_words(assistant: Assistant) -> None:
    answer = assistant.ask("顶尖团队来有多少资助", as_of=DAY)
    assert "一事一议" in answer.text.split("\n\n> ")[0] or "一事一议" in answer.text
    assert not answer.amounts


def test_the_longest_term_and_the_capped_rate_are_said(assistant: Assistant) -> None:
    answer = assistant.ask("技改贷款贴息率最高多少", as_of=DAY)
    assert "年贴息率不超过2%" in answer.text and "最长12个月" in answer.text
    assert (2, "at_most") in {(amount.percent, amount.bound) for amount in answer.amounts}


def test_a_kind_that_the_notice_leaves_out_is_not_made_up(assistant: Assistant) -> None:
    answer = assistant.ask("引进的是大专生有安家补助吗", as_of=DAY)
    assert answer.status == "not_covered" and not answer.amounts
