"""Where a text names tiers beside a figure."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence

from assistant.guard.claims.claim import Slot
from assistant.guard.claims.quantities import Quantity
from assistant.guard.words.slots import LEADS_BACK
from assistant.models import Bracket
from assistant.policy.tiers import TierMention

_JOINED = re.compile(r"[、,，/和及与或以 ]{0,3}(?:的|以及)?")
Tiers = frozenset[int]
LED = 7  # how far behind the words that lead back to it a tier may be named
_PAUSE = re.compile("[，。；！？\\n]")


def between(found: Sequence[TierMention], start: int, end: int) -> Sequence[TierMention]:
    """Return the mentions that begin within a span."""
    first = bisect_left(found, start, key=lambda mention: mention.start)
    return found[first : bisect_left(found, end, key=lambda mention: mention.start)]


def led_back(text: str, quantity: Quantity, found: Sequence[TierMention]) -> TierMention | None:
    """Return the tier that the words behind a figure put it to: 50万元是中级雪道的标准."""
    leads = LEADS_BACK.match(text, quantity.end)
    if leads is None:
        return None
    ends = _PAUSE.search(text, leads.end(), leads.end() + LED)
    return next(iter(between(found, leads.end(), ends.start() if ends else leads.end() + LED)), None)


def held(brackets: Mapping[int, Bracket], sizes: Sequence[Quantity]) -> Tiers:
    return frozenset(
        at for at, bracket in brackets.items() for size in sizes
        if size.counter == bracket.counter and bracket.holds(size.value)
    )  # fmt: skip


def last_run(mentions: Sequence[TierMention], text: str) -> tuple[Tiers, Slot]:
    """Return the tiers of the last mention with those joined to it: 国家级和省级都是."""
    last = mentions[-1]
    tiers, start = {last.tier}, last.start
    for mention in reversed(mentions[:-1]):
        if mention.start < start and not (mention.end <= start and _JOINED.fullmatch(text, mention.end, start)):
            break
        tiers.add(mention.tier)
        start = min(start, mention.start)
    return frozenset(tiers), slot_of(last)


def slot_of(mention: TierMention) -> Slot:
    return Slot(mention.word, (mention.start, mention.end))
