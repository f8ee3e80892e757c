"""Where a text names a tier by the ends of its bracket: 100亩至500亩, 30%以上, 年销售额1亿元的."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from assistant.guard.claims.quantities import Quantity, canonical, read_quantities
from assistant.guard.layout.sheet import Sheet
from assistant.models import Bracket, Reward
from assistant.policy.tiers import TierMention

_SIDE = r"[（(]?(?:含|不含|含本数)?[)）]?(?:及|或)?(?:以上)?[（(]?(?:含|不含)?[)）]?"
_BELOW = "不足|不满|低于|小于|不到|不超过|未满|[没未](?:有)?(?:达?到|超过?|满|达)"
_UP_TO = re.compile(rf"\s*{_SIDE}[，,]?\s*(?:至|到|—+|-+|~|–|－)\s*(?:不足|不满|低于|小于)?\s*")
_BUT_BELOW = re.compile(rf"\s*{_SIDE}(?:的|，|,|、|但|且|又|还| ){{0,3}}(?:{_BELOW})\s*")
_FROM = re.compile(r"\s*(?:[（(]?含?[)）]?)(?:及|或)?(?:以上|起|往上)")
_TO = re.compile(r"\s*(?:[（(]?含?[)）]?)(?:及|或)?(?:以下|以内|之内|为止)")
_OVER_BEFORE = re.compile(r"(?:达到?|超过?|满|不低于|不少于|大于|高于|破|≥|>|(?<![0-9元万亿%])到)了?$")
_UNDER_BEFORE = re.compile(rf"(?:{_BELOW}|少于|≤|<)$")
_NOTHING_MORE = re.compile("的?(?:[（(][^（()）]*[)）])?")
MOST_CASES = 1024
Side = Literal["from", "to", "at"]


def brackets_of(reward: Reward) -> dict[int, Bracket]:
    """Return the brackets of a row's tiers, an open one closed where the next begins: 2亿元以上、5亿元以上."""
    found = {at: bracket for at, tier in enumerate(reward.tiers) if (bracket := tier.bracket or _of_case(tier.case))}
    kinds = {
        at: (bracket.counter, bracket.of, tier.level, tier.case if tier.bracket else None)
        for at, bracket in found.items()
        for tier in (reward.tiers[at],)
    }
    for at, bracket in tuple(found.items()):
        above = (found[other].lowest for other, kind in kinds.items() if kind == kinds[at])
        following = min((low for low in above if low > bracket.lowest), default=None)
        if following is not None and _highest(bracket) is None:
            found[at] = bracket.model_copy(update={"below": following})
    return found


@lru_cache(MOST_CASES)
def _of_case(case: str | None) -> Bracket | None:
    """Return the bracket that the words of a case are: 2亿元以上."""
    figures = read_quantities(Sheet(case)) if case else ()
    if not figures or figures[0].left > 0 or figures[0].counter == "日期":
        return None
    sheet = Sheet(case or "")
    from_here = _FROM.match(sheet.text, figures[0].end)
    is_all = from_here is not None and _NOTHING_MORE.fullmatch(sheet.text, from_here.end()) is not None
    return Bracket(counter=figures[0].counter, from_=figures[0].value) if is_all else None


def find_brackets(text: str, quantities: Sequence[Quantity], reward: Reward) -> tuple[TierMention, ...]:
    """Return where a text names tiers of a row by the ends of their brackets, in order."""
    brackets = brackets_of(reward)
    if not brackets:
        return ()
    counters = {canonical(bracket.counter) for bracket in brackets.values()}
    sizes = [quantity for quantity in quantities if quantity.counter in counters]
    found: list[TierMention] = []
    at = 0
    while at < len(sizes):
        first = sizes[at]
        last = sizes[at + 1] if at + 1 < len(sizes) and _is_range(text, first, sizes[at + 1]) else None
        place = (first.start, last.end if last else first.end)
        tiers = _spanned(brackets, first.value, last.value) if last else _ended(brackets, text, first)
        found += (TierMention(*place, tier, text[slice(*place)]) for tier in tiers)
        at += 2 if last else 1
    return tuple(found)


def _is_range(text: str, first: Quantity, last: Quantity) -> bool:
    if first.counter != last.counter or first.value >= last.value:
        return False
    gap = text[first.end : last.start]
    return _UP_TO.fullmatch(gap) is not None or _BUT_BELOW.fullmatch(gap) is not None


def _spanned(brackets: dict[int, Bracket], low: Decimal, high: Decimal) -> Iterator[int]:
    return (at for at, bracket in brackets.items() if bracket.lowest == low and _highest(bracket) == high)


def _ended(brackets: dict[int, Bracket], text: str, size: Quantity) -> tuple[int, ...]:
    """Return the tiers that begin, or end, at a size; the open ones of them where there are any."""
    side = _side(text, size)
    if side == "to":
        ending = [at for at, bracket in brackets.items() if _highest(bracket) == size.value]
        return tuple(at for at in ending if not brackets[at].lowest) or tuple(ending)
    beginning = [at for at, bracket in brackets.items() if bracket.lowest == size.value]
    if side == "from":
        return tuple(at for at in beginning if _highest(brackets[at]) is None) or tuple(beginning)
    return tuple(beginning)


def _side(text: str, size: Quantity) -> Side:
    before = text[max(0, size.start - 4) : size.start]
    if _TO.match(text, size.end) or _UNDER_BEFORE.search(before):
        return "to"
    return "from" if _FROM.match(text, size.end) or _OVER_BEFORE.search(before) else "at"


def _highest(bracket: Bracket) -> Decimal | None:
    return bracket.to if bracket.to is not None else bracket.below
