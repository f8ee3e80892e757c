"""Record the figures that an answer says: stated by the table, or computed."""

from __future__ import annotations

from decimal import Decimal

from assistant.answering.naming import tier_name
from assistant.answering.wording import bounded
from assistant.models import Bound, Reward, StatedAmount, Tier
from assistant.text.numerals import format_percent, format_yuan


def stated(reward: Reward, tier: Tier) -> tuple[StatedAmount, ...]:
    """Record the figures that `award_clause` says."""
    said: list[tuple[Decimal | None, Decimal | None, Bound, str | None]] = []
    if tier.yuan is not None or tier.percent is not None:
        said.append((tier.yuan, tier.percent, tier.bound or "exact", tier.per))
    if tier.up_to is not None:
        money = tier.yuan is not None
        said.append((tier.up_to if money else None, None if money else tier.up_to, "at_most", tier.per))
    if tier.cap_yuan is not None:
        said.append((tier.cap_yuan, None, "at_most", tier.cap_per))
    if tier.cap_percent is not None:
        said.append((None, tier.cap_percent, "at_most", None))
    said += [(part.yuan, part.percent, "exact", part.case) for part in tier.parts]
    return tuple(
        StatedAmount(
            text=_with_unit(bounded(_write(yuan, percent), bound), per), yuan=yuan, percent=percent, bound=bound,
            source="table", reward=reward.id, tier=tier_name(tier), clause=reward.clause, per=per,
        )
        for yuan, percent, bound, per in said
    )  # fmt: skip


def _write(yuan: Decimal | None, percent: Decimal | None) -> str:
    return format_yuan(yuan) if yuan is not None else format_percent(percent or Decimal(0))


def _with_unit(text: str, per: str | None) -> str:
    """Put what a figure counts beside it."""
    return f"{text}（{per}）" if per else text


def computed(reward: Reward, tier: Tier, value: Decimal, bound: Bound, derivation: str) -> StatedAmount:
    """Record a computed figure with its derivation."""
    return StatedAmount(
        text=bounded(format_yuan(value), bound), yuan=value, bound=bound, source="computed",
        reward=reward.id, tier=tier_name(tier), clause=reward.clause, derivation=derivation,
    )  # fmt: skip
