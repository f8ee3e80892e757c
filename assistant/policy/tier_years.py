"""The years of an award that is paid by years: 第四年 is of 后两年 beside 前三年, 之后两年 are 第二年 and 第三年."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.text.numerals import parse_numeral

DIGITS = "一二三四五六七八九"
YEARS_SPAN = re.compile(r"([前后])([1-9一二三四五六七八九两])年")
_YEAR = re.compile(r"第(\d{1,2}|[一二三四五六七八九十]{1,2})个?年|(首年|当年|头[1一]?年)|(次年|来年|下[1一]?年)")
_LATER = ("之后{}年", "后{}年", "后面{}年", "随后{}年", "其后{}年")
_BEFORE = 2
"""After how many years those of 后N年 begin where no sibling says 前N年."""


def read_years(text: str) -> tuple[int, ...]:
    """Return the years of an award that a text names: 第二年 is 2, 次年 too.

    >>> read_years("第五个年头给多少"), read_years("次年呢")
    ((5,), (2,))
    """
    return tuple(int(parse_numeral(m[1])) if m[1] else 1 if m[2] else 2 for m in _YEAR.finditer(text))


def years_of(cases: Sequence[str]) -> list[tuple[int, ...]]:
    """Return the years that each of some tiers or parts is for: 前3年, 后2年 (after those), 第三年, 评定当年.

    >>> years_of(["第二年"]), years_of(["前3年", "后两年"])
    ([(2,)], [(1, 2, 3), (4, 5)])
    """
    spans = [YEARS_SPAN.search(case) for case in cases]
    before = next((_number(span[2]) for span in spans if span and span[1] == "前"), _BEFORE)
    return [_years_in(case, span, before) for case, span in zip(cases, spans, strict=True)]


def _years_in(case: str, span: re.Match[str] | None, before: int) -> tuple[int, ...]:
    if span is None:
        return read_years(case)
    first = 1 if span[1] == "前" else before + 1
    return tuple(range(first, first + _number(span[2])))


def ways_of_years(cases: Sequence[str]) -> list[set[str]]:
    """Return what the years of some tiers let each be called beside its words: by number, or with those that follow.

    >>> [sorted(ways) for ways in ways_of_years(["前两年", "后一年"])][1]
    ['第3年', '第三年']
    >>> sorted(ways_of_years(["第一年", "第二年", "第三年"])[2])[:2]
    ['之后2年', '之后两年']
    """
    spans = [YEARS_SPAN.search(case) for case in cases]
    is_counted = any(span and span[1] == "前" for span in spans)
    years = years_of(cases)
    last = max((own[0] for own, span in zip(years, spans, strict=True) if own and span is None), default=0)
    ways: list[set[str]] = []
    for own, span in zip(years, spans, strict=True):
        if span is not None:
            ways.append({f"第{said}年" for n in own for said in _said(n)} if is_counted else set())
        elif own and own[0] > 1:
            counts = range(max(2, last - own[0] + 1), last)
            ways.append({form.format(said) for count in counts for said in _said(count) for form in _LATER})
        else:
            ways.append(set())
    return ways


def _number(said: str) -> int:
    return int(said) if said.isdigit() else 2 if said == "两" else DIGITS.index(said) + 1


def _said(number: int) -> tuple[str, ...]:
    if not 0 < number <= len(DIGITS):
        return (str(number),)
    return (str(number), DIGITS[number - 1], *(("两",) if number == 2 else ()))
