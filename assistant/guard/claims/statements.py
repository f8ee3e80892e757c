"""What a draft says without a figure of its own: that there is no cap, who pays."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from assistant.guard.claims.draft import Draft
from assistant.guard.claims.facts import Fact
from assistant.guard.claims.quantities import Quantity
from assistant.guard.claims.subjects import meant
from assistant.guard.layout.lines import Span
from assistant.guard.words.slots import NO_CAP, PAYER

_DISPUTED = re.compile(r"[^，。；！？\n]{0,3}(?:[？?]|是错|不对|的说法|不属实|吗)")
_DENIED = re.compile("(?:不是|并非|没说|没有说|说错|误)[^，。；！？\n]{0,6}$")


class Statement(NamedTuple):
    """A statement that the notices contradict: where it stands, why, and a fact that says otherwise."""

    span: Span
    reason: str
    fact: Fact | None
    expected: str | None = None


def find_statements(draft: Draft) -> Iterator[Statement]:
    """Yield what a draft says wrongly without a figure."""
    yield from _denied_caps(draft)
    yield from _payers(draft)


def _scope(draft: Draft, span: Span) -> tuple[str, ...]:
    """Return the subjects that words speak of, best first."""
    place = Quantity(*span, *span, Decimal(0), "", None)
    return meant(draft.surroundings.fit(place, *draft.sheet.clause(*span), by_name=False))


def _denied_caps(draft: Draft) -> Iterator[Statement]:
    """Yield where a draft says that there is no cap though the rows it speaks of have one."""
    text = draft.sheet.text
    for found in NO_CAP.finditer(text):
        if _DISPUTED.match(text, found.end()) or _DENIED.search(text, max(0, found.start() - 10), found.start()):
            continue
        scope = _scope(draft, found.span())[:1]
        if any(NO_CAP.search(told) for told in _texts(draft, scope)):
            continue
        capped = [fact for subject in scope for fact in draft.book.of(subject) if _caps(fact)]
        if capped:
            yield Statement(found.span(), "cap_dropped", capped[0])


def _caps(fact: Fact) -> bool:
    return fact.kind == "cap" or (fact.is_award and fact.claim.bound == "at_most")


def _payers(draft: Draft) -> Iterator[Statement]:
    """Yield who is said to pay, in a sentence without a sum or rate, where the rows it speaks of name another."""
    sheet = draft.sheet
    for found in PAYER.finditer(sheet.text):
        start, end = sheet.sentence(*found.span())
        if any(quantity.is_judged and start <= quantity.start < end for quantity in draft.quantities):
            continue  # judged with the figure
        if draft.quotations.holds(*found.span()):
            continue
        if _DENIED.search(sheet.text, max(0, found.start() - 10), found.start()):
            continue
        facts = [fact for subject in _scope(draft, found.span())[:1] for fact in draft.book.of(subject)]
        payers = {fact.tier.payer for fact in facts if fact.tier and fact.tier.payer}
        if payers and not any(found["who"][0] in payer for payer in payers):
            paid = next(fact for fact in facts if fact.tier and fact.tier.payer)
            yield Statement(found.span(), "wrong_payer", paid, "、".join(sorted(payers)))


def _texts(draft: Draft, scope: Iterable[str]) -> Iterator[str]:
    for subject in scope:
        reward = draft.book.rewards.get(subject)
        if reward is not None:
            yield from (tier.quote for tier in reward.tiers)
        yield from (fact.sentence for fact in draft.book.of(subject))
