"""Name a tier: beside its siblings, by its bracket, together with its programme."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.models import Bracket, Reward, Tier
from assistant.text.numerals import format_number, format_percent, format_yuan

MONEY_CASE = re.compile(r"\d[万亿]?元|\d%")
HUNDRED_MILLION = Decimal(10**8)
KIND_BEHIND = r"([^、，。；和的\d]{1,10})"


def measured(size: Decimal, counter: str) -> str:
    if counter == "元":
        return format_yuan(size)
    if counter == "%":
        return format_percent(size)
    if size >= HUNDRED_MILLION and not size % (HUNDRED_MILLION / 100):
        return f"{format_number(size / HUNDRED_MILLION)}亿{counter}"
    whole = size / 10000
    return f"{format_number(whole)}万{counter}" if size >= 10000 and whole * 10 == int(whole * 10) else (
        f"{format_number(size)}{counter}"
    )  # fmt: skip


def tier_name(tier: Tier) -> str | None:
    """What a tier is called beside its siblings, in the fields of an amount."""
    return tier.name or tier.payer


def other_beneficiary(reward: Reward) -> str | None:
    """Name who is paid where the programme's name doesn't show it: 供应链核心企业, 各地."""
    who = reward.beneficiary or ""
    named = any(who[i : i + 2] in reward.name for i in range(len(who) - 1))
    return None if named or not who else who


def tier_label(reward: Reward, tier: Tier) -> str:
    """Name the tier: 国家级, 国内首台（套）, 省级财政, 5间至10间; empty where there is only one."""
    if tier.level and not _is_rank(tier.level) and tier.case is None:
        kind = re.search(tier.level + KIND_BEHIND, tier.quote)
        return tier.level + (kind[1] if kind else "")
    return tier.name or bracket_text(tier.bracket) or tier.payer or ""


def _is_rank(level: str) -> bool:
    """Whether a level is the rank of a title: 国家级, unlike 国内."""
    return level.endswith("级")


def bracket_text(bracket: Bracket | None) -> str:
    """Say a bracket as notices do: 客房5间（含）至10间, 500亩以上.

    >>> bracket_text(Bracket(counter="亩", from_=Decimal(100), to=Decimal(500)))
    '100亩（含）至500亩（含）'
    """
    if bracket is None:
        return ""
    low = bracket.from_ if bracket.from_ is not None else bracket.over
    high = bracket.to if bracket.to is not None else bracket.below
    first = "" if low is None else f"{measured(low, bracket.counter)}{'（含）' if bracket.from_ is not None else ''}"
    last = "" if high is None else f"{measured(high, bracket.counter)}{'（含）' if bracket.to is not None else ''}"
    said = f"{first}至{last}" if first and last else f"{first}以上" if first else f"{last}以下"
    return f"{bracket.of or ''}{said}"


def title(reward: Reward, tier: Tier) -> str:
    """Name programme and tier together: 省级企业技术中心; 民宿等级评定（甲级）."""
    level = tier.level or ""
    if level and not _is_rank(level):
        return f"{level}{reward.name}"
    aside = tier.case or bracket_text(tier.bracket) or (tier.payer if tier.payer and tier.yuan is not None else None)
    named = reward.name if reward.name.startswith(level) or reward.name.startswith(f"{level[:1]}重点") else (
        f"{level}{reward.name}"
    )  # fmt: skip
    return f"{named}（{aside}）" if aside and aside not in named and not MONEY_CASE.search(aside) else named
