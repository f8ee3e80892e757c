"""What the user takes for granted: figures that the table or a sum of it bears out, and those that neither does."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from assistant.answering.award_sections import is_joint
from assistant.answering.calculation import Calculation
from assistant.answering.subjects import Subject, bigrams
from assistant.answering.sums import asked_tiers, calculate, is_base
from assistant.models import Bound, Model, Reward, Tier
from assistant.policy.corpus import Corpus
from assistant.policy.lexicon import Lexicon, fold
from assistant.understanding.query import Query, UserFigure
from assistant.understanding.wordlists import CONFIRMING_WORDS, any_of

RECEIVED = re.compile(
    r"(?:给|补|拨|批|奖|发|拿|领|贴|返)(?:(?:到|给)?了|过了?)(?:我们|咱们?|企业)?[0-9.一二两三四五六七八九十百千]+[万亿]"
)
"""That a sum was paid already, by whomever it was."""
CONFIRMING = any_of(CONFIRMING_WORDS)


class Premises(Model):
    """What the user takes the awards to be: claims that are wrong, claims that rows bear out, and sums that do."""

    wrong: tuple[UserFigure, ...] = ()
    right: tuple[tuple[UserFigure, Bound], ...] = ()
    borne_out: tuple[Calculation, ...] = ()


def judge_premises(query: Query, subjects: Iterable[Subject], corpus: Corpus) -> Premises:
    """Judge the user's figures about the award by the tiers asked about and what they give for the user's sums.

    Never wrong is a figure that the text itself has as a threshold or target, one of another programme that the
    message names better, and a sum of the user's own.
    """
    claims, lexicon = query.claims(), corpus.lexicon
    found = tuple(subjects)
    rewards = [reward for subject in found for reward in subject.awards]
    tiers = [(r, t) for s in found for r in s.awards for t in asked_tiers(r, query.levels_for(s.topic)) or r.tiers]
    if not claims or query.reverse or not tiers:
        return Premises()
    now = _work_out(rewards, query, lexicon)
    before = _work_out(rewards, query.model_copy(update={"figures": query.lent}), lexicon)
    wrong, right, borne_out = [], [], []
    for claim in claims:
        if any(is_base(claim, reward, query, lexicon) for reward in rewards):
            continue
        bounds = [bound for reward, tier in tiers if (bound := _supports(reward, tier, claim))]
        if bounds:
            right.append((claim, bounds[0]))
        elif result := _result(claim, now):
            right.append((claim, result.bound))
        elif result := _result(claim, before):
            borne_out.append(result)
        elif not _is_of_something_else(claim, rewards, query, corpus):
            wrong.append(claim)
    return Premises(wrong=tuple(wrong), right=tuple(right), borne_out=tuple(borne_out))


def _is_of_something_else(claim: UserFigure, rewards: Sequence[Reward], query: Query, corpus: Corpus) -> bool:
    policies = {reward.policy for reward in rewards}
    if RECEIVED.search(claim.near) and not CONFIRMING.search(query.folded):
        return True
    if claim.yuan in {figure.yuan for figure in (*query.lent, *query.base_figures())}:
        return True
    said = bigrams(query.folded)
    best = max(_named(reward, said) for reward in rewards)
    for row in (row for row in corpus.rewards if row.policy in policies):
        stated = any(claim.yuan in (tier.yuan, tier.cap_yuan) for tier in row.tiers) if claim.yuan else False
        if stated and (row.kind != "award" or (row not in rewards and _named(row, said) > best)):
            return True
    return False


def _named(reward: Reward, said: set[str]) -> float:
    """Return how much of a programme's name a message has."""
    name = bigrams(fold(reward.name))
    return len(name & said) / max(len(name), 1)


def _work_out(rewards: Sequence[Reward], query: Query, lexicon: Lexicon) -> list[Calculation]:
    return [result for reward in rewards for _, result in calculate(reward, query, lexicon)]


def _result(claim: UserFigure, results: Iterable[Calculation]) -> Calculation | None:
    """Return the sum whose result the claim states; what a cap cuts off is none."""
    for result in results:
        said = {(result.value, result.bound), (result.amounts[0].yuan, result.amounts[0].bound)}
        if any(claim.yuan == value and claim.bound in (None, bound) for value, bound in said):
            return result
    return None


def _supports(reward: Reward, tier: Tier, claim: UserFigure) -> Bound | None:
    """Return the bound of a tier's figure that a claim states, whatever bound it says; None where it states none."""
    if claim.percent is not None:
        figures = [(tier.percent, tier.bound)]
    else:
        figures = [(tier.cap_yuan, "at_most"), (tier.yuan, tier.bound)]
        if is_joint(reward):
            figures.append((sum((t.yuan or Decimal(0) for t in reward.tiers), Decimal(0)), "exact"))
    value = claim.percent if claim.percent is not None else claim.yuan
    bounds = (bound or "exact" for figure, bound in figures if figure == value)
    found = list(bounds)
    return next((bound for bound in found if claim.bound in (None, bound)), found[0] if found else None)
