"""No module names a place, a programme or a brand of the policy served; the guard has a test of its own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import assistant
import index
from assistant.policy.corpus import Corpus
from assistant.policy.lexicon import fold
from tests.unit.guard.test_names import literals

PACKAGES = [Path(package.__path__[0]) for package in (assistant, index)]
# Words that open like a surname, of the whole country's places too; and what shows the rules of a conversation at work.
GENERAL = {"text/surnames.py", "conversation/rules.py"}
FILES = [
    path
    for package in PACKAGES
    for path in sorted(package.rglob("*.py"))
    if "guard" not in path.relative_to(package).parts and path.relative_to(package).as_posix() not in GENERAL
]
QUOTED = re.compile("“([^”]+)”")


@pytest.fixture(scope="module")
def names(corpus: Corpus) -> set[str]:
    served = {policy.meta.region for policy in corpus.policies}
    places = {region for region, entry in corpus.lexicon.regions.items() if entry.within in served or region in served}
    rewards = {reward.name for reward in corpus.rewards}
    quoted = {brand for name in rewards for brand in QUOTED.findall(name)}
    numbers = {policy.meta.number for policy in corpus.policies}
    named = {name for place in places for name in (place, *corpus.lexicon.regions[place].names)}
    return {fold(name) for name in named | rewards | quoted | numbers}


def test_no_literal_names_what_the_corpus_names(names: set[str]) -> None:
    assert len(FILES) > 200
    written = {path: fold("\n".join(literals(path))) for path in FILES}
    assert {(str(path), name) for path, text in written.items() for name in names if name in text} == set()
