"""Drafts that are pasted or that invent, half of them right: none wrong passed, none right held up, claims found."""

from __future__ import annotations

from datetime import date
from typing import Any, get_args

import pytest

from assistant.guard.checker import Guard
from assistant.guard.review import Reviewer
from assistant.policy.corpus import Corpus
from assistant.settings import ReviewKind
from tests.written import read_folder

CASES = read_folder("review")
TODAY = date(2026, 11, 29)
KINDS: tuple[ReviewKind, ...] = get_args(ReviewKind)


@pytest.fixture(scope="module")
def reviewer(corpus: Corpus) -> Reviewer:
    return Reviewer(corpus, Guard(corpus), KINDS, lambda: TODAY)


@pytest.mark.parametrize("name", CASES)
def test_drafts_are_judged(reviewer: Reviewer, name: str) -> None:
    leaked, blocked, located, bad = [], [], 0, 0
    for case in CASES[name]:
        result = reviewer.check(case["draft"], case["question"])
        if result.ok and not case["ok"]:
            leaked.append(case["id"])
        if case["ok"] and not result.ok:
            blocked.append((case["id"], [finding.surface for finding in result.findings]))
        for claim in case["bad"]:
            start, bad = case["draft"].find(claim), bad + 1
            located += any(one.start < start + len(claim) and start < one.end for one in result.findings)
    assert not leaked
    assert not blocked
    assert located >= 0.9 * bad


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_found_and_can_be_switched_off(corpus: Corpus, kind: ReviewKind) -> None:
    guard = Guard(corpus)
    others = Reviewer(corpus, guard, [other for other in KINDS if other != kind], lambda: TODAY)
    alone = Reviewer(corpus, guard, [kind], lambda: TODAY)
    drafts = [case for cases in CASES.values() for case in cases]
    reasons = [found.reason for case in drafts for found in alone.check(case["draft"], case["question"]).findings]
    assert reasons.count(kind) >= 2
    left = [found.reason for case in drafts for found in others.check(case["draft"], case["question"]).findings]
    assert kind == "unverifiable" or kind not in left


@pytest.mark.parametrize(
    ("day", "draft", "ok"),
    [
        (date(2021, 9, 1), "目前仍在受理，欢迎申报。", True),
        (date(2021, 12, 31), "目前仍在受理，欢迎申报。", True),
        (date(2022, 1, 1), "目前仍在受理，欢迎申报。", False),
        (date(2021, 9, 1), "认定已经截止，不能再报。", False),
        (date(2022, 1, 1), "认定已经截止，不能再报。", True),
    ],
)
def test_windows_are_judged_on_the_day_of_checking(reviewer: Reviewer, day: date, draft: str, ok: bool) -> None:
    assert reviewer.check(draft, "还能申报吗", day=day).ok is ok


def test_a_text_in_which_nothing_is_read_says_so(reviewer: Reviewer) -> None:
    result = reviewer.check("共3页，见第2页。", "").model_dump()
    assert (result["read"], result["ok"]) == (0, True)
    assert reviewer.check("省级企业技术中心一次性奖励50万元。", "").read == 1


@pytest.mark.parametrize("case", [case for cases in CASES.values() for case in cases], ids=lambda case: str(case["id"]))
def test_spans_lead_back_to_the_text(reviewer: Reviewer, case: dict[str, Any]) -> None:
    result = reviewer.check(case["draft"], case["question"])
    for one in (*result.findings, *result.figures):
        assert case["draft"][one.start : one.end] == one.surface
        assert one.start < one.end
