"""Work out what the tiers of an award give for the user's figures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from assistant.answering.calculation import Calculation, base_needed, multiply, on_principals, span, work_out
from assistant.models import Reward, Tier
from assistant.policy.levels import WITHIN
from assistant.policy.lexicon import Lexicon
from assistant.understanding.query import Intent, Query, UserFigure

SPLIT_ITEMS = re.compile(r"另一|另外|第二|两个|两项|三个|分别|还有一|各")


def asked_tiers(reward: Reward, levels: Iterable[str]) -> tuple[Tier, ...]:
    """Return the tiers of the levels asked about; empty where none is named or the programme lacks it."""
    wanted = set(levels)
    wanted |= {reach for reach, level in WITHIN.items() if level in wanted}
    return tuple(tier for tier in reward.tiers if tier.level in wanted)


def figured_tiers(reward: Reward) -> tuple[Tier, ...]:
    return tuple(tier for tier in reward.tiers if tier.yuan is not None or tier.percent is not None)


def bases_of(reward: Reward, query: Query, lexicon: Lexicon) -> tuple[UserFigure, ...]:
    """Return the user's figures that measure the base of the reward's rate.

    Figures whose words name this base come first; failing these, those whose words name no other base.
    """
    base = next((tier.base for tier in reward.tiers if tier.base), None)
    if base is None:
        return ()
    money = [figure for figure in query.figures if figure.yuan is not None]
    own = lexicon.bases.get(base, ())
    possible = [f for f in money if f.role != "background" and not _is_award(reward, f)]
    named = tuple(f for f in possible if any(word in f.near for word in own))
    if named and any(f.role == "base" for f in named) and not SPLIT_ITEMS.search(query.folded):
        return tuple(f for f in named if f.role == "base")
    if reward.modality == "争取" and named:
        return named
    others = {word for name, words in lexicon.bases.items() if name != base for word in words} - set(own)
    return tuple(f for f in query.base_figures() if not any(word in f.near for word in others))


def _is_award(reward: Reward, figure: UserFigure) -> bool:
    return figure.role == "claim" and figure.yuan in {tier.cap_yuan for tier in reward.tiers}


def is_base(figure: UserFigure, reward: Reward, query: Query, lexicon: Lexicon) -> bool:
    """Whether a figure of the user's is what the reward's rate applies to, such as the county's own subsidy."""
    return figure in bases_of(reward, query, lexicon)


def calculate(reward: Reward, query: Query, lexicon: Lexicon) -> tuple[tuple[Tier, Calculation], ...]:
    """Return what the tiers asked about give for the user's figures; empty where no rate applies to any."""
    return tuple(
        calculate_tiers(reward, asked_tiers(reward, query.levels) or figured_tiers(reward), query, lexicon) or ()
    )


def calculate_tiers(
    reward: Reward, tiers: Sequence[Tier], query: Query, lexicon: Lexicon
) -> list[tuple[Tier, Calculation]] | None:
    rated = [tier for tier in tiers if tier.percent is not None]
    if not rated:
        return None
    if query.reverse:
        wanted = next((f.yuan for f in query.figures if f.yuan is not None), None)
        needed = [(tier, c) for tier in rated if (c := base_needed(reward, tier, wanted)) is not None]
        return needed or None
    bases = bases_of(reward, query, lexicon)
    if not bases:
        return None
    if Intent.COMPARE in query.intents and len(rated) == 1 and len(bases) > 1:
        return [(rated[0], _sum(reward, rated[0], [base], query)) for base in bases[-2:]]
    if Intent.COMPARE in query.intents and len(rated) == 1 and rated[0].term_years and len(query.terms) > 1:
        each = (query.model_copy(update={"terms": (term,)}) for term in query.terms)
        return [(rated[0], _sum(reward, rated[0], bases, one)) for one in each]
    return [(tier, _sum(reward, tier, bases, query)) for tier in rated]


def _sum(reward: Reward, tier: Tier, bases: Sequence[UserFigure], query: Query) -> Calculation:
    bases = [base for base in bases if base.level in (None, tier.level)] or bases
    several = len(bases) > 1 and (SPLIT_ITEMS.search(query.folded) or all(base.apart for base in bases))
    sums = [base.yuan or Decimal(0) for base in bases]
    if several and tier.term_years is not None:
        return on_principals(reward, tier, sums, query.term)
    result = work_out(reward, tier, sums if several else sums[-1:], query.term)
    if several or bases[-1].up_to is None:
        return multiply(reward, tier, result, query.projects) if query.projects and not several else result
    return span(result, work_out(reward, tier, [bases[-1].up_to], query.term))
