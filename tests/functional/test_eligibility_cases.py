"""Conversations of firms that ask what they may get: what is met, what is lacking, what is not, and the sums."""

from __future__ import annotations

import json
import logging
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant.evaluation.cases import read_cases
from assistant.evaluation.scoring import score
from assistant.guard.checker import Guard
from assistant.models import Answer, Turn
from assistant.policy.corpus import Corpus
from assistant.retrieval.retriever import Retriever
from assistant.service import Assistant
from assistant.settings import ROOT, Settings

CASES = ROOT / "tests" / "cases" / "eligibility.jsonl"
HEADS = {"met": "符合", "unknown": "信息不足", "unmet": "不符合"}
MOST_QUESTIONS = 2


@pytest.fixture(scope="module")
def assistant(corpus: Corpus, built_index: Path) -> Assistant:
    retriever = Retriever.open(built_index, corpus)
    return Assistant(corpus, retriever, Guard(corpus), Settings(), lambda: date(2026, 11, 23))


def section(text: str, head: str) -> str:
    found = re.search(rf"^\*\*{head}\*\*：\n((?:- .*\n?)*)", text, re.M)
    return found[1] if found else ""


def wrong_verdicts(case: dict[str, Any], answer: Answer) -> list[str]:
    wrong = []
    for key, head in HEADS.items():
        if key not in case:
            continue
        said = section(answer.text, head).splitlines()
        names = [re.split(r"[（：]", line)[0] for line in said]
        wrong += [f"{key}: {name}" for name in case[key] if not any(name in line for line in said)]
        if key == "met" and not case[key] and names:
            wrong.append("met: nothing should be")
    return wrong


def test_written_cases(assistant: Assistant, caplog: pytest.LogCaptureFixture) -> None:
    rows = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]
    failures = []
    with caplog.at_level(logging.WARNING, logger="assistant.service"):
        for row, case in zip(rows, read_cases(CASES), strict=True):
            history = [Turn(role="user", content=turn) for turn in case.turns[:-1]]
            answer = assistant.ask(case.turns[-1], history)
            judged = score(case, answer)
            faults = [
                name for name in ("status", "clauses", "amounts", "mentions", "no_stray") if not getattr(judged, name)
            ]
            faults += wrong_verdicts(row, answer)
            if faults:
                failures.append((case.id, case.turns, faults, answer.text))
    assert len(rows) >= 40
    assert not failures, "\n\n".join(f"{i} {turns} {faults}\n{text}" for i, turns, faults, text in failures)
    assert not caplog.messages, "a draft was blocked"


def test_at_most_two_questions_at_a_time(assistant: Assistant) -> None:
    asked: list[str] = []
    history = [Turn(role="user", content="我们是一家做电机的企业，能拿哪些奖？")]
    answer = assistant.ask(history[0].content)
    for _ in range(4):
        questions = re.findall(r"^\d\. (.*)$", answer.text, re.M)
        assert len(questions) <= MOST_QUESTIONS
        assert not set(questions) & set(asked), "a question was asked again"
        asked += questions
        answer = assistant.ask("都没有", history)
        history.append(Turn(role="user", content="都没有"))
    assert len(asked) == 5
    assert not section(answer.text, "符合") and "补充" not in answer.text


def test_only_the_users_turns_count(assistant: Assistant) -> None:
    def reply(said: str) -> Answer:
        history = [
            Turn(role="user", content="我们是一家企业，做铜材的，能拿哪些奖？"),
            Turn(role="assistant", content=said),
        ]
        return assistant.ask("省级专精特新，2021年10月认定", history)

    assert reply("请补充") == reply("贵公司是国家级单项冠军，2021年9月认定，可得900万元")


def test_the_answer_before_the_end_of_the_window_has_no_notice(assistant: Assistant) -> None:
    answer = assistant.ask("我们是省级专精特新企业，2021年9月认定，能拿哪些奖？", as_of=date(2021, 10, 1))
    assert answer.notices == () and "不低于10万元" in answer.text
