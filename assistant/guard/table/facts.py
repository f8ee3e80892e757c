"""The figures that the reviewed table supports, one fact each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from assistant.guard.words.parties import PAYER_NAMES, PAYERS
from assistant.models import Bound, Reward, Tier
from assistant.policy.levels import rank_of
from assistant.text.bounds import BOUND_WORDS
from assistant.text.figure_kinds import base_family
from assistant.text.figures import Unit
from assistant.text.numerals import format_yuan

FactKind = Literal["amount", "rate", "cap", "term", "target", "threshold"]
PROJECT = "单个项目"


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure of one tier; `level` and `payer` are canonical words, `family` is the kind of base of a rate."""

    reward: str
    name: str
    policy: str
    clause: str
    kind: FactKind
    unit: Unit
    value: Decimal
    bound: Bound
    level: str | None = None
    payer: str | None = None
    family: str | None = None
    counter: str | None = None
    cap: Decimal | None = None
    term: int | None = None
    per: str | None = None
    yearly: bool = False
    base: str | None = None
    stacking: str | None = None
    once: bool = False
    tier: str | None = None

    @property
    def is_award(self) -> bool:
        """Whether it is money or a rate that someone gets."""
        return self.kind in ("amount", "rate", "cap")


def facts_of(reward: Reward) -> Iterable[Fact]:
    """Yield the facts of a row, tier by tier."""
    for tier in reward.tiers:
        yield from _tier_facts(reward, tier)


def _tier_facts(reward: Reward, tier: Tier) -> Iterable[Fact]:
    level = rank_of(tier.level) if tier.level else None
    payer = _payer_of(tier.payer) if tier.payer else None

    def fact(kind: FactKind, unit: Unit, value: Decimal, bound: Bound) -> Fact:
        per = (tier.cap_per if kind == "cap" else None) or tier.per or ""
        return Fact(
            reward=reward.id, name=reward.name, policy=reward.policy, clause=reward.clause,
            kind=kind, unit=unit, value=value, bound=bound,
            level=level, payer=payer, family=base_family(tier.base or ""), counter=tier.counter, cap=tier.cap_yuan,
            term=tier.term_years, per=tier.per, yearly="年" in per, base=tier.base, stacking=reward.stacking,
            once=bool(reward.once), tier=tier.level,
        )  # fmt: skip

    bound = tier.bound or "exact"
    if reward.kind != "award":
        kind: FactKind = "target" if reward.kind == "target" else "threshold"
        if tier.yuan is not None:
            yield fact(kind, Unit.YUAN, tier.yuan, bound)
        if tier.count is not None:
            yield fact(kind, Unit.COUNT, tier.count, bound)
        return
    if tier.yuan is not None:
        yield fact("amount", Unit.YUAN, tier.yuan, bound)
    if tier.percent is not None:
        yield fact("rate", Unit.PERCENT, tier.percent, bound)
    if tier.cap_yuan is not None:
        yield fact("cap", Unit.YUAN, tier.cap_yuan, "at_most")
    if tier.term_years is not None:
        yield fact("term", Unit.YEARS, Decimal(tier.term_years), "at_most")


def _payer_of(said: str) -> str:
    """Return what one payer is called throughout: 省级财政 for 省级, 受益财政 for 项目受益财政."""
    named = PAYERS.search(said)
    return PAYER_NAMES[str(named.lastgroup)] if named else said if said.endswith("财政") else f"{said}财政"


def write_fact(fact: Fact) -> str:
    """Write a fact as the policy would: 不超过设备投资的5%, 最高100万元."""
    bound = BOUND_WORDS[fact.bound]
    match fact.unit:
        case Unit.PERCENT:
            return f"{bound}{fact.base or ''}{fact.value.normalize():f}%"
        case Unit.COUNT:
            return f"{fact.value:f}{fact.counter or ''}{'以上' if fact.bound == 'at_least' else ''}"
        case Unit.YEARS:
            return f"最长{fact.value:f}年"
    return f"{bound}{format_yuan(fact.value)}"


def write_sum(yuan: Decimal | None) -> str | None:
    """Write money where there is any."""
    return None if yuan is None else format_yuan(yuan)
