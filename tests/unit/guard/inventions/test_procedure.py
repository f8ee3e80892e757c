"""Who does what in the procedure."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.guard.inventions.procedure import RoleReview, read_roles
from assistant.guard.inventions.reviewed import Reviewed
from assistant.guard.layout.sheet import Sheet
from assistant.policy.corpus import Corpus


def test_who_does_what_for_which_articles() -> None:
    (found,) = read_roles("第三条至第五条由市港务局负责审核。")
    assert (found.what, found.who, sorted(found.articles)) == ("examines", "市港务局", [3, 4, 5])
    assert [one.who for one in read_roles("乡镇人民政府在10个工作日内完成初审")] == ["乡镇人民政府"]


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ("第一条由市财政局审核。", ["市财政局"]),
        ("第一条由交通运输局审核。", []),
        ("第三条由市人社局审核。", []),
        ("第三条由市交通运输局审核。", ["市交通运输局"]),
        ("奖励由财政部门拨付。", []),
        ("奖励由市商务局拨付。", ["市商务局"]),
        ("司机名册由市交警支队提供。", []),
        ("冷藏箱数据由市统计局提供。", ["市统计局"]),
        ("交通主管部门5个工作日内完成初审。", []),
        ("市交通运输局5个工作日内完成初审。", ["市交通运输局"]),
    ],
)
def test_who_is_said_to_do_what_another_does(freight_corpus: Corpus, said: str, wrong: list[str]) -> None:
    reviewed = Reviewed(Sheet(said), "", date(2026, 6, 1))
    assert [said[one.start : one.end] for one in RoleReview(freight_corpus).find(reviewed)] == wrong
