"""Of which programme a figure speaks."""

from __future__ import annotations

import pytest

from tests.unit.guard.laid import Table


@pytest.mark.parametrize(
    ("text", "surface", "topic"),
    [
        ("按二（一）给予50万元。", "50万元", "technology-center"),
        ("研发经费补50%，最多100万元。", "100万元", "innovative-product"),
        ("企业技术中心奖50万元，工业设计中心的呢，不超过50万元。", "50万元。", "industrial-design-center"),
        ("百亿奖励怎么拿", "百亿", "revenue-ten-billion"),
    ],
)
def test_the_programme_of_a_figure(table: Table, text: str, surface: str, topic: str) -> None:
    assert topic in table.lay(text).where(surface).topics


def test_a_question_names_what_the_text_does_not(table: Table) -> None:
    where = table.lay("不超过80万元。", "国家级工业设计中心").where("80万元")
    assert where.topics[0] == "industrial-design-center"
    assert not where.near
