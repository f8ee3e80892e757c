"""Sums that a text writes out, and whether a stated value is the one that comes of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Generic, Protocol, TypeVar

_OPERATORS = {
    "mul": "[×xX*]|乘以?|乘上",
    "add": r"(?:[+＋]|，?再?加上?)(?:[^，。；0-9\n]{0,10}(?=$))?",
    "sub": "[-－−]|减去?|，?再?(?:减[去掉]|扣[除掉去减])(?:[^，。；0-9\n]{0,10}(?=$))?",
    "div": "[÷/]|除以",
    "eq": "[=＝≈]|合计|[，,]?(?:等于|得出?|即|就是|也就是|约为|为|是|[再只还]?能?补[足差发]?额?|差额[是为]?|[还只]?剩)",
}
_OPERATOR = re.compile(
    r"[\s()（）元块的]*(?:/[一-鿿]{1,3})*[\s()（）]*(?:"
    + "|".join(f"(?P<{name}>{words})" for name, words in _OPERATORS.items())
    + r")[\s()（）约为]*(?:人民币)?$"
)
_OF = re.compile(r"[\s元]*的[\s]*$")
LONGEST_GAP = 16
MOST_PARTS = 8
_TOLERANCE = Decimal("0.006")


class Term(Protocol):
    """A number of a text: where it stands, with its bound words from `left`."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def left(self) -> int: ...


T = TypeVar("T", bound=Term)


@dataclass(frozen=True, slots=True)
class Expression(Generic[T]):
    """A sum written out: operands with their numbers and operators, and the result behind the equals sign."""

    operands: tuple[T, ...]
    numbers: tuple[Decimal, ...]
    operators: tuple[str, ...]
    result: T | None

    @property
    def kinds(self) -> frozenset[str]:
        """The operators that occur."""
        return frozenset(self.operators)

    def value(self) -> Decimal | None:
        """Evaluate from left to right, products first; None where a divisor is nought."""
        total, term = Decimal(0), self.numbers[0]
        sign = 1
        for operator, number in zip(self.operators, self.numbers[1:], strict=True):
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


def find_expressions(
    text: str, terms: Sequence[T], number: Callable[[T], Decimal], is_rate: Callable[[T], bool],
    joins: Callable[[T, T], bool],
) -> tuple[Expression[T], ...]:  # fmt: skip
    """Find the sums that are written out with operators: `number` is what a term counts in them.

    `joins`: whether an operator may stand between two terms.
    """
    found: list[Expression[T]] = []
    operands: list[T] = []
    operators: list[str] = []

    def close(result: T | None) -> None:
        if operands:
            found.append(Expression(tuple(operands), tuple(map(number, operands)), tuple(operators), result))
        operands.clear()
        operators.clear()

    for left, right in pairwise(terms):
        gap = text[left.end : right.left if right.left >= left.end else right.start]
        kind = _kind(gap, is_rate(right)) if len(gap) <= LONGEST_GAP else None
        if kind in ("mul", "add", "sub", "div") and joins(left, right):
            operands += [right] if operands else [left, right]
            operators.append(kind)
        else:
            close(right if kind == "eq" else None)
    close(None)
    return tuple(found)


def _kind(gap: str, before_rate: bool) -> str | None:
    if before_rate and _OF.match(gap):
        return "mul"
    operator = _OPERATOR.match(gap)
    return operator.lastgroup if operator else None


def same(stated: Decimal, computed: Decimal, approximate: bool = False) -> bool:
    """Whether a stated sum is the computed one, rounding allowed where the computed one does not come out even."""
    if stated == computed:
        return True
    if computed == 0:
        return False
    uneven = computed % 100 != 0
    return (approximate or uneven) and abs(stated - computed) / abs(computed) < _TOLERANCE


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
