"""Texts are judged by the policies of the places that they are about."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from assistant.guard.local import LocalGuard
from assistant.policy.corpus import Corpus, load_corpus
from tests.unit.guard.conftest import HERE


@pytest.fixture(scope="module")
def both(corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """Return the served policy and the notice of tea, each of a place of its own."""
    folder = tmp_path_factory.mktemp("both") / "corpus"
    shutil.copytree(corpus.directory, folder)
    for part, file in (("policies", "policy.md"), ("rewards", "rewards.yaml")):
        shutil.copy(HERE / "notice" / file, folder / part / f"tea{Path(file).suffix}")
    return load_corpus(folder)


@pytest.mark.parametrize(
    ("text", "question", "policies"),
    [
        ("岚坪县茶企按30%补助", "", {"tea"}),
        ("按30%补助", "岚坪县怎么补", {"tea"}),
        ("宁德市企业技术中心", "", {"ningde-2021-68"}),
        ("按30%补助", "", {"ningde-2021-68"}),
    ],
)
def test_the_place_that_is_named_else_the_one_served(
    both: Corpus, text: str, question: str, policies: set[str]
) -> None:
    assert LocalGuard(both, "宁德市").meant(text, question) == policies


def test_what_one_place_pays_bears_out_nothing_of_another(both: Corpus) -> None:
    guard = LocalGuard(both, "宁德市")
    assert guard.check("岚坪县省级茶叶龙头企业奖励15万元。").ok
    assert not guard.check("岚坪县省级茶叶龙头企业奖励50万元。").ok
