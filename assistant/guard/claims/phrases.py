"""Compare phrases as people shorten and vary them: by the pairs of characters they share."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.guard.words.slots import GENERIC
from assistant.policy.lexicon import fold


def pairs(text: str) -> set[str]:
    """Return the pairs of neighbouring Chinese characters, or Latin ones, of a text, those that tell nothing left out.

    >>> sorted(pairs("设备投资额"))
    ['备投', '投资', '设备', '资额']
    """
    folded = fold(text)
    return {
        pair
        for at in range(len(folded) - 1)
        if (pair := folded[at : at + 2]).isalnum()
        and not pair.isdigit()
        and pair not in GENERIC
        and (pair.isascii() or not any(char.isdigit() for char in pair))
    }


def coverage(phrase: str, references: Iterable[str]) -> float:
    """Return how much of a phrase the references say, in [0, 1]; an abbreviation of one is said by it.

    >>> coverage("固投", ["固定资产投资"]), coverage("产值", ["出口额"])
    (1.0, 0.0)
    """
    folded = fold(phrase)
    best = 0.0
    own = pairs(folded)
    for reference in references:
        other = fold(reference)
        if not folded or not other:
            continue
        if folded in other or abbreviates(folded, other):
            return 1.0
        if own:
            best = max(best, len(own & pairs(other)) / len(own))
    return best


def is_short_for(said: str, told: str) -> bool:
    """Whether the last characters of a phrase are a short form of another: 年营收 of 年营业收入."""
    tails = (fold(said)[-length:] for length in (2, 3, 4) if len(said) >= length)
    return any(tail not in fold(told) and abbreviates(tail, fold(told)) for tail in tails)


def abbreviates(short: str, long: str) -> bool:
    """Whether the characters of a short word stand in a longer one in their order, the first one first."""
    if not 2 <= len(short) <= 4 or len(long) > 4 * len(short):
        return False
    at = long.find(short[0]) - 1
    for char in short:
        at = long.find(char, at + 1)
        if at < 0:
            return False
    return True
