"""The rows of cues: each says what its examples show, each word stands in one of them or in a written draft."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator

import pytest

import assistant.guard.words
from assistant.answering.rowwise import told
from assistant.guard.claims import series
from assistant.text import bounds, denying, figure_kinds, giving, summing
from assistant.text.cues import Cue, Row, Table, read_rows
from assistant.text.openings import opening_of, split
from tests.written import read_folder

FIGURE = re.compile("[‹›]")


def tables() -> Iterator[Table]:
    for module in pkgutil.iter_modules(assistant.guard.words.__path__, "assistant.guard.words."):
        table = getattr(importlib.import_module(module.name), "TABLE", None)
        if table is not None:
            yield table


DRAFTS = "\n".join(
    f"{case['draft']}\n{case.get('question') or ''}" for cases in read_folder("guard").values() for case in cases
)
TABLES = (*(words.TABLE for words in (bounds, denying, figure_kinds, giving, summing, series, told)), *tables())
ROWS = [(table.cues[row.says], row) for table in TABLES for row in table.rows]


def says(cue: Cue, row: Row, example: str) -> bool:
    """Whether a row, in its cue's frame, finds its words in an example where they are to stand."""
    before, figure, behind = FIGURE.split(example)
    text, start, end = before + figure + behind, len(before), len(before + figure)
    pattern = cue.compile((row,))
    if row.stands in ("before", "up_to"):
        return pattern.search(text, 0, start) is not None
    return (pattern.match(text, end) if row.stands == "behind" else pattern.search(text)) is not None


@pytest.mark.parametrize(("cue", "row"), ROWS, ids=[row.id for _, row in ROWS])
def test_a_row_says_what_its_examples_show(cue: Cue, row: Row) -> None:
    assert row.holds
    assert row.passes
    assert [example for example in row.holds if not says(cue, row, example)] == []
    assert [example for example in row.passes if says(cue, row, example)] == []


def test_rows_are_told_apart() -> None:
    for table in TABLES:
        assert len({row.id for row in table.rows}) == len(table.rows)
        assert {row.says for row in table.rows} == set(table.cues)


def test_every_word_stands_in_an_example_or_a_draft() -> None:
    unused = [
        (row.id, word)
        for _, row in ROWS
        for word in split(row.words)
        if not re.search(word.removesuffix("$"), "\n".join(FIGURE.sub("", one) for one in row.holds), re.MULTILINE)
        and not re.search(word.removesuffix("$"), DRAFTS)
    ]
    assert unused == []


def test_what_words_begin_with_costs_no_word() -> None:
    drafts = DRAFTS[: len(DRAFTS) // 4]
    for table in TABLES:
        for says in table.cues:
            joined = "|".join(row.expression for row in table.of(says))
            opening = opening_of(joined)
            if opening is not None:
                first = re.compile(f"[{opening}]")
                assert all(first.match(found[0]) for found in re.finditer(joined, drafts) if found[0])


@pytest.mark.parametrize("line", ["id\tsays", "a\tb\tbeside\t\t\t不\t\t\tx\ty", "a\tb\tbefore\t\tpage\t不\t\t\tx\ty"])
def test_a_faulty_row_is_named(line: str) -> None:
    with pytest.raises(ValueError, match=r"denials\.tsv:2"):
        read_rows(f"# rows\n{line}\n", "denials")
