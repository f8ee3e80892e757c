"""Awards that a notice gives as a share of others: 市级按省级标准减半奖励, 属分支机构的按上述标准的50%执行."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from assistant.text import giving
from assistant.text.numerals import parse_numeral

_RATE = r"\d+(?:\.\d+)?%|[一二三四五六七八九][成折]|一半|半数"
_WHO = r"(?P<who>[^，。；：、]{2,24}(?:、[^，。；：、]{2,12})*?)(?:的|，|的，)?(?:均|统一|一律)?"
STANDARD = (
    rf"(?:[^，。；：、\d按]{{0,16}}?标准(?:金额|额度)?|应(?:{giving.AWARD}|补|奖|得|享受)(?:的)?(?:{giving.AWARD}|资金|金额|总额|额度|额)*"
    rf"|(?:上述|以上|前述|前款|该|本条|同等|同级|对应|相应)(?:{giving.AWARD})?(?:金额|额度|额))"
)
"""What others are given, as a share of it is called; to be composed."""
_SHARED = (
    re.compile(rf"{_WHO}(?:按照?|以|参照|享受)(?P<of>{STANDARD})的?(?P<rate>{_RATE})"),
    re.compile(rf"{_WHO}(?:按照?|以|参照)(?P<of>{STANDARD})(?P<rate>减半)"),
    re.compile(rf"{_WHO}(?<=[的，])按(?P<of>)(?P<rate>{_RATE})(?:执行|计算|计|折算|{giving.PAY}|享受)"),
    re.compile(rf"{_WHO}(?<=[的，])(?P<of>)(?P<rate>减半)(?:执行|{giving.AWARD}|享受|发放)"),
)
_CALLED = re.compile(f"(?:{giving.AWARD})?标准(?:金额|额度)?的?$")
_HALF = Decimal(50)


class Standard(NamedTuple):
    """Who gets a share of what others get: their words, how many percent, and the words of the others' standard."""

    who: str
    percent: Decimal
    of: str

    @property
    def others(self) -> str:
        """The others, without what their standard is called."""
        return _CALLED.sub("", self.of)


def find_standards(text: str) -> Iterator[Standard]:
    """Yield the awards of a text without blanks that are shares of others.

    >>> next(find_standards("市级苗种车间按省级标准减半奖励。"))
    Standard(who='市级苗种车间', percent=Decimal('50'), of='省级标准')
    >>> next(find_standards("示范产品按对应企业标准的40%执行。")).percent
    Decimal('40')
    """
    for pattern in _SHARED:
        for found in pattern.finditer(text):
            yield Standard(found["who"].rstrip("的，"), _percent(found["rate"]), found["of"])


def _percent(rate: str) -> Decimal:
    if rate in ("一半", "半数", "减半", "折半"):
        return _HALF
    return Decimal(rate[:-1]) if rate.endswith("%") else parse_numeral(rate[0]) * 10
