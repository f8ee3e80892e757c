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
from assistant.settings import ROOT, Settings
from assistant.wiring import build_assistant
from index.build import build

DOMAINS = ROOT / "tests" / "data" / "domains"
TODAY = date(2026, 11, 29)
FLOORS = {"farming": 0.9, "trade": 0.78}
"""Shares of the questions that are answered right in all respects, a little below what is reached."""


@pytest.mark.parametrize(("domain", "floor"), FLOORS.items())
def test_a_notice_with_its_table_alone_is_answered(domain: str, floor: float, tmp_path: Path) -> None:
    corpus, index = tmp_path / "corpus", tmp_path / "index"
    source = DOMAINS / domain
    head = (source / "policy.md").read_text(encoding="utf-8").split("---\n")[1]
    identifier = str(parse_yaml("policy.md", head, before=1)["id"])
    for folder in ("policies", "rewards", "questions", "topics"):
        (corpus / folder).mkdir(parents=True)
    shutil.copy(source / "policy.md", corpus / "policies" / f"{identifier}.md")
    shutil.copy(source / "rewards.yaml", corpus / "rewards" / f"{identifier}.yaml")
    for name in ("lexicon.yaml", "messages.yaml", "contacts.yaml"):
        shutil.copy(ROOT / "corpus" / name, corpus / name)
    build(load_corpus(corpus), index)
    assistant = build_assistant(Settings(corpus_dir=corpus, index_dir=index))
    report = evaluate(read_cases(source / "questions.jsonl"), assistant.ask, TODAY)
    right = report.total.all_ok / report.total.cases
    assert right >= floor, [(failure.id, failure.wrong) for failure in report.failures]
