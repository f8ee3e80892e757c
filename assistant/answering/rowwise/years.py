"""The years of a term that a message asks about, and those that tiers and parts are for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.text.numerals import parse_numeral
from assistant.understanding.content import level_numerals

YEAR = re.compile(r"第([\d一二三四五六七八九十]{1,2})个?年|(首年|当年|头1?年)|(次年|来年|下1?年)")
FORMER, LATTER = re.compile(r"前(\d)年"), re.compile(r"后(\d)年")


def read_years(folded: str) -> tuple[int, ...]:
    """Return the years that a folded message asks about: 第二年 is 2, 次年 too.

    >>> read_years("第五个年头给多少"), read_years("次年呢")
    ((5,), (2,))
    """
    found = YEAR.finditer(level_numerals(folded))
    return tuple(int(parse_numeral(m[1])) if m[1] else 1 if m[2] else 2 for m in found)


def years_of(cases: Sequence[str]) -> list[tuple[int, ...]]:
    """Return the years that each of some tiers or parts is for: 前3年, 后2年 (after those), 第三年, 评定当年.

    >>> years_of(["第二年"]), years_of(["前3年", "后2年"])
    ([(2,)], [(1, 2, 3), (4, 5)])
    """
    texts = [level_numerals(case) for case in cases]
    first = next((int(found[1]) for text in texts if (found := FORMER.search(text))), 2)
    return [_years_in(text, first) for text in texts]


def _years_in(text: str, first: int) -> tuple[int, ...]:
    if found := FORMER.search(text):
        return tuple(range(1, int(found[1]) + 1))
    if found := LATTER.search(text):
        return tuple(range(first + 1, first + 1 + int(found[1])))
    return read_years(text)
