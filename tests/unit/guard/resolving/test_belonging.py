"""To what a figure belongs: programme, level and payer, and whether the text itself names them."""

from __future__ import annotations

from tests.unit.guard.laid import Table


def test_what_the_text_names_beside_the_figure(table: Table) -> None:
    where = table.lay("省级企业技术中心奖励50万元。").where("50万元")
    assert (where.topics[0], where.levels, where.named, where.near) == (
        "technology-center", frozenset(["省级"]), True, True,
    )  # fmt: skip


def test_what_only_the_question_names(table: Table) -> None:
    where = table.lay("奖励50万元。", "省级企业技术中心多少").where("50万元")
    assert (where.topics[0], where.levels, where.named, where.near) == (
        "technology-center", frozenset(["省级"]), False, False,
    )  # fmt: skip
