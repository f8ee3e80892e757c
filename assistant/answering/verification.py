"""Check what a draft says to machines against what the corpus holds: citations, stated amounts, notices, suggestions.

The guard reads the text; this reads the fields beside it, so that neither can say what the other may not.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.answering.draft import Draft
from assistant.answering.naming import tier_name
from assistant.models import StatedAmount, Tier
from assistant.policy.corpus import Corpus
from assistant.policy.table import squeeze
from assistant.text.figures import Unit, find_figures

MONEY = (Unit.YUAN, Unit.PERCENT)


def find_faults(draft: Draft, corpus: Corpus) -> tuple[str, ...]:
    """Return what is wrong with the fields of a draft; empty where they hold."""
    return (*_citations(draft, corpus), *_amounts(draft, corpus), *_notices(draft), *_suggestions(draft, corpus))


def _citations(draft: Draft, corpus: Corpus) -> Iterator[str]:
    texts = {(clause.policy, clause.label): squeeze(clause.text) for clause in corpus.clauses}
    for citation in draft.citations:
        if squeeze(citation.quote) not in texts.get((citation.policy, citation.clause), ""):
            yield f"citation of {citation.clause} is not verbatim"


def _amounts(draft: Draft, corpus: Corpus) -> Iterator[str]:
    rows = {reward.id: reward for reward in corpus.rewards}
    said = {(figure.unit, figure.value) for figure in find_figures(draft.text)}
    for amount in draft.amounts:
        unit, value = (Unit.YUAN, amount.yuan) if amount.yuan is not None else (Unit.PERCENT, amount.percent)
        if value is None or value not in {figure.value for figure in find_figures(amount.text)}:
            yield f"amount {amount.text} is not what its text says"
        elif amount.source in ("computed", "user"):
            if (unit, value) not in said:
                yield f"amount {amount.text} is not in the answer"
        elif amount.reward not in rows or amount.clause != rows[amount.reward].clause:
            yield f"amount {amount.text} belongs to no row"
        elif not any(_states(tier, amount) for tier in rows[amount.reward].tiers):
            yield f"amount {amount.text} is not that of its row"


def _states(tier: Tier, amount: StatedAmount) -> bool:
    """Whether the tier gives this amount with this bound, as its figure or as its cap."""
    own = {tier.level, tier.payer, tier_name(tier), None}
    if amount.tier not in own:
        return False
    said = (amount.yuan, amount.percent)
    ends = {tier.cap_yuan} if amount.yuan is not None else {tier.cap_percent}
    if amount.bound == "at_most" and (amount.yuan if amount.yuan is not None else amount.percent) in ends | {
        tier.up_to
    }:
        return True
    if any((part.yuan, part.percent) == said for part in tier.parts):
        return amount.bound == "exact"
    return (tier.yuan, tier.percent, tier.bound) == (*said, amount.bound)


def _notices(draft: Draft) -> Iterator[str]:
    for notice in draft.notices:
        if notice not in draft.text:
            yield "a notice is not in the text"


def _suggestions(draft: Draft, corpus: Corpus) -> Iterator[str]:
    """Suggestions name no figure but thresholds, which are part of programmes' names (超百亿元企业)."""
    thresholds = {tier.yuan for reward in corpus.rewards if reward.kind == "threshold" for tier in reward.tiers}
    for suggestion in draft.suggestions:
        if any(figure.unit in MONEY and figure.value not in thresholds for figure in find_figures(suggestion)):
            yield f"suggestion with a figure: {suggestion}"
