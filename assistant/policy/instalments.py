"""Instalments that a notice tells of an award, as shares and as sums.

分三年按5∶3∶2的比例兑现; 签约后拨付60%，满一年的再拨付40%; 10万元，分两年兑现，每年5万元.
"""

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
_PAY = rf"{giving.PAY}|支付|给付|拨"
_PART = re.compile(
    rf"(?P<case>[^，。；：%]{{2,18}}?)(?:先行|首先|先|再)?(?:{_PAY})(?:其?剩余的?|其?余下的?|其?余)?(?P<rate>[\d.]+%)"
    rf"|(?P<before>第[一二三四五]年|首年|次年|第[一二三四五][期笔批])(?:先行)?(?:{giving.PAY}|支付)?(?P<share>[\d.]+%)"
)
_WHOLE = Decimal(100)
_NAMED = re.compile(rf"^(?:{ONE_PART})(?:[^，。；\d]{{1,8}}的)?(?:{_PAY}|{giving.AWARD})?$")
_PAID = re.compile(rf"(?:再|各|先|另|先行|预)?(?:{_PAY}|到位)(?:给)?(?:企业|其|剩余)?$")
_EACH = re.compile("每[年期次批]$|各$")
_ANEW = re.compile(
    f"再(?:增加|{giving.AWARD}|{giving.GIVE})|另(?:行|外)?(?:{giving.GIVE}|{giving.AWARD})|叠加|追加|额外"
)


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


def is_part(said: str) -> bool:
    """Whether words in front of a sum are what one instalment is called.

    >>> is_part("次年"), is_part("第二年仍在库的"), is_part("省级")
    (True, True, False)
    """
    return _NAMED.match(said) is not None


def is_each(before: str) -> bool:
    """Whether the sum behind these words is each of the instalments.

    >>> is_each("，分两年兑现，每年"), is_each("，分两年兑现，首年")
    (True, False)
    """
    return _EACH.search(_PAID.sub("", before)) is not None


def is_anew(between: str) -> bool:
    """Whether words between two sums say that the second is paid beside the first and is no part of it.

    >>> is_anew("，次年再奖励"), is_anew("，次年再拨付")
    (True, False)
    """
    return _ANEW.search(between) is not None


def name_sum(before: str) -> str:
    """Return what the instalment is called that the sum behind these words is; empty where they pay none.

    >>> name_sum("，分两年兑现，次年仍在库的，再兑现"), name_sum("，次年仍在库的")
    ('次年仍在库', '')
    """
    if not _PAID.search(before):
        return ""
    said = re.split("[；：。]", _PAID.sub("", before))[-1]
    said = re.sub(rf"^.*{IN_PARTS}[^，]*，", "", said)
    return re.sub("(?:的|后)?[，、]*$", "", said.lstrip("(，、")).strip("()，、")


def _count(said: str) -> int:
    return int(parse_numeral(said.replace("两", "二")))


def _in_order(shares: Sequence[Decimal], unit: str) -> tuple[Instalment, ...]:
    """Return the parts of so many years, stages or payments, by their number."""
    whole, unit = sum(shares, Decimal(0)), unit.removesuffix("度")
    return tuple(Instalment(name_part(at, unit), share, whole) for at, share in enumerate(shares, 1))
