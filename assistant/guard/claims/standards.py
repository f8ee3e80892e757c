"""Awards that a notice gives as a share of others: 市级苗种车间按省级标准减半奖励, 产品按企业标准的50%执行."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from assistant.text import giving

_GIVEN = f"(?:{giving.AWARD})?"
_STANDARD = re.compile(
    rf"(?P<who>[^，。；：\n]{{2,30}}?)(?:的?[，,])?(?:则|均|都|分别)?(?:按照?|参照)(?P<of>[^，。；：\n]{{0,20}}?){_GIVEN}标准的?"
    r"(?P<share>[0-9.]+%|一半|减半|折半)"
    rf"|(?P<alone>[^，。；：\n]{{2,24}}?)的?[，,]?(?:均|都|一律|分别)?(?P<half>减半|折半)(?:{giving.GIVE})?{_GIVEN}"
)
_HALF = Decimal("0.5")


class Standard(NamedTuple):
    """Who gets a share of what others get: their words, those of the others, and the share."""

    who: str
    of: str
    share: Decimal


def find_standards(text: str) -> Iterator[Standard]:
    """Yield the awards of a text that are shares of others.

    >>> next(find_standards("市级苗种车间按省级标准减半奖励。"))
    Standard(who='市级苗种车间', of='省级', share=Decimal('0.5'))
    >>> next(find_standards("示范产品按对应企业标准的40%执行。")).share
    Decimal('0.4')
    """
    for found in _STANDARD.finditer(text):
        said = found["share"] or ""
        share = Decimal(said[:-1]) / 100 if said.endswith("%") else _HALF
        yield Standard(found["who"] or found["alone"], found["of"] or "", share)
