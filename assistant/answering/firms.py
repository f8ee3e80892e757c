"""The sum over several firms that each get another award: each gets its own, so that they add up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from assistant.answering.recording import computed
from assistant.answering.subjects import Subject
from assistant.answering.sums import asked_tiers, calculate_tiers
from assistant.answering.wording import bounded
from assistant.models import Bound, Model, Reward, StatedAmount, Tier
from assistant.policy.lexicon import Lexicon
from assistant.text.numerals import format_yuan
from assistant.understanding.query import Query


class Share(Model):
    """What one firm gets, and how that came about."""

    reward: Reward
    tier: Tier
    value: Decimal
    bound: Bound
    workings: str = ""


def asked_of_firms(subjects: Sequence[Subject], query: Query) -> list[tuple[Reward, Tier]]:
    """Return the tiers asked about, one a firm; empty where these are not as many as the firms."""
    tiers = [(r, t) for s in subjects for r in s.awards for t in asked_tiers(r, query.levels_for(s.topic))]
    return tiers if query.firms and query.firms > 1 and len(tiers) == query.firms else []


def add_over_firms(
    subjects: Sequence[Subject], query: Query, lexicon: Lexicon
) -> tuple[str, tuple[StatedAmount, ...]] | None:
    """Return the sentence with the sum over the firms, and its amount; None where it can't be told."""
    tiers = asked_of_firms(subjects, query)
    shares = [share for reward, tier in tiers if (share := _share(reward, tier, query, lexicon))]
    bounds = {share.bound for share in shares} - {"exact"}
    if not tiers or len(shares) < len(tiers) or len(bounds) > 1:
        return None
    bound: Bound = next(iter(bounds), "exact")
    total = sum((share.value for share in shares), Decimal(0))
    line = "＋".join(format_yuan(share.value) for share in shares) + f"＝{format_yuan(total)}"
    workings = "；".join((*(share.workings for share in shares if share.workings), line))
    amount = computed(shares[0].reward, shares[0].tier, total, bound, workings)
    names = "、".join(_unique(share.reward.name for share in shares))
    said = f"**{names}**：各企业分别享受，{query.firms}家合计 **{bounded(format_yuan(total), bound)}**（{line}）。"
    return said, (amount,)


def _unique(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def _share(reward: Reward, tier: Tier, query: Query, lexicon: Lexicon) -> Share | None:
    if tier.yuan is not None:
        return Share(reward=reward, tier=tier, value=tier.yuan, bound=tier.bound or "exact")
    worked = calculate_tiers(reward, [tier], query, lexicon)
    if not worked or len(worked) > 1:
        return None
    result = worked[0][1]
    return Share(
        reward=reward, tier=tier, value=result.value, bound=result.bound, workings=result.amounts[0].derivation or ""
    )
