"""Say in what way a value is wrong that nothing gives."""

from __future__ import annotations

from decimal import Decimal

from assistant.guard.claims.claim import Claim
from assistant.guard.claims.draft import Draft, Ruling


def mismatch(draft: Draft, at: int, claim: Claim) -> Ruling:
    """Say in what way a value that nothing gives is wrong."""
    figure = claim.figure
    scope = draft.scope(at)
    facts = [fact for subject in scope[:1] for fact in draft.book.of(subject) if fact.is_award]
    alike = [fact for fact in facts if fact.figure.counter == figure.counter]
    elsewhere = [fact for fact in draft.book.facts if fact.is_award and fact.figure.key == figure.key]
    if not elsewhere and (again := draft.stated_before(at)) is not None:
        return Ruling("restated", None, again.fact)
    if elsewhere:
        return Ruling("mismatch", "wrong_programme", alike[0] if alike else None)
    if figure.key in draft.asked_keys:
        return Ruling("mismatch", "user_figure_as_policy", alike[0] if alike else None)
    if any(_is_shifted(figure.value, fact.figure.value) for fact in alike):
        return Ruling("mismatch", "wrong_unit", alike[0])
    if not alike:
        return Ruling("mismatch", "invented_value", facts[0] if facts else None)
    return Ruling("mismatch", "wrong_rate" if figure.is_rate else "wrong_value", alike[0])


def _is_shifted(stated: Decimal, right: Decimal) -> bool:
    if not stated or not right:
        return False
    ratio = max(stated, right) / min(stated, right)
    return ratio in {Decimal(10) ** power for power in range(1, 9)}
