"""Which tiers share a cap that the text prints once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal

from assistant.models import Policy, Reward
from assistant.text.figures import Unit, find_figures


def find_shared_caps(policy: Policy, rewards: Iterable[Reward]) -> frozenset[tuple[str, int]]:
    """Return (row id, index of the tier) of each tier whose cap is printed with an earlier tier of its clause."""
    printed: Counter[tuple[str, Decimal]] = Counter()
    for clause in policy.clauses:
        printed.update((clause.label, f.value) for f in find_figures(clause.text) if f.unit is Unit.YUAN)
    awards = [reward for reward in rewards if reward.kind == "award"]
    for reward in awards:
        printed.subtract((reward.clause, tier.yuan) for tier in reward.tiers if tier.yuan is not None)
    shared: set[tuple[str, int]] = set()
    for reward in awards:
        for index, tier in enumerate(reward.tiers):
            if tier.cap_yuan is None:
                continue
            key = (reward.clause, tier.cap_yuan)
            if printed[key] > 0:
                printed[key] -= 1
            else:
                shared.add((reward.id, index))
    return frozenset(shared)
