"""Rules for the numbers of a sum that is written out: 4000平方米×100元, 300万元×5%."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.guard.claims.claim import Claim
from assistant.guard.claims.draft import Draft, Ruling, wide
from assistant.guard.claims.facts import Fact
from assistant.guard.words.slots import OWN, RATE_MEASURED, SUPPOSED, UNITS

THESE = re.compile("这$")


def said_again(draft: Draft, at: int, claim: Claim) -> Ruling | None:
    """A count that the words before it point back to: 累计5年，享受过的也算在这5年里."""
    figure = claim.figure
    if figure.is_judged or not THESE.search(draft.sheet.text, max(0, figure.start - 1), figure.start):
        return None
    before = zip(draft.quantities[:at], draft.rulings, strict=True)
    said = next((ruling for q, ruling in before if q.key == figure.key and ruling.reason is None), None)
    return Ruling("restated", None, said.fact, None, None, said.status) if said is not None else None


def bare(draft: Draft, at: int, claim: Claim) -> Ruling | None:
    """A bare number within a product."""
    return Ruling("factor", status="not_policy") if claim.figure.counter == "" else None


def multiplied(draft: Draft, at: int, claim: Claim) -> Ruling | None:
    """A sum per unit or a rate within a product: the user's, one that the draft supposes, or the notice's."""
    figure = claim.figure
    if at not in draft.factors or not figure.is_judged or figure.key in draft.asked_keys or at in draft.given:
        return None
    others = [one for one in draft.expressions if figure.start in (q.start for q in one.operands)]
    if any(q.is_judged and q.start != figure.start for one in others for q in one.operands if figure.is_money):
        return None  # the base of a rate
    start, end = draft.reader.frame(at).clause
    said = draft.sheet.text[start:end]
    if SUPPOSED.search(said) or OWN.search(said) or RATE_MEASURED.search(draft.sheet.text, start, figure.start):
        return None
    known = any(fact.key == figure.key for one in wide(draft, draft.scope(at)) for fact in draft.book.of(one))
    stated = any(q.key == figure.key for q in draft.quantities[:at])
    instead = None if known or stated else next(_alike(draft, at, claim), None)
    return Ruling("factor", "wrong_value" if figure.is_money else "wrong_rate", instead) if instead else None


def _alike(draft: Draft, at: int, claim: Claim) -> Iterator[Fact]:
    """Yield what the rows meant multiply by: their sums per unit, or their rates."""
    facts = (fact for one in wide(draft, draft.scope(at)) for fact in draft.book.of(one) if fact.is_award)
    kind = "rate" if claim.figure.is_rate else "amount"
    return (fact for fact in facts if fact.kind == kind and (claim.figure.is_rate or fact.claim.units & UNITS))
