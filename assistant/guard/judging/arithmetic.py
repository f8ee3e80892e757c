"""Recompute what a text works out: rate × base with its cap, terms, sums and differences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.guard.layout.sheet import Item, Sheet
from assistant.guard.table.facts import Fact
from assistant.models import Bound
from assistant.text.figures import Unit

_OPERATOR = re.compile(
    r"^[\s()（）元的]*(?:(?P<mul>[×xX*]|乘以?|乘上)|(?P<add>(?:[+＋]|，?再?加上?)(?:[^，。；0-9\n]{0,10}(?=$))?)|(?P<sub>[-－−]|减去?)|(?P<div>[÷/]|除以)|(?P<eq>[=＝≈]|等于|得出?|[，,]?(?:即|就是|也就是|约为|为|是)))[\s()（）约为]*$"
)
_OF = re.compile(r"^[\s元]*的[\s]*$")
MOST_PARTS = 8
_TOLERANCE = Decimal("0.006")


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


def same(stated: Decimal, computed: Decimal, approximate: bool = False) -> bool:
    """Whether a stated sum is the computed one, rounding allowed where the computed one does not come out even."""
    if stated == computed:
        return True
    if computed == 0:
        return False
    uneven = computed % 100 != 0
    return (approximate or uneven) and abs(stated - computed) / computed < _TOLERANCE


@dataclass(frozen=True, slots=True)
class Expression:
    """A sum written out: operands with their operators, and the result behind the equals sign.

    `kinds` are the operators that occur.
    """

    operands: tuple[Item, ...]
    operators: tuple[str, ...]
    result: Item | None
    kinds: frozenset[str]

    def value(self) -> Decimal | None:
        """Evaluate from left to right, products first; None where units don't fit."""
        total, term = Decimal(0), _number(self.operands[0])
        sign = 1
        for operator, item in zip(self.operators, self.operands[1:], strict=True):
            number = _number(item)
            if operator == "mul":
                term *= number
            elif operator == "div":
                if not number:
                    return None
                term /= number
            else:
                total += sign * term
                sign, term = (1 if operator == "add" else -1), number
        return total + sign * term


def _number(item: Item) -> Decimal:
    return item.value / 100 if item.unit is Unit.PERCENT else item.value


def find_expressions(sheet: Sheet) -> tuple[Expression, ...]:
    """Find the sums that are written out with operators.

    >>> [int(e.value()) for e in find_expressions(Sheet("2.6亿元×1%=260万元"))]
    [2600000]
    """
    found: list[Expression] = []
    operands: list[Item] = []
    operators: list[str] = []
    for left, right in zip(sheet.items, sheet.items[1:], strict=False):
        gap = sheet.text[left.end : right.left] if right.left >= left.end else sheet.text[left.end : right.start]
        is_list = left.figure.group is not None and left.figure.group == right.figure.group
        kind = _kind(gap, right) if len(gap) <= 16 and not is_list else None
        if kind in ("mul", "add", "sub", "div") and left.unit is not Unit.DATE and right.unit is not Unit.DATE:
            operands = operands or [left]
            operands.append(right)
            operators.append(str(kind))
        elif kind == "eq" and operands:
            found.append(_expression(operands, operators, right))
            operands, operators = [], []
        else:
            if operands:
                found.append(_expression(operands, operators, None))
            operands, operators = [], []
    if operands:
        found.append(_expression(operands, operators, None))
    return tuple(found)


def _expression(operands: Sequence[Item], operators: Sequence[str], result: Item | None) -> Expression:
    return Expression(tuple(operands), tuple(operators), result, frozenset(operators))


def _kind(gap: str, right: Item) -> str | None:
    if right.unit is Unit.PERCENT and _OF.match(gap):
        return "mul"
    operator = _OPERATOR.match(gap)
    return operator.lastgroup if operator else None


def sums_of(values: Sequence[Decimal], total: Decimal) -> tuple[int, ...] | None:
    """Return which two or more of the values (the last eight) make up the total: the most, the earliest of them.

    >>> sums_of([Decimal(5), Decimal(50), Decimal(5)], Decimal(55))
    (0, 1)
    """
    offset = max(0, len(values) - MOST_PARTS)
    found: dict[tuple[int, ...], Decimal] = {(): Decimal(0)}
    for index, value in enumerate(values[offset:], offset):
        found |= {(*chosen, index): part + value for chosen, part in found.items() if part + value <= total}
    exact = [chosen for chosen, part in found.items() if part == total and len(chosen) > 1]
    return min(exact, key=lambda chosen: (-len(chosen), chosen), default=None)
