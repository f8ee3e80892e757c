"""Instalments that a notice tells of an award: 分三年按5∶3∶2的比例兑现, 签约后拨付60%，满一年的再拨付40%."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from assistant.text import giving
from assistant.text.numerals import parse_numeral
from assistant.text.ratios import find_ratios

_ORDER = "一二三四五六七八九十"
_NUMBER = r"\d{1,2}|[一二两三四五六七八九十]{1,3}"
_UNIT = "年度?|期|次|批|阶段|笔"
_EQUAL = re.compile(
    rf"分(?P<number>{_NUMBER})个?(?P<unit>{_UNIT})[^，。；\d]{{0,4}}(?:等额|平均|均等|均分|等比例)"
    rf"|(?:等额|平均)分(?P<count>{_NUMBER})个?(?P<of>{_UNIT})"
)
_LISTED = re.compile(
    rf"分[\d一二两三四五六]个?(?P<unit>{_UNIT})[^，。；\d]{{0,8}}(?P<shares>(?:[\d.]+%[、，和及]?){{2,6}})"
)
_IN_PARTS = re.compile(rf"分(?P<number>{_NUMBER})个?(?P<unit>{_UNIT})")
IN_PARTS = rf"分(?:{_NUMBER}|多)个?(?:{_UNIT})"
"""In how many years, stages or payments something is paid, to be composed."""
ONE_PART = (
    r"第(?:[一二三四五六七八九十]|\d{1,2})(?:个?年度?|[期笔批])|首[年期笔批]|次年|当年|[二三]期"
    r"|[前后][一二两三四五\d]年|次年起.{0,4}"
)
"""What one of these is called, to be composed."""
_PART = re.compile(
    rf"(?P<case>[^，。；：%]{{2,18}}?)(?:先行|首先|先|再)?(?:{giving.PAY}|支付|给付|拨)(?:其?剩余的?|其?余下的?|其?余)?(?P<rate>[\d.]+%)"
    rf"|(?P<before>第[一二三四五]年|首年|次年|第[一二三四五][期笔批])(?:先行)?(?:{giving.PAY}|支付)?(?P<share>[\d.]+%)"
)
_WHOLE = Decimal(100)


class Instalment(NamedTuple):
    """A part in which a sum is paid, or that a payer bears: its share of `whole`, and when or who, in the text's words.

    `yuan` where it is a sum.
    """

    case: str
    share: Decimal
    whole: Decimal
    yuan: Decimal | None = None


def find_instalments(text: str) -> tuple[Instalment, ...]:
    """Return in which parts a sentence without blanks pays what is granted.

    >>> [(part.case, part.share) for part in find_instalments("签约后拨付60%，满一年的再拨付40%")]
    [('签约后', Decimal('60')), ('满一年的', Decimal('40'))]
    >>> [(part.case, part.share / part.whole) for part in find_instalments("分三年按5：3：2的比例兑现")]
    [('第一年', Decimal('0.5')), ('第二年', Decimal('0.3')), ('第三年', Decimal('0.2'))]
    """
    if found := _EQUAL.search(text):
        return _in_order([Decimal(1)] * _count(found["number"] or found["count"]), found["unit"] or found["of"])
    if found := _LISTED.search(text):
        shares = [Decimal(share) for share in re.findall(r"[\d.]+(?=%)", found["shares"])]
        return _in_order(shares, found["unit"]) if sum(shares) == _WHOLE else ()
    if (found := _IN_PARTS.search(text)) and (ratio := next(find_ratios(text), None)):
        return _in_order(ratio.numbers, found["unit"])
    parts = [(m["case"] or m["before"], Decimal((m["rate"] or m["share"]).rstrip("%"))) for m in _PART.finditer(text)]
    is_whole = len(parts) > 1 and sum(share for _, share in parts) == _WHOLE
    return tuple(Instalment(case, share, _WHOLE) for case, share in parts) if is_whole else ()


def read_stages(text: str) -> tuple[int, str] | None:
    """Return in how many parts a text says that something is paid, and what one is: 年, 期.

    >>> read_stages("分3个年度拨付"), read_stages("分两期")
    ((3, '年'), (2, '期'))
    """
    found = _IN_PARTS.search(text)
    return (_count(found["number"]), found["unit"].removesuffix("度")) if found else None


def name_part(at: int, unit: str) -> str:
    """Return what the part is called that comes so late, counted from 1: 第二年, 第11期."""
    return f"第{_ORDER[at - 1] if at <= len(_ORDER) else at}{unit}"


def _count(said: str) -> int:
    return int(parse_numeral(said.replace("两", "二")))


def _in_order(shares: Sequence[Decimal], unit: str) -> tuple[Instalment, ...]:
    """Return the parts of so many years, stages or payments, by their number."""
    whole, unit = sum(shares, Decimal(0)), unit.removesuffix("度")
    return tuple(Instalment(name_part(at, unit), share, whole) for at, share in enumerate(shares, 1))
