"""Whose figures a comparison sets beside each other."""

from __future__ import annotations

from decimal import Decimal

from assistant.guard.judging.sides import Side, SideFinder
from tests.unit.guard.laid import Table


def side(topic: str, level: str) -> Side:
    return Side((topic,), frozenset([level]), frozenset())


def test_values_of_one_kind_are_paired(table: Table) -> None:
    pairs = SideFinder(table.judges.book).pairs(
        side("technology-center", "省级"), side("technology-center", "市级"), "奖励"
    )
    assert (Decimal(500000), Decimal(50000)) in set(pairs)


def test_sides_are_read_from_their_spans(table: Table) -> None:
    text = "国家级企业技术中心是省级的十倍"
    laid = table.lay(text)
    span = (text.index("省级"), text.index("的十倍"))
    found = SideFinder(table.judges.book).find(laid.reading, span, 0, span[0], ())
    assert found is not None
    assert [one.levels for one in found] == [frozenset(["国家级"]), frozenset(["省级"])]
    assert {one.topics for one in found} == {("technology-center",)}
