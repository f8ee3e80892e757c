"""The part of a sum that a rate is of, where a notice pays by parts: 600万元以内的部分按5%、超过600万元的部分按7%."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from assistant.guard.claims.claim import Claim

_PART = re.compile(r"(?:元)?[（(]?含?[)）]?(?P<side>以[内下上])?[（(]?含?[)）]?的?部分[，,]?(?:[^，。；0-9]{0,8})$")
_RANGE = re.compile(r"元?[（(]?不?含?[)）]?(?:以上)?[（(]?不?含?[)）]?(?:至|到|—+|-|~)(?:不足)?$")
_OVER = re.compile("(?:超过|超出|高于|大于)$")


class Portion(NamedTuple):
    """From and up to which sum a rate is reckoned, in yuan; no end where it is of all above."""

    low: Decimal
    high: Decimal | None

    def of(self, total: Decimal) -> Decimal:
        """Return how much of a total lies within."""
        return max(Decimal(0), (min(total, self.high) if self.high is not None else total) - self.low)


def find_portion(text: str, claims: Sequence[Claim], at: int) -> Portion | None:
    """Return the part of a sum that the words before a rate name.

    >>> from assistant.guard.claims.slot_reading import SlotReader
    >>> from assistant.guard.layout.sheet import Sheet
    >>> text = "超过600万元的部分按7%补助"
    >>> find_portion(text, list(SlotReader(Sheet(text)).read()), 1)
    Portion(low=Decimal('6000000'), high=None)
    """
    end = claims[at - 1].figure if at else None
    if end is None or not end.is_money or not claims[at].figure.is_rate:
        return None
    part = _PART.fullmatch(text, end.end, claims[at].figure.left)
    if part is None:
        return None
    start = claims[at - 2].figure if at > 1 else None
    if start is not None and start.is_money and _RANGE.fullmatch(text, start.end, end.start):
        return Portion(start.value, end.value)
    if part["side"] == "以上" or _OVER.search(text, max(0, end.start - 4), end.start):
        return Portion(end.value, None)
    return Portion(Decimal(0), end.value) if part["side"] else None
