"""Lines of a text by the documents that they are on."""

from __future__ import annotations

import pytest

from assistant.guard.document_lines import Passage, PassageReader, blank_plain, merge
from assistant.models import CheckedFigure, Finding, GuardResult
from assistant.policy.corpus import Corpus

OLD, NEW = "宁政办〔2021〕68号", "宁政办〔2026〕903号"


@pytest.fixture(scope="module")
def reader(many_corpus: Corpus) -> PassageReader:
    meta = many_corpus.policy("ningde-2026-903").meta
    assert meta.number == NEW and meta.id not in many_corpus.curated
    return PassageReader(many_corpus, lambda line: "技术中心" in line)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("给5万元。\n给6万元。", [False]),
        (f"按{NEW}：\n给5万元。\n按{OLD}，给6万元。\n另给7万元。", [True, False]),
        (f"> 按{OLD}\n| 甲 | 5万元 | {NEW} |\n| 乙 | 6万元 | {OLD} |", [False, True, False]),
        (f"按{NEW}，给5万元。\n技术中心给6万元。", [True, False]),
        (f"按{NEW}：\n\n技术中心给6万元。", [True]),
        (f"按{NEW}和{OLD}，都给5万元。", [False]),
    ],
)
def test_a_line_is_on_the_document_named_last(reader: PassageReader, text: str, plain: list[bool]) -> None:
    passages = reader.read(text, plain=False)
    assert [passage.plain for passage in passages] == plain
    assert "".join(text[passage.start : passage.end] for passage in passages) == text


def test_a_text_that_names_none_is_as_its_rows_are(reader: PassageReader) -> None:
    assert reader.read("给5万元。", plain=True) == (Passage(0, 5, True),)


def test_what_is_judged_apart_is_told_where_it_stands() -> None:
    def result(at: int, surface: str) -> GuardResult:
        finding = Finding(surface=surface, start=at, end=at + 1, reason="wrong_value", message="")
        figure = CheckedFigure(surface=surface, start=at, end=at + 1, verdict="wrong")
        return GuardResult(ok=False, findings=(finding,), figures=(figure,), read=1)

    passages = (Passage(0, 3, True), Passage(3, 6, False))
    merged = merge(result(4, "乙"), passages, lambda _: result(1, "甲"))
    assert [(finding.surface, finding.start) for finding in merged.findings] == [("甲", 1), ("乙", 4)]
    assert (merged.read, merged.ok) == (2, False)
    assert blank_plain("a甲\nb乙c", passages) == "  \nb乙c"
