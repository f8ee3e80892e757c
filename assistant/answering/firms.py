"""The sum over several firms that each get another award: each gets its own, so that they add up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from assistant.answering.recording import computed
from assistant.answering.subjects import Subject
from assistant.answering.sums import asked_tiers, calculate_tiers, figured_tiers
from assistant.answering.wording import bounded
from assistant.models import Bound, Model, Reward, StatedAmount, Tier
from assistant.policy.lexicon import Lexicon
from assistant.text.numerals import format_yuan
from assistant.understanding.query import Query


class Share(Model):
    """What each of so many firms gets, and how that came about."""

    reward: Reward
    tier: Tier
    firms: int
    value: Decimal
    bound: Bound
    workings: str = ""

    @property
    def said(self) -> str:
        """The share as a term of a sum: 10万元×3家."""
        return f"{format_yuan(self.value)}×{self.firms}家" if self.firms > 1 else format_yuan(self.value)


def asked_of_firms(subjects: Sequence[Subject], query: Query) -> list[tuple[Reward, Tier, int]]:
    """Return the tiers that several firms have, with their numbers; empty where one of these can't be told."""
    found = []
    for held in query.holdings:
        awards = [reward for subject in subjects if subject.topic == held.topic for reward in subject.awards]
        tiers = [(r, t) for r in awards for t in (asked_tiers(r, (held.level,)) if held.level else figured_tiers(r))]
        if len(tiers) != 1:
            return []
        found.append((*tiers[0], held.firms))
    return found


def add_over_firms(
    subjects: Sequence[Subject], query: Query, lexicon: Lexicon
) -> tuple[str, tuple[StatedAmount, ...]] | None:
    """Return the sentence with the sum over the firms, and its amount; None where it can't be told."""
    tiers = asked_of_firms(subjects, query)
    shares = [share for reward, tier, firms in tiers if (share := _share(reward, tier, firms, query, lexicon))]
    bounds = {share.bound for share in shares} - {"exact"}
    if not tiers or len(shares) < len(tiers) or len(bounds) > 1:
        return None
    bound: Bound = next(iter(bounds), "exact")
    total = sum((share.value * share.firms for share in shares), Decimal(0))
    line = "＋".join(share.said for share in shares) + f"＝{format_yuan(total)}"
    workings = "；".join((*(share.workings for share in shares if share.workings), line))
    amount = computed(shares[0].reward, shares[0].tier, total, bound, workings)
    names = "、".join(_unique(share.reward.name for share in shares))
    said = f"**{names}**：各企业分别享受，{query.firms}家合计 **{bounded(format_yuan(total), bound)}**（{line}）。"
    return said, (amount,)


def _unique(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def _share(reward: Reward, tier: Tier, firms: int, query: Query, lexicon: Lexicon) -> Share | None:
    if tier.yuan is not None:
        return Share(reward=reward, tier=tier, firms=firms, value=tier.yuan, bound=tier.bound or "exact")
    worked = calculate_tiers(reward, [tier], query, lexicon)
    if not worked or len(worked) > 1:
        return None
    result = worked[0][1]
    return Share(
        reward=reward,
        tier=tier,
        firms=firms,
        value=result.value,
        bound=result.bound,
        workings=result.amounts[0].derivation or "",
    )
