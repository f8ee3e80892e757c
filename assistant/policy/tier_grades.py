"""Other ways of writing a grade, star, letter or year that a tier is told by: 三星 and ★★★ of 三星级, 1类 of 一类."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.policy.tier_years import YEARS_SPAN

NUMERALS = dict(zip("一二三四五六七八九十", map(str, range(1, 11)), strict=True))
DIGITS = {digit: numeral for numeral, digit in NUMERALS.items()}
COUNTED = "星a级等类年期档批次挡个家强名"
STAR = re.compile(r"([1-9一二三四五六七])星级?")
LETTERS = re.compile(r"([1-5一二三四五])a级?|(a{2,5})级?")
NTH_YEAR = re.compile(r"第([1-9一二三四五六七八九])个?年度?")
SECOND_YEAR, FIRST_YEAR = re.compile("次年|翌年"), re.compile("首年|头一?年|当年")
FIRST_YEARS = {"1": ("头一年", "首年", "头年", "第一个年度", "首个年度", "当年"), "2": ("次年", "翌年", "第二个年度")}
GRADES = {"级": "等档", "等": "级档", "档": "级等", "类": "级"}
SHORTEST = 2  # characters of a grade alone: 甲级


def graded(form: str) -> Iterator[str]:
    """Yield other names of a grade: 三星 and ★★★ of 三星级, aaaaa of 5a级, 头一年 of 第一年, 甲等 of 甲级."""
    if star := STAR.search(form):
        number = NUMERALS.get(star[1], star[1])
        for said in (number, DIGITS[number]):
            yield from (f"{said}星级", f"{said}星", f"{said}颗星")
        yield "★" * int(number)
    if letters := LETTERS.search(form):
        count = len(letters[2]) if letters[2] else int(NUMERALS.get(letters[1], letters[1]))
        yield from (f"{count}a级", f"{count}a", "a" * count, f"{DIGITS[str(count)]}a")
    if (late := SECOND_YEAR.search(form)) or FIRST_YEAR.search(form):
        yield from ("第二年", "第2年", "次年", "翌年") if late else ("第一年", "第1年", "首年", "头一年", "当年")
    if nth := NTH_YEAR.search(form):
        number = NUMERALS.get(nth[1], nth[1])
        yield from (f"第{number}年", f"第{DIGITS[number]}年", *FIRST_YEARS.get(number, ()))
    if span := YEARS_SPAN.search(form):
        number = NUMERALS.get(span[2], "2" if span[2] == "两" else span[2])
        yield from (f"{span[1]}{said}年" for said in (number, DIGITS[number], *("两" for _ in "2" if number == "2")))
        yield from (
            f"头{said}年" for said in (number, DIGITS[number], *("两" for _ in "2" if number == "2")) if span[1] == "前"
        )
    if len(form) == SHORTEST and form[-1] in GRADES and form[0] not in "同上各等":
        yield from (form[0] + other for other in GRADES[form[-1]])


def renumbered(form: str) -> Iterator[str]:
    """Yield a form with its small numbers in the other script: 1类新药 of 一类新药."""
    for at, char in enumerate(form[:-1]):
        other = NUMERALS.get(char) or DIGITS.get(char)
        if other and form[at + 1] in COUNTED and (at == 0 or form[at - 1] not in "0123456789十百"):
            yield form[:at] + other + form[at + 1 :]
