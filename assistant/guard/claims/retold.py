"""Rule for terms that the notices have, but of something else than the sentence of a draft retells."""

from __future__ import annotations

from assistant.guard.claims.claim import Claim
from assistant.guard.claims.draft import Draft, Ruling
from assistant.guard.claims.phrases import pairs

OUTDONE = 1.7  # how many times as much the other sentence must have in common with the draft's
CLEARLY = 9.0  # how much more that must weigh


def retold(draft: Draft, at: int, claim: Claim) -> Ruling | None:
    """A term of another sentence than the one retold: 10个工作日 of what is to be mended in 5."""
    figure = claim.figure
    known = draft.book.terms.get(figure.counter)
    if known is None or figure.side or figure.key in draft.asked_keys or claim.polarity is not None:
        return None
    if figure.value == 1:
        return None
    said = pairs(draft.sheet.text[slice(*draft.reader.frame(at).sentence)])
    own, most, instead = 0.0, 0.0, None
    for fact, words in known:
        fit = sum(map(draft.book.subjects.weight, said & words))
        if int(fact.figure.value) == int(figure.value):
            own = max(own, fit)
        elif fit > most:
            most, instead = fit, fact
    if instead is None or not own or most < OUTDONE * own or most - own < CLEARLY:
        return None
    if draft.sheet.text[figure.start : figure.end] in instead.sentence:
        return None
    return Ruling("retold", "wrong_term", instead)
