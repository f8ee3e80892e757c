"""What the user takes for granted: find the figures that the table doesn't bear out."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.answering.awards import asked_tiers, is_joint
from assistant.answering.subjects import Subject
from assistant.models import Reward, Tier
from assistant.understanding.query import Query, UserFigure


def wrong_claims(query: Query, subjects: Iterable[Subject]) -> tuple[UserFigure, ...]:
    """Return the user's figures about the award that no tier asked about supports."""
    tiers = [pair for subject in subjects for reward in subject.awards for pair in _tiers(reward, query)]
    if not tiers or query.reverse:
        return ()
    return tuple(claim for claim in query.claims() if not any(_supports(reward, tier, claim) for reward, tier in tiers))


def _tiers(reward: Reward, query: Query) -> list[tuple[Reward, Tier]]:
    return [(reward, tier) for tier in asked_tiers(reward, query.levels) or reward.tiers]


def _supports(reward: Reward, tier: Tier, claim: UserFigure) -> bool:
    bound = claim.bound
    if claim.percent is not None:
        return tier.percent == claim.percent and bound in (None, tier.bound)
    if tier.cap_yuan is not None and claim.yuan == tier.cap_yuan:
        return bound in (None, "at_most")
    if is_joint(reward) and claim.yuan == sum(tier.yuan or 0 for tier in reward.tiers):
        return True
    if tier.yuan is None or claim.yuan != tier.yuan:
        return False
    return bound in (None, tier.bound)
