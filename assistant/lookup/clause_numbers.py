"""Clauses by their numbers, however these are typed: 二（五）, 二(5), 第二条第五项, 2.5."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from assistant.models import Clause

NUMERAL = re.compile("[一二三四五六七八九十百]+|[0-9]+")
BETWEEN = re.compile(r"[第条款点项部分、.．·()（）\[\]\s-]*")
DIGITS = {character: value for value, character in enumerate("〇一二三四五六七八九")}

Number = tuple[int, ...]


def read_number(words: str) -> Number | None:
    """Return the number that the words are; None where they say anything else.

    >>> read_number("二（五）"), read_number("第二条第（五）项"), read_number("2.5"), read_number("二（五）奖励")
    ((2, 5), (2, 5), (2, 5), None)
    """
    text = unicodedata.normalize("NFKC", words)
    numerals = tuple(map(_value, NUMERAL.findall(text)))
    return numerals if numerals and BETWEEN.fullmatch(NUMERAL.sub("", text)) else None


def find_numbered(words: str, clauses: Iterable[Clause]) -> Iterator[Clause]:
    """Yield the clauses that the words number: the very one first, then those under it (二（一） under 二)."""
    wanted = read_number(words)
    if wanted is None:
        return
    numbered = [(number, clause) for clause in clauses if (number := read_number(clause.label))]
    yield from (clause for number, clause in numbered if number == wanted)
    yield from (clause for number, clause in numbered if number != wanted and number[: len(wanted)] == wanted)


def _value(numeral: str) -> int:
    """Return a numeral below a thousand as a number."""
    if numeral.isdecimal():
        return int(numeral)
    value, last = 0, 0
    for character in numeral:
        if character in "十百":
            value += (last or 1) * (10 if character == "十" else 100)
            last = 0
        else:
            last = DIGITS[character]
    return value + last
