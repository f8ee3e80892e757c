"""English words: every row reads its example, and a corpus adds the names of its programmes."""

from __future__ import annotations

import pytest

from assistant.guard.layout.english import Row, Translator, general_rows, general_translator
from assistant.policy.corpus import Corpus
from assistant.text.normalization import normalize


@pytest.mark.parametrize("row", general_rows(), ids=lambda row: row.chinese)
def test_a_row_reads_its_example(row: Row) -> None:
    normal = general_translator().translate(normalize(row.example))
    assert normal.text == row.reads
    assert row.chinese in normal.text
    assert len(normal.offsets) == len(normal.text)


@pytest.mark.parametrize(
    ("text", "chinese"),
    [
        ("a municipal industrial design centre", "工业设计中心"),
        ("the newly recognised “little giants” get", "小巨人"),
        ("a technical-upgrading project gets", "重点技术改造项目"),
    ],
)
def test_a_corpus_adds_its_names(corpus: Corpus, text: str, chinese: str) -> None:
    assert chinese in Translator(corpus.lexicon.english).translate(normalize(text)).text
    assert chinese not in general_translator().translate(normalize(text)).text
