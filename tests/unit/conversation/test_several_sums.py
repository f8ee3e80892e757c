"""Several sums side by side: one is taken away, kept or set right, and nothing else changes them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.conversation.changed_numbers import set_right, share
from assistant.conversation.several_sums import Regrouped, regroup
from assistant.conversation.state import YUAN, Facts, Quantity
from assistant.understanding.query import UserFigure

TOLD = "喷涂线三条，分别120万、80万、310万"
GROUP = tuple(
    UserFigure(
        surface=surface, yuan=Decimal(yuan), role="base", start=TOLD.index(surface), near=f"喷涂线{surface}", apart=True
    )
    for surface, yuan in (("120万", 1_200_000), ("80万", 800_000), ("310万", 3_100_000))
)


def left(message: str) -> tuple[str, ...]:
    found = regroup(message, GROUP)
    return tuple(figure.surface for figure in found.figures) if found else ()


@pytest.mark.parametrize(
    ("message", "surfaces"),
    [
        ("第二条没批下来，去掉", ("120万", "310万")),
        ("最后一条不算", ("120万", "80万")),
        ("310万那条撤项了", ("120万", "80万")),
        ("最贵的那条不要了", ("120万", "80万")),
        ("只算前两条", ("120万", "80万")),
        ("只有第三条批了", ("310万",)),
        ("第一条报错了，应该是100万", ("100万", "80万", "310万")),
        ("80万那条记错了，是60万", ("120万", "60万", "310万")),
    ],
)
def test_what_is_left(message: str, surfaces: tuple[str, ...]) -> None:
    assert left(message) == surfaces


@pytest.mark.parametrize("message", ["第二条能补多少", "一共补多少", "又买了一条，90万", "第五条不算", "不算了"])
def test_what_changes_nothing(message: str) -> None:
    assert left(message) == ()


def test_one_sum_alone_is_no_group() -> None:
    assert regroup("第一条不算", GROUP[:1]) is None


def test_the_message_in_other_words() -> None:
    found = regroup("第二条不算，那还能补多少", GROUP)
    assert isinstance(found, Regrouped)
    assert found.say("设备") == "设备分别120万、310万，那还能补多少"
    assert found.put_into((TOLD[: GROUP[0].start], "")) == "喷涂线三条，分别120万、310万，那还能补多少"
    assert found.derivation == "去掉80万元，剩下120万元、310万元"


def test_a_number_is_set_right_in_its_part_of_the_sentence() -> None:
    berths = Quantity(value=Decimal(40), counter="泊位", turn=0, before="新建了", after="")
    facts = Facts(quantities=(berths,))
    right = set_right("刚才说错了，是36个", facts)
    assert right is not None and right.message == "新建了36泊位" and right.derivation == "40泊位改为36泊位"
    assert set_right("那36个呢", facts) is None
    assert set_right("说错了，36个能补多少吗", facts) is None
    fee = Quantity(value=Decimal(200_000), counter=YUAN, turn=0, before="缴了", after="保费")
    right = set_right("更正，是25万", Facts(quantities=(fee,)))
    assert right is not None and right.message == "缴了25万元保费"


def test_one_sum_of_several_machines_is_the_price_of_each() -> None:
    price = frozenset({"市场销售单价"})
    each = share("卖了5台，合同总价800万，补多少", price)
    assert each is not None and each.message == "卖了5台，每台卖160万元，补多少"
    assert each.derivation == "800万元÷5＝160万元"
    assert share("卖了5台，合同总价800万", frozenset({"设备投资"})) is None
    assert share("卖了5台，每台160万", price) is None
