"""Each row of the acts holds for its own examples and not for the others."""

from __future__ import annotations

import pytest

from assistant.acts.act_rows import ROWS, ActRow
from assistant.acts.recognition import ActReader
from assistant.policy.corpus import Corpus
from assistant.understanding.reader import Reader


@pytest.fixture(scope="module")
def reader(corpus: Corpus) -> Reader:
    return Reader(corpus)


@pytest.fixture(scope="module")
def acts(corpus: Corpus) -> ActReader:
    return ActReader(corpus)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.act}-{row.holds[0]}")
def test_row_holds_for_its_examples_only(row: ActRow, acts: ActReader, reader: Reader) -> None:
    for message in row.holds:
        deed = acts.read(reader.read(message))
        assert deed is not None and deed.act is row.act, message
    for message in row.holds_not:
        deed = acts.read(reader.read(message))
        assert deed is None or deed.act is not row.act, message
