"""Rule for a sum in a foreign currency that neither the notices nor the question have."""

from __future__ import annotations

from assistant.guard.claims.claim import Claim
from assistant.guard.claims.draft import Draft, Ruling

CURRENCIES = frozenset(("美元", "万美元", "欧元", "港元", "港币", "英镑", "日元"))


def foreign(draft: Draft, at: int, claim: Claim) -> Ruling | None:
    """A sum in a currency that nobody has named: 5万美元 of 5万元."""
    figure = claim.figure
    if figure.counter not in CURRENCIES or figure.key in draft.asked_keys:
        return None
    if at in draft.given or at in draft.factors or any(fact.figure.key == figure.key for fact in draft.book.facts):
        return None
    asked = sorted({q.value for q in draft.asked_quantities if q.counter == figure.counter})
    if any(high - low == figure.value or high + low == figure.value for low in asked for high in asked if low < high):
        return Ruling("user", status="user")
    same = (fact for one in draft.scope(at) for fact in draft.book.of(one) if fact.figure.is_money)
    fact = next((fact for fact in same if fact.figure.value == figure.value), None)
    return Ruling("currency", "wrong_unit" if fact is not None else "unverifiable", fact)
