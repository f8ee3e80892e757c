"""What may be wrong with what is said of a right value."""

from __future__ import annotations

import pytest

from assistant.guard.judging.misuses import is_of_all_projects, is_yearly, wrong_base
from tests.unit.guard.laid import Table


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("传统产业重点创新产品按研发经费的50%补助", False),
        ("传统产业重点创新产品补助50%，基数为设备投资", True),
    ],
)
def test_bases_that_the_rate_does_not_apply_to(table: Table, text: str, wrong: bool) -> None:
    laid = table.lay(text)
    facts = table.judges.book.awards("innovative-product")
    assert (wrong_base(laid.reading.sheet, laid.cases[0].item, facts) is not None) is wrong


def test_what_is_given_per_project_said_of_all(table: Table) -> None:
    every, single = table.lay("不管报几个项目，合计最多补100万元"), table.lay("单个项目最多补100万元")
    assert is_of_all_projects(every.reading.sheet, every.cases[-1].item)
    assert not is_of_all_projects(single.reading.sheet, single.cases[-1].item)


def test_what_comes_again_every_year(table: Table) -> None:
    yearly, once = table.lay("每年奖励50万元"), table.lay("一次性奖励50万元")
    assert is_yearly(yearly.reading.sheet, yearly.cases[0].item)
    assert not is_yearly(once.reading.sheet, once.cases[0].item)
