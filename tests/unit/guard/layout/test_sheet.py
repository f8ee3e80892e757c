"""A text laid out: spans of sentences, clauses and parts, figures of a span, the way back to the source."""

from __future__ import annotations

from assistant.guard.layout.sheet import Sheet

TEXT = "茶园每亩800元，设备补30%、最高60万元。仓储奖6万元。"


def test_sentences_clauses_and_parts() -> None:
    sheet = Sheet(TEXT)
    cap = sheet.items[2]
    assert sheet.text[slice(*sheet.sentence_of(cap))] == "茶园每亩800元，设备补30%、最高60万元"
    assert sheet.text[slice(*sheet.clause_of(cap))] == "设备补30%、最高60万元"
    assert sheet.text[slice(*sheet.part_of(cap))] == "最高60万元"


def test_figures_before_and_behind() -> None:
    sheet = Sheet(TEXT)
    assert sheet.before(sheet.items[1], 0) == sheet.items[0]
    assert sheet.before(sheet.items[1], sheet.clause_of(sheet.items[1])[0]) is None
    assert sheet.after(sheet.items[1], sheet.sentence_of(sheet.items[1])[1]) == sheet.items[2]
    assert sheet.items_in(*sheet.sentence_of(sheet.items[3])) == (sheet.items[3],)


def test_spans_lead_back_to_the_source() -> None:
    source = "奖励　５　万 元"
    sheet = Sheet(source)
    (item,) = sheet.items
    start, end = sheet.source_span(item.start, item.end)
    assert source[start:end].replace(" ", "").replace("　", "") == "５万元"


def test_cells_of_a_row() -> None:
    sheet = Sheet("| 级别 | 标准 |\n|---|---|\n| 省级 | 15万元 |")
    (item,) = sheet.items
    line = sheet.line_of(item)
    found = sheet.cell_at(line, item.start)
    assert found is not None
    assert found[0] == 1
    assert [sheet.text[slice(*cell)].strip() for cell in sheet.cells_beside(line, 1)] == ["省级"]


def test_the_question_that_a_figure_answers() -> None:
    sheet = Sheet("省级奖多少？奖15万元。")
    question = sheet.question_of(sheet.items[0])
    assert question is not None
    assert sheet.text[slice(*question)].startswith("省级奖多少")


def test_what_is_quoted_as_wrong_is_known() -> None:
    sheet = Sheet("“省级茶企奖励90万元”，不实，应为15万元。")
    assert [sheet.is_quoted_wrong(item) for item in sheet.items] == [True, False]
