"""Rule for days and terms that the notices have, but of something else than the sentence of a draft retells."""

from __future__ import annotations

from assistant.guard.claims.claim import Claim
from assistant.guard.claims.draft import Draft, Ruling
from assistant.guard.claims.facts import Fact
from assistant.guard.claims.phrases import pairs
from assistant.guard.claims.terms import same_day

TIMES = {"年": "wrong_term", "个工作日": "wrong_term", "工作日": "wrong_term", "日": "wrong_term"}
OUTDONE = 1.7  # how many times as much the other sentence must have in common with the draft's
CLEARLY = 9.0  # how much more that must weigh


def retold(draft: Draft, at: int, claim: Claim) -> Ruling | None:
    """A day or a term of another sentence than the one retold: 10个工作日 of what is to be mended in 5."""
    figure = claim.figure
    if figure.counter not in TIMES or figure.side or figure.key in draft.asked_keys or claim.polarity is not None:
        return None
    frame, is_day = draft.reader.frame(at), figure.counter == "日期"
    if figure.value == 1 or (is_day and any(same_day(int(figure.value), day) for day in draft.book.dates)):
        return None
    said = pairs(draft.sheet.text[slice(*(frame.clause if is_day else frame.sentence))])
    own, most, instead = 0.0, 0.0, None
    for fact in draft.book.facts:
        if fact.figure.counter != figure.counter or not fact.sentence:
            continue
        fit = _fit(draft, said, fact)
        if _is_same(figure.counter, int(figure.value), fact):
            own = max(own, fit)
        elif fit > most:
            most, instead = fit, fact
    if instead is None or not own or most < OUTDONE * own or most - own < CLEARLY:
        return None
    if draft.sheet.text[figure.start : figure.end] in instead.sentence:
        return None
    return Ruling("retold", TIMES[figure.counter], instead)


def _fit(draft: Draft, said: set[str], fact: Fact) -> float:
    return sum(map(draft.book.subjects.weight, said & pairs(fact.sentence)))


def _is_same(counter: str, value: int, fact: Fact) -> bool:
    if counter == "日期":
        return same_day(value, int(fact.figure.value))
    return int(fact.figure.value) == value
