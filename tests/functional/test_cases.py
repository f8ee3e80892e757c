"""The written cases are answered right, the same way each time, and none of the drafts needs the guard to step in."""

from __future__ import annotations

import json
import logging
import os
import random
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from assistant.evaluation.cases import Case, read_cases
from assistant.evaluation.report import Report, evaluate
from assistant.guard.checker import Guard
from assistant.models import Hit, ResultSet, Turn
from assistant.policy.corpus import Corpus
from assistant.retrieval.retriever import Retriever
from assistant.service import Assistant
from assistant.settings import ROOT, Settings

CASES = ROOT / "tests" / "cases"
TODAY = date(2026, 11, 23)
SETS = {
    "questions.jsonl": 0.97,
    "dialogues.jsonl": 0.95,
    "questions-second.jsonl": 0.97,
    "questions-third.jsonl": 0.95,
    "questions-fourth.jsonl": 0.97,
    "questions-fifth.jsonl": 0.97,
    "questions-sixth.jsonl": 0.97,
    "questions-seventh.jsonl": 0.97,
    "questions-eighth.jsonl": 0.97,
    "questions-ninth.jsonl": 0.9,
    "questions-tenth.jsonl": 0.97,
    "questions-eleventh.jsonl": 0.97,
    "language.jsonl": 0.97,
}
REPEATS = 3


@pytest.fixture(scope="module")
def assistant(corpus: Corpus, built_index: Path) -> Assistant:
    return Assistant(corpus, Retriever.open(built_index, corpus), Guard(corpus), Settings(), lambda: TODAY)


@pytest.mark.parametrize(("name", "share"), SETS.items())
def test_written_cases(assistant: Assistant, name: str, share: float, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, logger="assistant.service"):
        report: Report = evaluate(read_cases(CASES / name), assistant.ask)
    right = report.total.all_ok / report.total.cases
    assert right >= share, [(failure.id, failure.wrong) for failure in report.failures]
    assert report.total.unrefuted == report.total.cases, "a right figure was called wrong"
    assert not caplog.messages, "a template draft was blocked"


def test_answers_do_not_depend_on_their_order(assistant: Assistant) -> None:
    cases = list(read_cases(CASES / "dialogues.jsonl"))
    before = {case.id: _answer(assistant, case) for case in cases}
    random.Random(7).shuffle(cases)
    assert {case.id: _answer(assistant, case) for case in cases} == before


def _answer(assistant: Assistant, case: Case) -> str:
    history = [Turn(role="user", content=turn) for turn in case.turns[:-1]]
    return assistant.ask(case.turns[-1], history).model_dump_json()


def test_fresh_processes_answer_alike(tmp_path: Path, corpus: Corpus, built_index: Path) -> None:
    lines = (CASES / "questions.jsonl").read_text(encoding="utf-8").splitlines()[::10]
    batch = tmp_path / "batch.jsonl"
    batch.write_text("\n".join(lines), encoding="utf-8")
    outputs = set()
    for seed in range(REPEATS):
        settings = {"HUIQI_CORPUS_DIR": str(corpus.directory), "HUIQI_INDEX_DIR": str(built_index)}
        environment = os.environ | settings | {"PYTHONHASHSEED": str(seed), "PYTHONUTF8": "1"}
        command = [sys.executable, "-m", "assistant", "ask", "--batch", str(batch), "--as-of", "2026-11-23"]
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=True)
        outputs.add(done.stdout)
    assert len(outputs) == 1
    assert [json.loads(line)["id"] for line in outputs.pop().splitlines()] == [json.loads(line)["id"] for line in lines]


@pytest.mark.parametrize(
    ("confidence", "score", "status"),
    [
        (0.55, 0.15, "answered"),
        (0.54, 0.15, "not_covered"),
        (0.55, 0.14, "not_covered"),
        (0.0, 0.5, "answered"),
    ],
)
def test_a_far_clause_answers_what_sounds_covered(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch, confidence: float, score: float, status: str
) -> None:
    hit = Hit(policy="ningde-2021-68", clause="五（一）", score=score, dense=score, lexical=score)
    found = ResultSet(hits=(hit,), confidence=confidence)
    monkeypatch.setattr(assistant.clauses, "search_for", lambda *_, **__: found)
    answer = assistant.ask("外头的大厂要磨多久才肯来，这摊事有没有专人盯")
    assert answer.status == status
    assert [citation.clause for citation in answer.citations] == (["五（一）"] if status == "answered" else [])
