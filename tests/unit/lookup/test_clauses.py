"""Look-up over the real index: what is found, why, and what can be said of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assistant.guard.checker import Guard
from assistant.lookup.clauses import ClauseHit, Found, LookUp
from assistant.lookup.measure_kinds import ClauseFilter, list_choices
from assistant.policy.corpus import Corpus
from assistant.retrieval.retriever import Retriever
from assistant.searching import ClauseSearch

BEFORE, OPEN, CLOSED = date(2021, 7, 1), date(2021, 12, 31), date(2026, 11, 23)


@pytest.fixture(scope="module")
def retriever(corpus: Corpus, built_index: Path) -> Retriever:
    return Retriever.open(built_index, corpus)


@pytest.fixture(scope="module")
def search(corpus: Corpus, retriever: Retriever) -> ClauseSearch:
    return ClauseSearch(corpus, retriever)


@pytest.fixture(scope="module")
def lookup(corpus: Corpus, search: ClauseSearch) -> LookUp:
    return LookUp(corpus, search, lambda: CLOSED)


def clauses(found: Found) -> list[str]:
    return [hit.clause for hit in found.hits]


def marked(hit: ClauseHit) -> list[str]:
    return [hit.text[start:end] for start, end in hit.spans]


def test_without_words_all_clauses_stand_in_printed_order(lookup: LookUp, corpus: Corpus) -> None:
    found = lookup.search()
    assert clauses(found) == [clause.label for clause in corpus.clauses]
    assert {hit.score for hit in found.hits} == {None}


def test_it_is_the_chats_search(lookup: LookUp, search: ClauseSearch) -> None:
    words = "专精特新企业奖励"
    assert [(hit.clause, hit.score) for hit in lookup.search(words).hits] == [
        (hit.clause, hit.score) for hit in search.search(words, 50).hits
    ]


def test_says_why_a_clause_was_found(lookup: LookUp) -> None:
    hit = lookup.search("研发中心").hits[0]
    assert hit.clause == "二（一）"
    assert hit.reasons[0] == "词表认出：“研发中心”，即“企业技术中心”"
    assert hit.reasons[-1] == f"字词相符 {hit.lexical:.2f} · 语义相近 {hit.dense:.2f}"
    assert "企业技术中心" in marked(hit)


@pytest.mark.parametrize(
    ("words", "clause", "piece"),
    [
        ("50万元", "二（一）", "50 万元"),
        ("５０萬元", "二（一）", "50 万元"),
        ("“小巨人”", "二（五）", "“小巨人”"),
        ("xiaojuren", "二（五）", "“小巨人”"),
        ("专精特鑫", "二（五）", "“专精特新”"),
        ("贷款", "四（二）", "贷款"),
    ],
)
def test_marks_the_words_however_they_are_typed(lookup: LookUp, words: str, clause: str, piece: str) -> None:
    hit = next(hit for hit in lookup.search(words).hits if hit.clause == clause)
    assert any(piece.strip("“”") in found for found in marked(hit))


def test_a_number_is_not_marked_inside_another(lookup: LookUp) -> None:
    hit = next(hit for hit in lookup.search("50万元").hits if hit.clause == "二（一）")
    assert marked(hit) == ["50 万元"]


def test_marks_neither_overlap_nor_leave_the_text(lookup: LookUp) -> None:
    for hit in lookup.search("工业企业技术中心 省级企业 企业").hits:
        edges = [edge for span in hit.spans for edge in span]
        assert edges == sorted(set(edges)) and edges[-1] <= len(hit.text)


@pytest.mark.parametrize(
    ("narrowed", "kept"),
    [
        (ClauseFilter(level="国内"), {"三（二）"}),
        (ClauseFilter(measure="threshold"), {"二（三）"}),
        (ClauseFilter(department="市人社局"), {"六（三）", "六（四）"}),
        (ClauseFilter(department="国网宁德供电公司"), {"六（二）"}),
        (ClauseFilter(measure="unpriced", level="市级"), set()),
        (ClauseFilter(policy="unknown"), set()),
    ],
)
def test_filters_narrow_with_and_without_words(lookup: LookUp, narrowed: ClauseFilter, kept: set[str]) -> None:
    assert set(clauses(lookup.search("", narrowed))) == kept
    assert set(clauses(lookup.search("企业", narrowed))) <= kept


def test_every_choice_finds_something(lookup: LookUp, corpus: Corpus) -> None:
    choices = list_choices(corpus)
    filters = [ClauseFilter(department=name) for name in choices.departments]
    filters += [ClauseFilter(level=name) for name in choices.levels]
    filters += [ClauseFilter(policy=name) for name, _ in choices.policies]
    assert filters and all(lookup.search("", narrowed).hits for narrowed in filters)


def test_says_what_was_turned_down_and_why(lookup: LookUp) -> None:
    found = lookup.search("今天天气怎么样")
    assert not found.hits and found.rejected
    assert "低于下限" in found.rejected[0].reason


@pytest.mark.parametrize("today", [BEFORE, OPEN, CLOSED])
def test_what_staff_copy_passes_the_guard(corpus: Corpus, retriever: Retriever, today: date) -> None:
    guard = Guard(corpus)
    for hit in LookUp(corpus, retriever, lambda: today).search().hits:
        for text in (hit.citation, hit.script):
            assert guard.check(text).findings == (), hit.clause


def test_a_script_has_bound_condition_validity_department_and_clause(lookup: LookUp) -> None:
    script = next(hit.script for hit in lookup.search().hits if hit.clause == "二（五）")
    assert script == (
        "您好，根据宁政办〔2021〕68号第二条第（五）项，单项冠军企业，条件是新认定：国家级一次性给予不低于100万元奖励；"
        "省级一次性给予不低于50万元奖励；市级一次性给予不低于5万元奖励。专精特新企业，条件是新认定："
        "国家级一次性给予不低于50万元奖励；省级一次性给予不低于10万元奖励；市级一次性给予不低于5万元奖励。"
        "市内奖励从优且不重复享受。请注意，资格认定已于2021年12月31日截止，是否有后续政策，请咨询市工业和信息化局。"
        "责任单位是市工信局、财政局、各县（市、区）人民政府、东侨经济技术开发区管委会。"
    )


def test_a_script_says_every_figure_of_its_awards(lookup: LookUp) -> None:
    for hit in lookup.search().hits:
        for row, standard in zip(hit.rewards, hit.standards, strict=True):
            if row.kind == "award" and row.yuan is not None:
                assert standard.removeprefix("一次性") in hit.script


def test_the_window_follows_the_day(corpus: Corpus, retriever: Retriever) -> None:
    days = iter([OPEN, OPEN, CLOSED])
    lookup = LookUp(corpus, retriever, lambda: next(days))
    assert [lookup.search().hits[3].closed for _ in range(2)] == [False, True]


@pytest.mark.parametrize("typed", ["二（五）", "二(五)", "二 五", "第二条第（五）项", "2.5", "二、（五）"])
def test_a_number_finds_that_clause_and_no_other(lookup: LookUp, typed: str) -> None:
    found = lookup.search(typed)
    assert clauses(found) == ["二（五）"]
    assert found.hits[0].reasons == ("条款号相符",)


def test_a_part_finds_its_clauses_in_order(lookup: LookUp) -> None:
    assert clauses(lookup.search("二")) == [f"二（{at}）" for at in "一二三四五六"]


def test_words_beside_a_number_are_searched_for(lookup: LookUp) -> None:
    assert lookup.search("二（五） 充电桩").hits[0].clause == "三（三）"


def test_the_script_is_on_the_programme_and_level_looked_for(lookup: LookUp) -> None:
    hit = lookup.search("省级单项冠军奖多少").hits[0]
    assert hit.clause == "二（五）"
    assert "省级一次性给予不低于50万元奖励" in hit.script and "专精特新" not in hit.script
    assert "100万元" not in hit.script and "责任单位是" in hit.script
    whole = lookup.search("二（五）").hits[0]
    assert whole.script == whole.scripts[0].text and "专精特新" in whole.script
