"""Lines with what they stand under: headings, outer items, the head of a table."""

from __future__ import annotations

from assistant.guard.layout.lines import lay_out

TEXT = """## 茶园
改造补助：
1. 新建
  - 每亩800元
2. 改建

| 级别 | 标准 |
|---|---|
| 省级 | 15万元 |"""


def test_kinds_of_lines() -> None:
    kinds = [line.kind for line in lay_out(TEXT)]
    assert kinds == ["heading", "text", "item", "item", "item", "row", "rule", "row"]


def test_an_item_stands_under_its_item_its_paragraph_and_its_heading() -> None:
    lines = lay_out(TEXT)
    assert lines[3].parents == (2, 1, 0)
    assert lines[4].parents == (1, 0)


def test_a_row_has_the_head_of_its_table() -> None:
    lines = lay_out(TEXT)
    row = lines[-1]
    assert row.header == 5
    assert [TEXT[slice(*cell)].strip() for cell in row.cells] == ["省级", "15万元"]


def test_a_blank_line_ends_a_table() -> None:
    lines = lay_out("| 甲 | 1 |\n\n| 乙 | 2 |")
    assert [line.header for line in lines] == [0, 1]


def test_marks_of_documents_rank_from_the_outermost_in() -> None:
    lines = lay_out("二十一、茶园\n(一)新建\n1.山地\n(1)50亩以上\n①每亩800元\n● 另有肥料\n2、平地\n(二)改建")
    assert [line.kind for line in lines] == ["item"] * 8
    assert [line.parents[:1] for line in lines] == [(), (0,), (1,), (2,), (3,), (4,), (1,), (0,)]
