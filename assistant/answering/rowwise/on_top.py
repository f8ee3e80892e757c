"""What is given on top of another award: 再奖励40万元, 额外给予."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from assistant.answering.rowwise.asked import Asked
from assistant.models import Tier
from assistant.text import giving, summing
from assistant.text.numerals import format_number, format_yuan
from assistant.understanding.sizes import RECIPIENTS, parts_of

_ADDS = f"增加|{giving.GIVE}|{giving.AWARD}"
ON_TOP = re.compile(f"再(?:一次性)?(?:{_ADDS})|额外|另行|另外|基础上[^，。；]{{0,4}}(?:{_ADDS})")
"""Words of what is given on top of the award before it."""
SEVERAL = re.compile(f"还(?:有|能|会|可以)|另外|{summing.TOTAL}|加起来|[两三][次笔项]")

AMONG = re.compile("(?:其中)?(?:属于|符合|列入|纳入|获评|获得)")
"""How a tier begins that is for some of those of the first."""


def among_none(tiers: Sequence[Tier], asked: Asked) -> Sequence[Tier]:
    """Return the first of some tiers where a sum is told and the others are for some among those of the first."""
    return tiers[:1] if asked.own_money and all(AMONG.match(tier.case or "") for tier in tiers[1:]) else tiers


def is_on_first(tiers: Sequence[Tier]) -> bool:
    """Whether the first of some tiers is the award itself, and the others are given on top of it."""
    first = tiers[0]
    is_bare = not (first.case or first.level or first.bracket or first.every)
    return is_bare and all(ON_TOP.search(tier.quote) for tier in tiers[1:])


def with_first(tiers: Sequence[Tier], picked: tuple[Tier, ...], asked: Asked) -> tuple[Tier, ...]:
    """Return the tiers picked with the first, which they are given on top of, where the message asks for both."""
    is_more = bool(picked) and tiers[0] not in picked and is_on_first((tiers[0], *picked))
    return (tiers[0], *picked) if is_more and SEVERAL.search(asked.folded) else picked


def is_plain(tier: Tier) -> bool:
    """Whether a tier is one sum for each receiver."""
    scaled = tier.every or tier.up_to or tier.bracket or tier.cap_yuan
    return tier.yuan is not None and not scaled and set(parts_of(tier.per)) <= RECIPIENTS


def for_years(tier: Tier, years: Decimal) -> tuple[str, Decimal]:
    """Return what a sum comes to in some years, with its workings."""
    value = tier.yuan or Decimal(0)
    if "年" not in parts_of(tier.per) or years == 1:
        return format_yuan(value), value
    counted = min(years, Decimal(tier.term_years)) if tier.term_years else years
    return f"{format_yuan(value)}×{format_number(counted)}年", value * counted
