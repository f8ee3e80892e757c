"""What a rate gives for a base, under its cap and over its years."""

from __future__ import annotations

from decimal import Decimal

from assistant.guard.judging.arithmetic import derive, find_expressions
from assistant.guard.layout.sheet import Sheet
from assistant.guard.table.facts import Fact
from assistant.text.figures import Unit


def rate(percent: int, cap: int | None = None, term: int | None = None) -> Fact:
    return Fact(
        reward="r", name="n", policy="p", clause="一", kind="rate", unit=Unit.PERCENT, value=Decimal(percent),
        bound="exact", cap=Decimal(cap) if cap else None, term=term,
    )  # fmt: skip


def test_a_product_below_its_cap() -> None:
    assert {one.value for one in derive([rate(20, 500000)], [Decimal(1500000)], ()) if not one.raw} == {Decimal(300000)}


def test_above_its_cap_only_the_cap_is_paid() -> None:
    found = {(one.value, one.raw) for one in derive([rate(20, 500000)], [Decimal(3000000)], ())}
    assert (Decimal(500000), False) in found
    assert (Decimal(600000), True) in found


def test_a_yearly_rate_is_added_up() -> None:
    values = {one.value for one in derive([rate(2, term=3)], [Decimal(1000000)], (1, 3))}
    assert {Decimal(20000), Decimal(60000)} <= values


def test_sums_written_out() -> None:
    (found,) = find_expressions(Sheet("150万元×20%=30万元"))
    assert found.value() == Decimal(300000)
