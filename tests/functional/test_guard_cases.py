"""The written drafts, by the rule they test: each judged as labelled, for the labelled reason, in the right place."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.guard.checker import Guard
from assistant.models import Finding, GuardResult
from assistant.policy.corpus import Corpus
from tests.written import read_folder

CASES = read_folder("guard")
OPEN = {"verdict": 25, "reason": 164, "place": 20, "span": 38}
"""At most so many cases are known to be judged wrongly; each names in `open` what is wrong of it."""


@pytest.fixture(scope="module")
def guard(corpus: Corpus) -> Guard:
    return Guard(corpus)


@pytest.mark.parametrize("rule", CASES)
def test_drafts_are_judged_as_labelled(guard: Guard, rule: str) -> None:
    """All drafts of a rule in one test, for one each costs four times the judging; what fails is told by case."""
    judged = ((case, guard.check(case["draft"], case["question"])) for case in CASES[rule])
    told = [_tell(case, result) for case, result in judged if find_wrong(case, result) != case.get("open", [])]
    assert not told, "\n".join(told)


def _tell(case: dict[str, Any], result: GuardResult) -> str:
    found = [(one.surface, one.reason) for one in result.findings]
    return f"{case['id']} {case['trap']}: {find_wrong(case, result)}, {found} in {case['draft']}"


@pytest.mark.parametrize(("kind", "most"), OPEN.items())
def test_few_are_known_to_be_judged_wrongly(kind: str, most: int) -> None:
    known = [case["id"] for cases in CASES.values() for case in cases if kind in case.get("open", ())]
    assert len(known) <= most, known


def find_wrong(case: dict[str, Any], result: GuardResult) -> list[str]:
    """Return in what a result is not as its case is labelled."""
    if result.ok is not case["ok"]:
        return ["verdict"]
    reasons = {one.reason for one in result.findings}
    placed = [any(_overlaps(case["draft"], bad, one) for one in result.findings) for bad in case["bad"]]
    tight = [any(_is_tight(case["draft"], bad, one) for bad in case["bad"]) for one in result.findings]
    right = {"reason": case.get("reason") in {None, *reasons}, "place": all(placed), "span": all(tight)}
    return [name for name, is_right in right.items() if not is_right]


def _overlaps(draft: str, bad: str, finding: Finding) -> bool:
    start = draft.find(bad)
    return finding.start < start + len(bad) and start < finding.end


def _is_tight(draft: str, bad: str, finding: Finding) -> bool:
    return _overlaps(draft, bad, finding) and finding.end - finding.start <= 2 * len(bad) + 4
