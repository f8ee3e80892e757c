"""The guard on notices of other trades, each the only policy of its corpus, given as text and table alone."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from assistant.guard.checker import Guard
from assistant.guard.review import Reviewer
from assistant.policy.corpus import Corpus, load_corpus
from assistant.settings import Settings

DOMAINS = Path(__file__).parents[1] / "data" / "domains"
SHARED = ("lexicon.yaml", "messages.yaml", "contacts.yaml")
TODAY = date(2025, 6, 1)
MOST_PASSED = 0.04
MOST_BLOCKED = 0.06
NAMES = sorted(path.parent.name for path in DOMAINS.glob("*/guard.jsonl"))


@pytest.fixture(scope="module")
def guards(corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Reviewer]:
    """Return what checks others' replies for each domain."""
    made = {}
    for name in NAMES:
        folder = tmp_path_factory.mktemp(name)
        for part, file in (("policies", "policy.md"), ("rewards", "rewards.yaml")):
            (folder / part).mkdir()
            shutil.copy(DOMAINS / name / file, folder / part / f"{name}{Path(file).suffix}")
        for file in SHARED:
            shutil.copy(corpus.directory / file, folder / file)
        own = load_corpus(folder)
        made[name] = Reviewer(own, Guard(own), Settings().check_kinds, lambda: TODAY)
    return made


def drafts(name: str, ok: bool) -> list[dict[str, str]]:
    lines = (DOMAINS / name / "guard.jsonl").read_text("utf-8").splitlines()
    return [case for case in map(json.loads, filter(str.strip, lines)) if case["ok"] is ok]


@pytest.mark.parametrize("name", NAMES)
def test_wrong_drafts_are_held_up(guards: dict[str, Reviewer], name: str) -> None:
    cases = drafts(name, ok=False)
    passed = [case["id"] for case in cases if guards[name].check(case["draft"], case["question"]).ok]
    assert len(passed) <= MOST_PASSED * len(cases), passed


@pytest.mark.parametrize("name", NAMES)
def test_right_drafts_pass(guards: dict[str, Reviewer], name: str) -> None:
    cases = drafts(name, ok=True)
    blocked = [case["id"] for case in cases if not guards[name].check(case["draft"], case["question"]).ok]
    assert len(blocked) <= MOST_BLOCKED * len(cases), blocked
