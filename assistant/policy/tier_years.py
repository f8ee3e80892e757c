"""The years of an award that is paid by years: 第四年 is of 后两年 beside 前三年, 之后两年 are 第二年 and 第三年."""

from __future__ import annotations

import re
from collections.abc import Sequence

DIGITS = "一二三四五六七八九"
YEARS_SPAN = re.compile(r"([前后])([1-9一二三四五六七八九两])年")
_NTH = re.compile(rf"第([1-9{DIGITS}])个?年度?")
_LATER = ("之后{}年", "后{}年", "后面{}年", "随后{}年", "其后{}年")


def years_of(cases: Sequence[str]) -> list[set[str]]:
    """Return what other siblings' years let each case be called: by its number, or with those that follow.

    >>> [sorted(forms) for forms in years_of(["前两年", "后一年"])][1]
    ['第3年', '第三年']
    >>> sorted(years_of(["第一年", "第二年", "第三年"])[2])[:2]
    ['之后2年', '之后两年']
    """
    spans = [YEARS_SPAN.search(case) for case in cases]
    numbers = [_number(found[1]) if (found := _NTH.search(case)) else 0 for case in cases]
    forms: list[set[str]] = [set() for _ in cases]
    first = next((_number(span[2]) for span in spans if span and span[1] == "前"), 0)
    for at, span in enumerate(spans):
        if span is not None and (span[1] == "前" or first):
            start = 1 if span[1] == "前" else first + 1
            forms[at] |= {f"第{said}年" for n in range(start, start + _number(span[2])) for said in _said(n)}
    last = max(numbers, default=0)
    for at, number in enumerate(numbers):
        if number > 1:
            counts = range(last - number + 1, last)
            forms[at] |= {
                form.format(said) for count in counts if count > 1 for said in _said(count) for form in _LATER
            }
    return forms


def _number(said: str) -> int:
    return int(said) if said.isdigit() else 2 if said == "两" else DIGITS.index(said) + 1


def _said(number: int) -> tuple[str, ...]:
    if not 0 < number <= len(DIGITS):
        return (str(number),)
    return (str(number), DIGITS[number - 1], *(("两",) if number == 2 else ()))
