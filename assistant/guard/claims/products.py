"""Products that a text writes out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from assistant.guard.claims.quantities import Quantity
from assistant.guard.layout.sheet import Sheet

_TIMES = re.compile(r"[\s()（）]*(?:/[一-鿿]{1,3}|元|块)*[\s()（）]*(?:[×xX*]|乘以?)[\s()（）]*")
_EQUALS = re.compile(
    r"[\s()（）]*(?:/[一-鿿]{1,3})*[\s()（）]*(?:=|≈|等于|得出?|[，,]?(?:就|即|也就)?是|合计)[\s约]*(?:人民币)?"
)


class Product(NamedTuple):
    """A product that is written out: 20人×3000元=6万元; `value` of the operands, and the result if there is one."""

    operands: tuple[int, ...]
    value: Decimal
    result: int | None


def find_products(sheet: Sheet, quantities: Sequence[Quantity]) -> tuple[Product, ...]:
    """Return the products that a text writes out."""
    found: list[Product] = []
    at = 0
    while at < len(quantities) - 1:
        run = [at]
        while run[-1] + 1 < len(quantities) and _TIMES.fullmatch(
            sheet.text, quantities[run[-1]].end, quantities[run[-1] + 1].start
        ):
            run.append(run[-1] + 1)
        if len(run) > 1:
            following = run[-1] + 1
            equals = following < len(quantities) and _EQUALS.fullmatch(
                sheet.text, quantities[run[-1]].end, quantities[following].start
            )
            value = Decimal(1)
            for number in run:
                quantity = quantities[number]
                value *= quantity.value / 100 if quantity.is_rate else quantity.number or quantity.value
            found.append(Product(tuple(run), value, following if equals else None))
        at = run[-1] + 1 if len(run) > 1 else at + 1
    return tuple(found)
