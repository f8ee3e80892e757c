"""Tiers of a row that stand for one another: sizes reached, of which one is paid, and one rate under several caps."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.guard.claims.claim import Claim
from assistant.guard.claims.facts import Fact

_ADDS_UP = re.compile("累计|累加|叠加|逐级|超额|部分")


def is_of_sizes(fact: Fact) -> bool:
    """Whether a sum is that of a size reached, of which one is paid: 增速15%以上3万元，25%以上6万元."""
    tiers = fact.reward.tiers if fact.reward else ()
    plain = all(tier.bracket is not None and tier.every is None and tier.case is None for tier in tiers)
    return plain and len(tiers) > 1 and not _ADDS_UP.search(fact.sentence)


def of_tiers_said(fact: Fact, claim: Claim) -> Fact:
    """Return a fact of several tiers as one of those that a claim is said of: one rate under a cap for each."""
    said = claim.tier.get(fact.reward.id) if fact.reward and len(fact.tiers) > 1 else None
    return replace(fact, tiers=fact.tiers & said) if said and fact.tiers & said else fact
