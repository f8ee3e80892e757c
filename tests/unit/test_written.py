"""The written cases say what they test in a closed vocabulary, each in the file of what it tests."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import pytest

from assistant.guard.judging.reasons import REASONS
from assistant.models import Answer
from tests.written import read_folder, read_vocabulary

VOCABULARY = read_vocabulary()
GUARD = read_folder("guard")
QUESTIONS = read_folder("questions")
SETS = {"guard": 24, "questions": 13}


@pytest.mark.parametrize("folder", ["guard", "questions"])
def test_there_is_a_file_for_every_word(folder: str) -> None:
    assert set(read_folder(folder)) == set(VOCABULARY[folder])


@pytest.mark.parametrize(("folder", "least"), [("guard", 5903), ("questions", 3075)])
def test_no_case_is_lost_and_no_id_stands_twice(folder: str, least: int) -> None:
    cases = [case for cases in read_folder(folder).values() for case in cases]
    assert len(cases) >= least
    assert [name for name, number in Counter(case["id"] for case in cases).items() if number > 1] == []
    assert len({case["set"] for case in cases}) >= SETS[folder]
    assert all(date.fromisoformat(case["date"]) for case in cases)


@pytest.mark.parametrize("name", GUARD)
def test_drafts_are_labelled(name: str) -> None:
    wrong = [case["id"] for case in GUARD[name] if not _is_labelled(case, name)]
    assert wrong == []
    assert {case["trap"] for case in GUARD[name]} == set(VOCABULARY["guard"][name])


def _is_labelled(case: dict[str, Any], name: str) -> bool:
    named = case["trap"] in VOCABULARY["guard"][name] and set(case.get("open", ())) <= set(VOCABULARY["open"])
    reasoned = "reason" not in case or (not case["ok"] and case["reason"] in REASONS)
    return (
        named and reasoned and case["ok"] is not bool(case["bad"]) and all(bad in case["draft"] for bad in case["bad"])
    )


@pytest.mark.parametrize("name", QUESTIONS)
def test_questions_are_labelled(name: str) -> None:
    statuses = Answer.model_fields["status"].annotation.__args__  # type: ignore[union-attr]
    for case in QUESTIONS[name]:
        assert case["kind"] == name and case["status"] in statuses, case["id"]
        assert "ability" not in case or case["ability"] in VOCABULARY["abilities"], case["id"]
