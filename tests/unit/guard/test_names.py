"""The guard's code names no place and no programme of a policy: those come from the corpus."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import assistant.guard
from assistant.policy import tiers
from assistant.policy.corpus import Corpus
from assistant.policy.lexicon import fold

GUARD = Path(assistant.guard.__file__).parent
# Still to be taken from the corpus: the English names of programmes.
REMAINING = {"layout/english.py"}
FILES = sorted(path for path in GUARD.rglob("*.py") if path.relative_to(GUARD).as_posix() not in REMAINING)


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


@pytest.mark.parametrize("path", [*FILES, Path(tiers.__file__)], ids=lambda path: path.name)
def test_no_literal_names_a_place_or_a_programme(corpus: Corpus, path: Path) -> None:
    served = {policy.meta.region for policy in corpus.policies}
    places = {region for region, entry in corpus.lexicon.regions.items() if entry.within in served or region in served}
    names = {name for place in places for name in (place, *corpus.lexicon.regions[place].names)}
    names |= {reward.name for reward in corpus.rewards}
    written = fold("\n".join(literals(path)))
    assert not [name for name in names if fold(name) in written]
