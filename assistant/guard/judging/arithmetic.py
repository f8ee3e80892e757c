"""Recompute what a rate gives: rate × base with its cap and terms; and the sums that a sheet writes out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.guard import arithmetic
from assistant.guard.arithmetic import Expression
from assistant.guard.layout.items import Item
from assistant.guard.layout.sheet import Sheet
from assistant.guard.table.facts import Fact
from assistant.models import Bound
from assistant.text.figures import Unit


@dataclass(frozen=True, slots=True)
class Derived:
    """A sum of money that follows from a rate: `raw` where it lies above the cap."""

    fact: Fact
    value: Decimal
    bound: Bound
    raw: bool
    years: Decimal | int


def derive(facts: Iterable[Fact], bases: Iterable[Decimal], years: Sequence[Decimal | int]) -> Iterator[Derived]:
    """Yield what the rates give for the bases; yearly rates for each of `years`."""
    bases = tuple(dict.fromkeys(bases))
    for fact in facts:
        if fact.kind != "rate":
            continue
        for base in bases:
            once = base * fact.value / 100
            for count in years if fact.term else (1,):
                if fact.term and count > fact.term:
                    continue
                value = once * count
                if fact.cap is not None and value > fact.cap:
                    yield Derived(fact, value, fact.bound, True, count)
                    yield Derived(fact, fact.cap, "at_most", False, count)
                else:
                    yield Derived(fact, value, fact.bound, False, count)


def find_expressions(sheet: Sheet) -> tuple[Expression[Item], ...]:
    """Find the sums that are written out with operators.

    >>> [int(e.value()) for e in find_expressions(Sheet("2.6亿元×1%=260万元"))]
    [2600000]
    """
    return arithmetic.find_expressions(
        sheet.text, sheet.items, _number, lambda item: item.unit is Unit.PERCENT, _may_join
    )


def _number(item: Item) -> Decimal:
    return item.value / 100 if item.unit is Unit.PERCENT else item.value


def _may_join(left: Item, right: Item) -> bool:
    is_list = left.figure.group is not None and left.figure.group == right.figure.group
    return not is_list and Unit.DATE not in (left.unit, right.unit)
