"""What the user takes for granted: figures that the table or a sum of it bears out, and those that neither does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.answering.awards import asked_tiers, calculate, is_base, is_joint
from assistant.answering.calculation import Calculation
from assistant.answering.subjects import Subject
from assistant.models import Model, Reward, Tier
from assistant.policy.lexicon import Lexicon
from assistant.understanding.query import Query, UserFigure


class Premises(Model):
    """Claims that are wrong, and the sums over earlier messages' figures that bear others out."""

    wrong: tuple[UserFigure, ...] = ()
    borne_out: tuple[Calculation, ...] = ()


def judge_premises(query: Query, subjects: Iterable[Subject], lexicon: Lexicon) -> Premises:
    """Judge the user's figures about the award by the tiers asked about and what they give for the user's sums."""
    claims = query.claims()
    if not claims or query.reverse:
        return Premises()
    rewards = [reward for subject in subjects for reward in subject.awards]
    tiers = [(reward, tier) for reward in rewards for tier in asked_tiers(reward, query.levels) or reward.tiers]
    if not tiers:
        return Premises()
    now = _work_out(rewards, query, lexicon)
    before = _work_out(rewards, query.model_copy(update={"figures": query.lent}), lexicon)
    wrong, borne_out = [], []
    for claim in claims:
        if any(is_base(claim, reward, query, lexicon) for reward in rewards):
            continue
        if any(_supports(reward, tier, claim) for reward, tier in tiers) or _result(claim, now):
            continue
        if result := _result(claim, before):
            borne_out.append(result)
        else:
            wrong.append(claim)
    return Premises(wrong=tuple(wrong), borne_out=tuple(borne_out))


def _work_out(rewards: Sequence[Reward], query: Query, lexicon: Lexicon) -> list[Calculation]:
    return [result for reward in rewards for _, result in calculate(reward, query, lexicon)]


def _result(claim: UserFigure, results: Iterable[Calculation]) -> Calculation | None:
    """Return the sum whose result the claim states; what a cap cuts off is none."""
    for result in results:
        said = {(result.value, result.bound), (result.amounts[0].yuan, result.amounts[0].bound)}
        if any(claim.yuan == value and claim.bound in (None, bound) for value, bound in said):
            return result
    return None


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
