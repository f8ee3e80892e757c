"""Every word that a pattern of the guard writes out stands in a draft, in a cue's example, or in literals.tsv."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path
from re import _parser as parser  # type: ignore[attr-defined]

import pytest

import assistant.guard
from assistant.settings import ROOT
from tests.literals import SHORTEST, words
from tests.written import read_folder

ROWS = [
    tuple(line.split("\t"))
    for line in Path(__file__).with_name("literals.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Yield the patterns that the guard's modules compile themselves, by name; those of cues have their own test."""
    for found in pkgutil.walk_packages(assistant.guard.__path__, "assistant.guard."):
        module = importlib.import_module(found.name)
        source = Path(str(module.__file__)).read_text("utf-8")
        for name, value in vars(module).items():
            if isinstance(value, re.Pattern) and re.search(rf"^{name}\b.*= re\.compile", source, re.MULTILINE):
                yield f"{found.name.removeprefix('assistant.guard.')}.{name}", value


def told() -> str:
    """Return all texts that show a word: drafts, questions, notices, lists and examples of rows, sentences of tests."""
    cases = (case for cases in read_folder("guard").values() for case in cases)
    drafts = [f"{case['draft']}\n{case.get('question') or ''}" for case in cases]
    paths = [
        *(ROOT / "assistant").rglob("*.tsv"),
        *(path for path in (ROOT / "tests" / "data").rglob("*") if path.suffix in {".md", ".yaml", ".jsonl"}),
        *(ROOT / "tests" / "cases").rglob("*.jsonl"),
        *(ROOT / "corpus").rglob("*.*"),
        *(path for path in (ROOT / "tests").rglob("*.py") if path != Path(__file__)),
    ]
    texts = [re.sub("[‹› ]", "", path.read_text("utf-8")) for path in paths]
    return "\n".join((*drafts, *texts, *(row[1] for row in ROWS)))


def test_every_word_stands_in_a_text() -> None:
    texts = told()
    seen = {(name, word) for name, pattern in patterns() for word in words(parser.parse(pattern.pattern))}
    assert {(name, word) for name, word in seen if len(word) >= SHORTEST and word not in texts} == set()


@pytest.mark.parametrize(("name", "text"), ROWS)
def test_a_pattern_finds_its_example(name: str, text: str) -> None:
    module, _, own = name.rpartition(".")
    pattern = getattr(importlib.import_module(f"assistant.guard.{module}"), own)
    assert pattern.search(text) is not None
