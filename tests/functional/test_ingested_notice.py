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

NOTICES = ROOT / "tests" / "data" / "ingested"
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


FREIGHT_SUMS = [
    ("发了去程重箱2000标箱、返程重箱1500标箱，奖励合计多少", 1_350_000, "exact"),
    ("平台注册在外地，全年发了9000标箱，比上年多了3000标箱，新增的这块奖多少", 120_000, "exact"),
    ("货代企业上年度出口1.6亿，增长30%，奖多少", 250_000, "exact"),
    ("在产权平台卖了一台叉车，成交价20万，补多少", 3_000, "at_most"),
    ("国内货运险今年交了50万保费，省里已经补了15万，市里补多少", 200_000, "exact"),
    ("国内货运险今年交了50万保费，省里已经补了35万，市里还能补多少", 150_000, "at_most"),
    ("培训的司机拿到安全证书的400人次，拿到冷链证书的300人次，总共奖多少", 270_000, "exact"),
    ("落户了硕士2个、本科4个，住房补贴一共多少", 120_000, "exact"),
    ("来了一个博士后，在站两年，启动经费和生活补助合计多少", 160_000, "exact"),
    ("新录用了5个调度员，三年岗位津贴全部加起来多少", 120_000, "exact"),
]
"""Counts for several tiers and rows, increases, growth, caps by kind, all levels together, persons by years."""

SAID = [
    ("办公室有个本科生刚毕业，户口迁来了，住房补贴给多少", "第七条", "1.5万元"),
    ("调度员津贴的事打什么电话问", "第九条", "5550101"),
    ("住房补贴是一次给完吗，什么时候开始拨，分几年", "第十条", "60%、40%"),
    ("拿了奖以后想搬到邻市去，有什么后果", "第十一条", "退还"),
    ("这个办法哪天开始算数，能用几年", "第十二条", "2025年4月1日"),
    ("去年那台堆垛机领过成交补贴，今年转手还能再申请吗", "第十一条", "只能享受一次"),
]
"""What no row says: told circumstances, telephones, payment, what follows, validity, how often."""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    yield serve(NOTICES / "yunhe.txt", tmp_path_factory.mktemp("ingested"))


@pytest.fixture(scope="module")
def freight(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    yield serve(NOTICES / "qinghe.txt", tmp_path_factory.mktemp("freight"))


def serve(notice: Path, folder: Path) -> Assistant:
    """Take a notice in, approve its rows unread, and serve it as the only policy."""
    corpus, index = folder / "corpus", folder / "index"
    assert main(["ingest", str(notice), "--out", str(corpus)]) == 0
    approve(corpus)
    build(load_corpus(corpus), index)
    return build_assistant(Settings(corpus_dir=corpus, index_dir=index))


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


@pytest.mark.parametrize(("question", "yuan", "bound"), FREIGHT_SUMS)
def test_a_sum_over_tiers_and_rows_is_worked_out(freight: Assistant, question: str, yuan: int, bound: str) -> None:
    answer = freight.ask(question, as_of=DAY)
    assert answer.status == "answered"
    assert (yuan, bound) in {(amount.yuan, amount.bound) for amount in answer.amounts}, answer.text


@pytest.mark.parametrize(("question", "clause", "words"), SAID)
def test_the_sentence_that_answers_is_quoted(freight: Assistant, question: str, clause: str, words: str) -> None:
    answer = freight.ask(question, as_of=DAY)
    assert answer.status == "answered"
    assert clause in {citation.clause for citation in answer.citations}, answer.text
    assert words in answer.text.replace("*", "").replace(" ", ""), answer.text


def test_a_price_and_a_day_to_apply_that_no_clause_has_are_not_made_up(freight: Assistant) -> None:
    assert freight.ask("货运枢纽停车票多少钱一张", as_of=DAY).status == "not_covered"
    assert freight.ask("货运奖励每年几月份受理申报，窗口在哪、要交什么材料", as_of=DAY).status == "not_covered"


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
