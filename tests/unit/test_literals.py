"""Every word that a package writes out stands in a text or in an example of its literals.tsv, which is read as shown.

A row: the name of the pattern or of the collection of words, a tab, and examples apart by ` / `, in each what is found
in ‹›; an example without these marks is one in which nothing is found. The guard has a test and a file of its own.
"""

from __future__ import annotations

import importlib
import re
from pathlib import Path

import pytest

from tests.literals import collected, literals, patterns, shown

HERE = Path(__file__).parent
PACKAGES = ("acts", "answering", "conversation", "eligibility", "lookup", "policy", "text", "understanding")
ROWS = [
    (package, *line.split("\t"))
    for package in PACKAGES
    for line in (HERE / package / "literals.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]
EXAMPLES = [(package, name, example) for package, name, examples in ROWS for example in examples.split(" / ")]


@pytest.mark.parametrize("package", PACKAGES)
def test_every_word_stands_in_a_text(package: str) -> None:
    texts = shown()
    assert {(name, word) for name, word in literals(package) if word not in texts} == set()


@pytest.mark.parametrize(("package", "name", "example"), EXAMPLES)
def test_an_example_is_read_as_shown(package: str, name: str, example: str) -> None:
    module, _, own = name.rpartition(".")
    value = getattr(importlib.import_module(f"assistant.{package}.{module}"), own)
    before, *found = re.split("[‹›]", example)
    text = "".join((before, *found))
    spans = {one.span() for pattern in patterns(value) for one in pattern.finditer(text)}
    if not found:
        assert spans == set()
    elif spans:
        assert (len(before), len(before + found[0])) in spans
    else:
        assert found[0] in collected(value)


def test_no_name_has_two_rows() -> None:
    names = [(package, name) for package, name, _ in ROWS]
    assert len(set(names)) == len(names)
