"""The guard names no place, programme, brand or payer of the policy served: these come from its corpus."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import assistant.guard
from assistant.policy import levels, tiers
from assistant.policy.corpus import Corpus
from assistant.policy.lexicon import fold
from assistant.policy.topics import essence
from assistant.text import bounds

GUARD = Path(assistant.guard.__file__).parent
FILES = sorted(GUARD.rglob("*.py")) + [Path(module.__file__ or "") for module in (tiers, levels, bounds)]
TABLES = sorted(GUARD.rglob("*.tsv")) + sorted(Path(bounds.__file__).parent.glob("*.tsv"))
QUOTED = re.compile("“([^”]+)”")
# What this policy's rows measure and are paid by, and what its programmes are called for short.
OWN_WORDS = ("百亿", "营业收入", "纳统", "规上", "两级", "项目受益", "三元锂", "锂电", "不锈钢", "重中之重")


def literals(path: Path) -> Iterator[str]:
    """Yield the strings of a module that are no docstrings."""
    tree = ast.parse(path.read_text("utf-8"))
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    told = {id(node.body[0].value) for node in ast.walk(tree) if isinstance(node, documented) and _is_told(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.value


def _is_told(node: ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    return bool(node.body) and isinstance(node.body[0], ast.Expr)


@pytest.fixture(scope="module")
def names(corpus: Corpus) -> set[str]:
    served = {policy.meta.region for policy in corpus.policies}
    regions = corpus.lexicon.regions
    places = {region for region, entry in regions.items() if entry.within in served or region in served}
    places |= {within for region in served if region in regions and (within := regions[region].within)}
    rewards = {reward.name for reward in corpus.rewards}
    programmes = rewards | {essence(name) for name in rewards} | {brand for n in rewards for brand in QUOTED.findall(n)}
    numbers = {policy.meta.number for policy in corpus.policies}
    called = {name for place in places for name in (place, *regions[place].names)}
    return {fold(name) for name in called | programmes | numbers if len(name) > 1}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(GUARD.parent).as_posix())
def test_no_literal_names_what_the_corpus_names(names: set[str], path: Path) -> None:
    written = fold("\n".join(literals(path)))
    assert {name for name in (*names, *OWN_WORDS) if name in written} == set()


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.relative_to(GUARD.parent).as_posix())
def test_no_table_names_what_the_corpus_names(names: set[str], path: Path) -> None:
    written = fold(path.read_text("utf-8"))
    assert {name for name in names if name in written} == set()
