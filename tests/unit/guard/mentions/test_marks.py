"""Where a text names programmes, levels, payers and clauses; what a figure is only compared with is kept apart."""

from __future__ import annotations

from assistant.guard.mentions.marks import Mark, Marks, beside
from tests.unit.guard.laid import Table


def test_programmes_levels_payers_and_clauses(table: Table) -> None:
    marked = table.marker.mark("按二（一），省级企业技术中心由市级财政奖励")
    assert [mark.value for mark in marked.topics.all] == ["technology-center"]
    assert "省级" in [mark.value for mark in marked.levels.all]
    assert [mark.value for mark in marked.clauses.all] == ["二（一）"]
    assert [mark.value for mark in marked.payers.all] == ["city"]


def test_what_is_compared_with_is_kept_apart(table: Table) -> None:
    marked = table.marker.mark("省级单项冠军比国家级少50万元")
    assert [mark.value for mark in marked.levels.all] == ["省级"]
    assert [mark.value for mark in marked.compared_levels.all] == ["国家级"]


def test_mentions_are_looked_up_by_span() -> None:
    marks = Marks([Mark(8, 10, "b"), Mark(2, 4, "a")])
    first, last = marks.first_after(3), marks.last_before(8)
    assert [mark.value for mark in marks.all] == ["a", "b"]
    assert (first and first.value, last and last.value) == ("b", "a")
    assert marks.inside(0, 8) == (Mark(2, 4, "a"),)
    assert marks.first_after(9) is None


def test_the_mention_in_the_part_of_the_topic_goes_first(table: Table) -> None:
    sheet = table.marker.lay_out("省级企业技术中心、市级单项冠军")
    marked = table.marker.mark(sheet.text)
    champion = next(mark for mark in marked.topics.all if mark.value == "single-champion")
    assert [mark.value for mark in beside(sheet, marked.levels, champion)] == ["市级"]
