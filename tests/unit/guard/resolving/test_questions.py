"""What the user's messages ask of, the last one first."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.guard.resolving.belonging import Asked
from assistant.guard.resolving.questions import ask
from tests.unit.guard.laid import Table


def asked(table: Table, *texts: str) -> Asked:
    return ask(texts, table.marker, table.judges.book, table.reader)


def test_the_last_message_that_names_something_decides(table: Table) -> None:
    found = asked(table, "国家级企业技术中心奖多少", "那省级单项冠军呢")
    assert (found.topics[0], found.order) == ("single-champion", ("省级",))
    assert asked(table, "国家级企业技术中心奖多少", "谢谢").topics == ("technology-center",)


@pytest.mark.parametrize(
    "text",
    ["首台套和单项冠军各奖多少", "上市有没有补贴，充电桩怎么补", "小巨人和省级专精特新", "市重点技改，设备3000万"],
)
def test_topics_and_levels_are_those_that_understanding_reads(table: Table, text: str) -> None:
    query = table.reader.read(text)
    assert asked(table, text).topics == query.topics
    assert asked(table, text).order == query.levels


def test_a_base_narrows_a_topic_down(table: Table) -> None:
    assert asked(table, "省重点技改贷款600万").topics == ("upgrade-loan-interest",)
    assert asked(table, "个体户有没有8万").topics == ("uncovered",)


def test_last_words_of_names_where_nothing_else_is_named(table: Table) -> None:
    assert set(asked(table, "标杆和平台各多少").topics) == {"5g-benchmark", "internet-platform"}


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
