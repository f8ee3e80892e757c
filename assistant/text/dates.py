"""Calendar dates as figures: yyyymmdd numbers, with zeros for what the text doesn't say."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from decimal import Decimal

from assistant.text.cues import join
from assistant.text.quantities import Atom, Unit

_YEAR = r"(?:19|20)[0-9]{2}"
_HAN_YEAR = r"[一二][九零〇][零〇一二三四五六七八九]{2}"
_HAN_NUMBER = r"[一二三四五六七八九十廿卅]{1,3}"
_DATES = re.compile(
    join(
        [
            rf"(?<![0-9])(?P<y1>{_YEAR}|2[0-9](?=年[0-9]{{1,2}}月|年[底末]))年(?:度)?(?P<e1>[底末])",
            rf"(?<![0-9])(?P<y2>{_YEAR}|2[0-9](?=年[0-9]{{1,2}}月))年(?:(?P<m2>[0-9]{{1,2}})月(?:(?P<d2>[0-9]{{1,2}})[日号]|(?P<e2>[底末]))?)?",
            rf"(?<![0-9.])(?P<y3>{_YEAR})(?P<s3>[-/.])(?P<m3>[0-9]{{1,2}})(?P=s3)(?P<d3>[0-9]{{1,2}})(?![0-9万亿元%]|\.[0-9])",
            rf"(?P<y4>{_HAN_YEAR})年(?:(?P<m4>{_HAN_NUMBER})月(?:(?P<d4>{_HAN_NUMBER})[日号])?|(?P<e4>[底末]))?",
            r"(?<![0-9.])(?<![0-9〇零一二三四五六七八九十两半]年)(?P<m5>[0-9]{1,2})月(?:(?P<d5>[0-9]{1,2})[日号]|(?P<e5>[底末]))?",
            rf"(?<![一二三四五六七八九十])(?P<m6>{_HAN_NUMBER})月(?P<d6>{_HAN_NUMBER})[日号]",
            rf"(?<![0-9])(?P<y7>{_YEAR})(?=(?:[-—–~至到、]|——){_YEAR}年)",
        ]
    )
)
_HAN_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0}


def find_dates(text: str) -> Iterator[Atom]:
    """Yield the dates of a normalised text in order.

    >>> [int(atom.value) for atom in find_dates("2021年12月31日，二〇二一年底，12月31日，2021年，每年3月1日")]
    [20211231, 20211231, 1231, 20210000, 301]
    """
    for found in _DATES.finditer(text):
        parts = {name[0]: value for name, value in found.groupdict().items() if value is not None}
        year, month, day = (_read(parts.get(name)) for name in "ymd")
        if 0 < year < 100:
            year += 2000
        if "e" in parts:
            month = month or 12
            day = calendar.monthrange(year or 2021, month)[1] if month <= 12 else 0
        if ("m" in parts and not 1 <= month <= 12) or ("d" in parts and not 1 <= day <= 31):
            continue
        yield Atom(found.start(), found.end(), Decimal(year * 10_000 + month * 100 + day), Unit.DATE)


def _read(number: str | None) -> int:
    if not number:
        return 0
    if number.isdecimal():
        return int(number)
    if len(number) == 4:
        return int("".join(str(_HAN_DIGITS[char]) for char in number))
    tens, mark, ones = number.replace("廿", "二十").replace("卅", "三十").rpartition("十")
    if not mark:
        return _HAN_DIGITS.get(ones, 99) if len(ones) == 1 else 99
    return _HAN_DIGITS.get(tens, 1 if not tens else 99) * 10 + (_HAN_DIGITS.get(ones, 99) if ones else 0)
