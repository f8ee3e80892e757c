"""Messages that are no policy question get the reply they call for, and those that only look like it are answered."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant.guard.checker import Guard
from assistant.models import Turn
from assistant.policy.corpus import Corpus
from assistant.retrieval.retriever import Retriever
from assistant.service import Assistant
from assistant.settings import Settings

CASES = [
    json.loads(line) for line in (Path(__file__).parents[1] / "cases" / "acts.jsonl").read_text("utf-8").splitlines()
]
TODAY = date(2026, 11, 23)
BLANKS = str.maketrans("", "", " *_`")


@pytest.fixture(scope="module")
def assistant(corpus: Corpus, built_index: Path) -> Assistant:
    return Assistant(corpus, Retriever.open(built_index, corpus), Guard(corpus), Settings(), lambda: TODAY)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['id']}-{case['kind']}")
def test_act_is_replied_to(assistant: Assistant, case: dict[str, Any]) -> None:
    *earlier, question = case["turns"]
    answer = assistant.ask(question, [Turn(role="user", content=message) for message in earlier])
    said = answer.text.translate(BLANKS)
    assert answer.status == case["status"], said
    assert set(case["clauses"]) <= {citation.clause for citation in answer.citations}
    for choices in case["must_mention"]:
        assert any(choice in said for choice in choices), (choices, said)
    assert not [words for words in case["must_not_mention"] if words in said], said
