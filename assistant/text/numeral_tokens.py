"""The pieces of a numeral: runs of digits, units such as 百 and 万, 半, and the 多 of 50多万."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise
from typing import Literal, NamedTuple

DIGITS = "零〇一二两三四五六七八九壹贰叁肆伍陆柒捌玖"
FORMAL = frozenset("壹贰叁肆伍陆柒捌玖拾佰仟")
_DIGIT_VALUES = dict(zip(DIGITS, (0, 0, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))
_UNITS = {
    **dict.fromkeys("十拾", Decimal(10)),
    **dict.fromkeys("百佰", Decimal(100)),
    **dict.fromkeys(("千", "仟", "k"), Decimal(1000)),
    **dict.fromkeys("万w", Decimal(10**4)),
    **dict.fromkeys(("million", "mn"), Decimal(10**6)),
    "亿": Decimal(10**8),
    "billion": Decimal(10**9),
}
_ARABIC_START = frozenset(".0123456789")
_OTHER_START = frozenset("个十拾百佰千仟廿卅万亿半多余来wWkKmMbB")
_TENS = {"廿": 20, "卅": 30}
_KINDS: dict[str, Kind] = {"small": "small", "big": "big", "half": "half", "more": "more"}
WAN = Decimal(10**4)
YI = Decimal(10**8)
ONE = Decimal(1)
Kind = Literal["number", "point", "zero", "small", "big", "half", "more"]


class Token(NamedTuple):
    """A piece of a numeral; `digits` counts those written, `pair` is the higher digit of 八九."""

    kind: Kind
    start: int
    end: int
    value: Decimal
    digits: int = 0
    pair: Decimal | None = None


_ARABIC = re.compile(
    r"(?:[0-9]{1,3}(?:,[0-9]{3}){1,7}(?![0-9])"
    r"|[0-9]{1,3}(?:(?:，000){1,7}(?![0-9])|(?:，[0-9]{3}){1,7}(?=[.万亿元块]|$))"  # ，also separates clauses
    r"|[0-9]{1,24}(?![0-9])|(?=\.[0-9]))"
    r"(?:\.[0-9]{1,12}(?![0-9]))?"
)
_HAN = re.compile(rf"([{DIGITS}]{{1,24}})(?:点([{DIGITS}]{{1,8}}))?")
_ZEROS = re.compile(r"0{1,6}(?![0-9.,])")
_POINT = re.compile(rf"点([{DIGITS}]{{1,8}})")
_OTHER = re.compile(
    r"(?P<small>(?:个(?=[百千][万亿]))?(?:[十拾千佰仟廿卅]|百(?!分[之点])))"
    r"|(?P<big>个?(?:[万亿]|[wW](?![A-Za-z]))|[kK](?![A-Za-z])|(?i:million|billion|mn(?![a-z])))"
    r"|(?P<half>个?半(?=个?[百千万亿wW]))"
    r"|(?P<more>[多余来](?=个?[百千万亿wW]))"
)


def read_token(text: str, at: int, inside: bool) -> Token | None:
    """Read the piece at `at`; `inside` a numeral a leading 零 is a mark, not a number."""
    char = text[at]
    if char in _ARABIC_START:
        return _arabic_token(text, at)
    if char in _DIGIT_VALUES:
        return _han_token(text, at, inside)
    if char == "点":
        return _point_token(text, at)
    return _other_token(text, at) if char in _OTHER_START else None


def _arabic_token(text: str, at: int) -> Token | None:
    found = _ARABIC.match(text, at)
    if found is None:
        return None
    body, end = found[0], found.end()
    pieces = re.split("[,，]", body)
    if len(pieces) > 1 and len(pieces[0]) == 3 and text[end : end + 1] in ("万", "亿") and "." not in body:
        falling = all(left > right for left, right in pairwise(pieces))
        if falling and not pieces[-1].startswith("0"):  # 500,300,100万元 is a list: no figure of policy is that large
            body, end = pieces[0], at + len(pieces[0])
    number = body.replace(",", "").replace("，", "")
    return Token("number", at, end, Decimal(number), len(number))


def _han_token(text: str, at: int, inside: bool) -> Token | None:
    found = _HAN.match(text, at)
    if found is None:
        return None
    run, fraction = found[1], found[2]
    if not fraction and (zeros := _ZEROS.match(text, found.end())):  # 五0万元
        digits = "".join(str(_DIGIT_VALUES[char]) for char in run) + zeros[0]
        return Token("number", at, zeros.end(), Decimal(digits), len(digits))
    values = [_DIGIT_VALUES[char] for char in run]
    if inside and values[0] == 0 and len(values) == 1 and not fraction:
        return Token("zero", at, found.end(), Decimal(0))
    if inside and values[0] == 0:
        return Token("zero", at, at + 1, Decimal(0))
    if fraction:
        decimals = "".join(str(_DIGIT_VALUES[char]) for char in fraction)
        return Token("number", at, found.end(), Decimal("".join(map(str, values)) + "." + decimals), 9)
    if len(values) == 1:
        return Token("number", at, found.end(), Decimal(values[0]), 1)
    if len(values) == 2 and 0 not in values:
        if values[1] == values[0] + 1 or values == [3, 5]:
            return Token("number", at, found.end(), Decimal(values[0]), 1, pair=Decimal(values[1]))
        return Token("number", at, at + 1, Decimal(values[0]), 1)
    if inside and len(values) > 1:
        return Token("number", at, at + 1, Decimal(values[0]), 1)
    return Token("number", at, found.end(), Decimal("".join(map(str, values))), len(values))


def _point_token(text: str, at: int) -> Token | None:
    found = _POINT.match(text, at)  # of 五十点一
    if found is None:
        return None
    return Token("point", at, found.end(), Decimal("0." + "".join(str(_DIGIT_VALUES[char]) for char in found[1])))


def _other_token(text: str, at: int) -> Token | None:
    found = _OTHER.match(text, at)
    if found is None:
        return None
    kind = _KINDS[found.lastgroup or "more"]
    word = found[0].removeprefix("个").lower()
    if word in _TENS:
        return Token("number", at, found.end(), Decimal(_TENS[word]), 0)
    if kind == "half":
        return Token("half", at, found.end(), Decimal("0.5"))
    return Token(kind, at, found.end(), _UNITS.get(word, Decimal(0)))
