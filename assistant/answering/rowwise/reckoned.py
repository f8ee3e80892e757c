"""A result with its sum as said, and what an answer says of several."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from assistant.answering.calculation import Calculation
from assistant.answering.recording import computed
from assistant.answering.rowwise.choosing import Choice
from assistant.answering.wording import bounded
from assistant.models import Bound, Model, StatedAmount, Tier
from assistant.text.numerals import format_yuan


class Reckoned(Model):
    """One result with its sum as said; `over` is what it was before a cap."""

    value: Decimal
    bound: Bound
    line: str
    tier: Tier
    over: Decimal | None = None


def to_calculation(choice: Choice, found: Sequence[Reckoned], parts: Sequence[Decimal] = ()) -> Calculation:
    """Say results; `parts` are further sums that their lines name."""
    row = choice.row
    amounts: list[StatedAmount] = []
    for one in found:
        amounts.append(computed(row, one.tier, one.value, one.bound, one.line))
        if one.over is not None and one.over != one.value:
            amounts.append(computed(row, one.tier, one.over, "exact", one.line))
    tier = found[0].tier
    amounts += [computed(row, tier, value, "exact", found[0].line) for value in dict.fromkeys(parts)]
    last = found[-1]
    if len(found) == 2:
        said = f"**{format_yuan(found[0].value)}至{format_yuan(last.value)}**"
    else:
        said = f"**{bounded(format_yuan(last.value), last.bound)}**"
    lines = [one.line for one in found]
    if any(one.over is not None for one in found) and tier.cap_yuan is not None:
        cap = format_yuan(tier.cap_yuan)
        over = found[-1].over or Decimal(0)
        lines.append(f"超过上限，按不超过{cap}计" if over > tier.cap_yuan else f"刚好达到上限不超过{cap}")
    return Calculation(headline=said, lines=tuple(lines), amounts=tuple(amounts), value=last.value, bound=last.bound)


def capped(tier: Tier, value: Decimal, line: str, upper: bool = False) -> Reckoned:
    """Return a result under the tier's cap; `upper` is true for the upper end of a range."""
    line = f"{line}＝{format_yuan(value)}"
    bound: Bound = "at_least" if tier.up_to is not None and not upper else "at_most" if upper else tier.bound or "exact"
    if tier.cap_yuan is not None and value >= tier.cap_yuan:
        return Reckoned(value=tier.cap_yuan, bound="at_most", line=line, tier=tier, over=value)
    return Reckoned(value=value, bound=bound, line=line, tier=tier)
