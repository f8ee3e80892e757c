"""The part of a base that a rate is of: 3000万元以内的部分按6%、超过3000万元的部分按8%."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from assistant.ingest.drafting.brackets import Bracket, find_brackets
from assistant.text import giving

_PART = re.compile(
    rf"(?:\([^()]*\))?(?:以上|以下|以内)?(?:\([^()]*\))?的?部分(?:金额|的?总额)?的?[，]?(?:再|则|分别|均|{giving.GIVE}|按照?|以|每[一-鿿]{{1,3}}|{giving.AWARD})*$"
)


_WORDED = re.compile(
    r"(?:^|[，、：；])(?:对|按)?(?:其|该企业)?(?P<base>(?P<of>[^，。；：、\d]{0,14}?)(?:中)?(?:的)?"
    r"(?:未超过|不超过|不高于|超过|高于|超出|较|比)[^，。；：、\d]{2,14}的?(?:部分|增量|增加额)(?:\((?P<named>[^()\d]{2,8})\))?)"
    r"(?:分别|再|则)?按照?$"
)
_INCREASE = re.compile(
    r"^(?:对|按)(?:其|该企业)?(?P<base>[^，。；：、\d]{0,16}(?:增量|新增|增长|净增|超额|增加)[^，。；：、\d]{0,4}部分)$"
)


class Part(NamedTuple):
    """A part of a base told by words: 研发费用中超过上年度的部分(增量部分); `case` is what it is called."""

    base: str
    case: str


def read_part(lead: str) -> Part | None:
    """Return the part of a base that the words before a rate tell without a figure.

    >>> read_part("对其用电量中超过上年度的部分(增量部分)按")
    Part(base='用电量中超过上年度的部分(增量部分)', case='增量部分')
    """
    found = _WORDED.search(lead)
    if found is None:
        return None
    return Part(found["base"], found["named"] or found["base"].removeprefix(found["of"]).removeprefix("中"))


def read_increase(head: str) -> str | None:
    """Return the part of a base that a head's last segment is: 对其当年出口增量部分."""
    found = _INCREASE.match(head.split("，")[-1])
    return found["base"] if found else None


_GIVING = re.compile(f"[，]?(?:再|则|分别|均|{giving.GIVE}|按照?|以|每[一-鿿]{{1,3}}|{giving.AWARD})*$")


class Margin(NamedTuple):
    """A part of a base: what is measured, above which sum, up to which, where its words begin, what it is called.

    The ends are None where it is no money that is measured.
    """

    of: str | None
    above: Decimal | None
    up_to: Decimal | None
    start: int
    case: str


def read_margin(lead: str) -> Margin | None:
    """Return the part of a base that the words before a rate name.

    >>> read_margin("设备投资超过3000万元的部分按")[:3]
    ('设备投资', Decimal('30000000'), None)
    """
    segment_at = max(lead.rfind(sign) + 1 for sign in "；：。")
    if not (ends := _PART.search(lead)):
        return None
    bracket = next((b for b in reversed(find_brackets(lead)) if b.start >= segment_at), None)
    if bracket is None or re.search("[，、；：。]", lead[bracket.end : ends.start()]):
        return None
    above = re.search("(?:超过|超出|高于|大于|不超过|不高于)$", lead[: bracket.start])
    start = above.start() if above else bracket.start
    case = _GIVING.sub("", lead[start:])
    if bracket.counter != "元":
        return Margin(bracket.of, None, None, start, case)
    return Margin(bracket.of, _first(bracket, "over", "from_"), _first(bracket, "to", "below"), start, case)


def _first(bracket: Bracket, *ends: str) -> Decimal | None:
    return next((end for name in ends if (end := getattr(bracket, name)) is not None), None)
