"""The blind guard cases: each judged as labelled, every bad figure located, findings as tight as the claim."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from assistant.guard.checker import Guard
from assistant.models import Finding
from assistant.policy.corpus import Corpus

CASES = tuple(map(json.loads, (Path(__file__).parents[1] / "cases" / "guard.jsonl").read_text("utf-8").splitlines()))
DISPUTED: dict[str, str] = {}  # case id → why its label contradicts the policy


@pytest.fixture(scope="module")
def guard(corpus: Corpus) -> Guard:
    return Guard(corpus)


@pytest.mark.parametrize("case", [c for c in CASES if c["id"] not in DISPUTED], ids=lambda case: case["id"])
def test_case(guard: Guard, case: dict[str, Any]) -> None:
    assert guard.check(case["draft"], case["question"]).ok is case["ok"]


def test_bad_figures_are_marked(guard: Guard) -> None:
    located, precise = [], []
    for case in CASES:
        findings = guard.check(case["draft"], case["question"]).findings
        if not case["ok"]:
            located += [any(_overlaps(case["draft"], bad, one) for one in findings) for bad in case["bad"]]
            precise += [any(_is_tight(case["draft"], bad, one) for bad in case["bad"]) for one in findings]
    print(f"located {sum(located)}/{len(located)}, precise {sum(precise)}/{len(precise)}")
    assert sum(located) >= 0.99 * len(located)
    assert sum(precise) >= 0.95 * len(precise)


def _overlaps(draft: str, bad: str, finding: Finding) -> bool:
    start = draft.find(bad)
    return finding.start < start + len(bad) and start < finding.end


def _is_tight(draft: str, bad: str, finding: Finding) -> bool:
    return _overlaps(draft, bad, finding) and finding.end - finding.start <= 2 * len(bad) + 4
