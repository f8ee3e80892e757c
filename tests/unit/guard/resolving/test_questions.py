"""What the user's messages ask of, the last one first."""

from __future__ import annotations

from decimal import Decimal

from assistant.guard.resolving.belonging import Asked
from assistant.guard.resolving.questions import ask
from tests.unit.guard.laid import Table


def asked(table: Table, *texts: str) -> Asked:
    return ask(texts, table.marker, table.judges.book)


def test_the_last_message_that_names_something_decides(table: Table) -> None:
    found = asked(table, "国家级企业技术中心奖多少", "那省级单项冠军呢")
    assert (found.topics[0], found.order) == ("single-champion", ("省级",))
    assert asked(table, "国家级企业技术中心奖多少", "谢谢").topics == ("technology-center",)


def test_figures_of_all_messages(table: Table) -> None:
    found = asked(table, "设备投资800万元", "能补多少，月薪6500")
    assert {item.value for item in found.items} == {Decimal(8000000)}
    assert Decimal(6500) in found.numbers


def test_bounds_and_goals_that_are_asked_for(table: Table) -> None:
    assert asked(table, "单项冠军的下限是多少").bound == "at_least"
    assert asked(table, "单项冠军的上限和下限").bound is None
    assert asked(table, "企业上市的目标是多少家").goals


def test_nothing_asked() -> None:
    assert Asked() == Asked(topics=(), levels=frozenset())
