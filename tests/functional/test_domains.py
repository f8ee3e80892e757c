"""Notices of other trades, each the only policy of its corpus, given their text and table and nothing else."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from assistant.evaluation.cases import read_cases
from assistant.evaluation.report import evaluate
from assistant.policy.corpus import load_corpus
from assistant.policy.sources import parse_yaml
from assistant.service import Assistant
from assistant.settings import ROOT, Settings
from assistant.wiring import build_assistant
from index.build import build

DOMAINS = ROOT / "tests" / "data" / "domains"
TODAY = date(2026, 11, 29)
FLOORS = {"farming": 0.95, "trade": 0.9, "reckoning": 0.95}
"""Shares of the questions that are answered right in all respects, a little below what is reached."""
DIALOGUES = 0.9


@pytest.mark.parametrize(("domain", "floor"), FLOORS.items())
def test_a_notice_with_its_table_alone_is_answered(domain: str, floor: float, tmp_path: Path) -> None:
    assistant = serve(domain, tmp_path)
    report = evaluate(read_cases(DOMAINS / domain / "questions.jsonl"), assistant.ask, TODAY)
    right = report.total.all_ok / report.total.cases
    assert right >= floor, [(failure.id, failure.wrong) for failure in report.failures]


@pytest.mark.parametrize("domain", ["farming", "trade"])
def test_dialogues_on_a_notice_without_topics(domain: str, tmp_path: Path) -> None:
    """Corrections, returns, comparisons and totals of a conversation, where no topic was written for the notice."""
    assistant = serve(domain, tmp_path)
    report = evaluate(read_cases(DOMAINS / domain / "dialogues.jsonl"), assistant.ask, TODAY)
    right = report.total.all_ok / report.total.cases
    assert right >= DIALOGUES, [(failure.id, failure.wrong) for failure in report.failures]


def test_a_row_that_nobody_has_reviewed_is_quoted_not_stated(tmp_path: Path) -> None:
    assistant = serve("farming", tmp_path, unreviewed="yunxiu-rice")
    answer = assistant.ask("我种了150亩水稻，每亩补多少？", as_of=date(2025, 6, 1))
    assert answer.status == "answered"
    assert "待审核" in answer.text and "县财政每年分别按每亩60元、90元、120元给予补助" in answer.text
    assert not any(amount.reward == "yunxiu-rice" for amount in answer.amounts)
    assert not any(amount.yuan in (60, 9000) for amount in answer.amounts)


def serve(domain: str, folder: Path, unreviewed: str = "") -> Assistant:
    """Serve one notice as the only policy of a corpus, one of its rows not reviewed."""
    corpus, index = folder / "corpus", folder / "index"
    source = DOMAINS / domain
    head = (source / "policy.md").read_text(encoding="utf-8").split("---\n")[1]
    identifier = str(parse_yaml("policy.md", head, before=1)["id"])
    for name in ("policies", "rewards", "questions", "topics"):
        (corpus / name).mkdir(parents=True)
    shutil.copy(source / "policy.md", corpus / "policies" / f"{identifier}.md")
    table = (source / "rewards.yaml").read_text(encoding="utf-8")
    before, row, after = table.partition(f"  - id: {unreviewed}\n") if unreviewed else (table, "", "")
    table = before + row + after.replace("reviewed: true", "reviewed: false", 1)
    (corpus / "rewards" / f"{identifier}.yaml").write_text(table, encoding="utf-8")
    for name in ("lexicon.yaml", "messages.yaml", "contacts.yaml"):
        shutil.copy(ROOT / "corpus" / name, corpus / name)
    build(load_corpus(corpus), index)
    return build_assistant(Settings(corpus_dir=corpus, index_dir=index))
