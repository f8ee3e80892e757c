"""Totals over programmes: refused outright, passed where the text leaves them to the interpreter and is right."""

from __future__ import annotations

import pytest

from assistant.guard.checker import Guard
from assistant.policy.corpus import Corpus

STATED = """- **省级企业技术中心**：一次性给予 **50万元** 奖励（二（一））
- **首次年营业收入超百亿元企业**：一次性给予 **300万元** 奖励（二（三））
- **省级专精特新企业**：一次性给予 **不低于10万元** 奖励（二（五））
- **国家级单项冠军企业**：一次性给予 **不低于100万元** 奖励（二（五））
- **市级工业设计中心**：给予 **不超过5万元** 奖励（二（六））

"""
IF = "若经市工业和信息化局确认可以同时享受，"


@pytest.fixture(scope="module")
def guard(corpus: Corpus) -> Guard:
    return Guard(corpus)


@pytest.mark.parametrize(
    "total",
    [
        "合计 50万元＋300万元＝**350万元**。",
        "定额合计300万元+50万元=350万元。",
        "合计不低于10万元＋不低于100万元＝**不低于110万元**。",
    ],
)
def test_a_right_total_that_hangs_on_the_interpreter_passes(guard: Guard, total: str) -> None:
    assert guard.check(STATED + IF + total).ok
    assert not guard.check(STATED + total).ok
    assert not guard.check(IF + total).ok, "the awards themselves were not stated"


@pytest.mark.parametrize(
    "total",
    [
        "合计 50万元＋300万元＝360万元。",
        "合计 50万元＋50万元＝100万元。",
        "合计 50万元＋500万元＝550万元。",
        "合计 300万元＋10万元＝310万元。",
        "合计不低于10万元＋不低于100万元＝110万元。",
        "合计 50万元＋300万元＝不低于350万元。",
        "合计不低于50万元＋不低于300万元＝不低于350万元。",
        "合计不超过5万元＋50万元＝55万元。",
        "合计 5万元＋50万元＝55万元。",
        "合计350万元。",
        "50万元×7＝350万元。",
    ],
)
def test_a_wrong_total_is_refused_all_the_same(guard: Guard, total: str) -> None:
    assert not guard.check(STATED + IF + total).ok


def test_levels_of_one_programme_are_never_added(guard: Guard) -> None:
    text = "国家级企业技术中心奖励500万元，省级企业技术中心奖励50万元。" + IF + "合计 500万元＋50万元＝550万元。"
    assert not guard.check(text).ok
