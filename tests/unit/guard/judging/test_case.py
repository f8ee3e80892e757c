"""A figure to be judged: what it is said of, and whether the user named it."""

from __future__ import annotations

from tests.unit.guard.laid import Table


def test_what_is_read_of_a_figure_is_read_once(table: Table) -> None:
    case = table.lay("省级企业技术中心奖励50万元。").of("50万元")
    assert case.where is case.where
    assert case.award.verdict == "supported"


def test_the_users_own_figure(table: Table) -> None:
    question = "设备投资2400万元能补多少"
    assert table.lay("您投了2400万元。", question).of("2400万元").is_users
    assert not table.lay("标准是2400万元。", question).of("2400万元").is_users


def test_the_judges_know_when_windows_close(table: Table) -> None:
    assert table.judges.closes == 20211231
