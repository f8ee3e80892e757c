"""Work out the difference that is left to one who rises from a lower award: 只奖励差额部分, 以前已获的只补足差额."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from assistant.answering.calculation import Calculation
from assistant.answering.rowwise.asked import Asked
from assistant.answering.rowwise.choosing import Choice, Chooser
from assistant.answering.rowwise.narrowing import highest
from assistant.answering.rowwise.reckoned import Reckoned, to_calculation
from assistant.answering.rowwise.told import tell
from assistant.models import Tier
from assistant.text.numerals import format_yuan

DIFFERENCE_LEAD = "差额部分"
RISEN = re.compile(r"升|晋|原来|已经是|之前|以前|提档|提级|[拿领得]过|已经?[拿领]")


def work_out_difference(chooser: Chooser, choice: Choice, asked: Asked) -> Calculation | None:
    """Return what is left where a firm has had the lower of two tiers; None where it isn't told which two."""
    rule = chooser.clauses.difference_rule(choice.row)
    tiers = [tier for tier in choice.row.tiers if tier.yuan is not None]
    if rule is None or len(tiers) < 2 or not (RISEN.search(asked.folded) or _had(asked)):
        return None
    had = [tier for tier in tiers if tier.yuan in _had(asked)]
    had = had or [tier for tier in tiers if any(tier.yuan == figure.yuan for figure in asked.money)]
    reached = _reached(chooser, tiers, asked)
    meant = list(dict.fromkeys([*reached, *had]))
    if not had and len(meant) < 2 and len(tiers) == 2:
        meant = tiers
    if len({tier.yuan for tier in meant}) != 2:
        return None
    high, low = sorted(meant, key=lambda tier: -(tier.yuan or 0))[:: len(meant) - 1]
    if had and low not in had:
        return None
    value = (high.yuan or Decimal(0)) - (low.yuan or Decimal(0))
    line = f"{format_yuan(high.yuan or Decimal(0))}－{format_yuan(low.yuan or Decimal(0))}＝{format_yuan(value)}"
    one = Reckoned(value=value, bound="exact", line=f"{DIFFERENCE_LEAD}：{line}", tier=high)
    return to_calculation(choice, [one]).model_copy(update={"rules": (rule,)})


def _had(asked: Asked) -> set[Decimal]:
    """Return the sums that the user has been paid already."""
    return {figure.yuan for figure in asked.money if figure.yuan is not None and tell(figure, asked.messages).had}


def _reached(chooser: Chooser, tiers: Sequence[Tier], asked: Asked) -> list[Tier]:
    """Return the tiers that a message names, or the highest whose size one of its figures has."""
    bracketed = [tier for tier in tiers if tier.bracket is not None and tier.bracket.counter == "元"]
    if len(bracketed) < len(tiers):
        return [tiers[at] for at in sorted(chooser.name_tiers(tiers, asked.messages[0]))]
    sizes = [figure.yuan for figure in asked.money if figure.yuan and not tell(figure, asked.messages).had]
    held = [tier for tier in bracketed if tier.bracket and any(map(tier.bracket.reached_by, sizes))]
    return highest(held)[-1:] if held else []
