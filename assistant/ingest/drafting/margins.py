"""The part of a base that a rate is of: 3000万元以内的部分按6%、超过3000万元的部分按8%."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from assistant.ingest.drafting.brackets import Bracket, find_brackets

_PART = re.compile(
    r"(?:\([^()]*\))?(?:以上|以下|以内)?(?:\([^()]*\))?的?部分(?:金额|的?总额)?的?[，]?(?:再|则|分别|均|给予|按照?|以)*$"
)


class Margin(NamedTuple):
    """A part of a base: what is measured, above which sum, up to which, and where its words begin."""

    of: str | None
    above: Decimal | None
    up_to: Decimal | None
    start: int


def read_margin(lead: str) -> Margin | None:
    """Return the part of a base that the words before a rate name.

    >>> read_margin("设备投资超过3000万元的部分按")[:3]
    ('设备投资', Decimal('30000000'), None)
    """
    segment_at = max(lead.rfind(sign) + 1 for sign in "；：。")
    if not (ends := _PART.search(lead)):
        return None
    bracket = next((b for b in reversed(find_brackets(lead)) if b.start >= segment_at), None)
    if bracket is None or bracket.counter != "元" or re.search("[，、；：。]", lead[bracket.end : ends.start()]):
        return None
    return Margin(bracket.of, _first(bracket, "over", "from_"), _first(bracket, "to", "below"), bracket.start)


def _first(bracket: Bracket, *ends: str) -> Decimal | None:
    return next((end for name in ends if (end := getattr(bracket, name)) is not None), None)
