"""Rule for a figure that stands where the sentence retold has another: 首次认定的奖励10万元, of 20万元."""

from __future__ import annotations

from assistant.guard.claims.claim import Claim
from assistant.guard.claims.draft import Draft, Ruling
from assistant.guard.words.slots import OWN


def misquoted(draft: Draft, at: int, claim: Claim) -> Ruling | None:
    """A figure in whose place the sentences that are retold all have another of its kind."""
    figure = claim.figure
    if claim.polarity is not None or figure.key in draft.asked_keys or figure.value == 1:
        return None
    if claim.role == "size" and figure.is_judged and figure.bound is None and not figure.side:
        return None  # a size to work with: 投资800万元，可补40万元
    if figure.bound is None and OWN.search(draft.around(at).clause):
        return None
    if at in draft.given or at in draft.factors or at in draft.summands:
        return None
    instead = draft.retold.instead(at)
    if not instead or any(one.key == figure.key for one in instead):
        return None
    fact = next((one for one in draft.book.facts if one.key == instead[0].key), None)
    if not figure.is_judged:
        return Ruling("misquoted", "wrong_term" if figure.counter == "年" else "wrong_target", fact)
    is_paid = fact is not None and fact.is_award
    return Ruling("misquoted", ("wrong_rate" if figure.is_rate else "wrong_value") if is_paid else "wrong_target", fact)
