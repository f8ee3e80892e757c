"""前者 and 后者 stand for the two things named before."""

from __future__ import annotations

import pytest

from assistant.guard.mentions.pronouns import resolve
from tests.unit.guard.laid import Table


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("企业技术中心和工业设计中心不同，前者重研发，后者重设计", ["technology-center", "industrial-design-center"]),
        ("企业技术中心和工业设计中心不同，后者重设计", ["industrial-design-center"]),
        ("只有企业技术中心，前者重研发", []),
    ],
)
def test_programmes(table: Table, text: str, topics: list[str]) -> None:
    marked = resolve(text, table.marker.mark(text))
    start = min(at for at in (text.find("前者"), text.find("后者")) if at >= 0)
    assert [mark.value for mark in marked.topics.inside(start, len(text))] == topics


def test_levels_of_one_programme(table: Table) -> None:
    text = "国家级和省级的企业技术中心，前者500万元"
    marked = resolve(text, table.marker.mark(text))
    assert [mark.value for mark in marked.levels.inside(text.index("前者"), len(text))] == ["国家级"]
