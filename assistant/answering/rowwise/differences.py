"""Work out the part of a sum that is paid in one year, and the difference that is left to one who rises."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.answering.calculation import Calculation
from assistant.answering.rowwise.asked import Asked, years_of
from assistant.answering.rowwise.choosing import Choice, Chooser
from assistant.answering.rowwise.counting import count_kind
from assistant.answering.rowwise.reckoned import Reckoned, to_calculation
from assistant.answering.wording import part_text
from assistant.models import Part, Tier
from assistant.text.numerals import format_number, format_percent, format_yuan

DIFFERENCE_LEAD = "差额部分"
YEARLY = re.compile(r"每年|[一1]年(?!以上|内)|每期|每次|分几年|年年|逐年")
RISEN = re.compile(r"升|晋|原来|已经是|之前|提档|提级|[拿领得]过")


def work_out_part(chooser: Chooser, choice: Choice, asked: Asked) -> Calculation | None:
    """Return the part of a figure that is paid in the year asked about."""
    if len(choice.tiers) != 1:
        return None
    tier = choice.tiers[0]
    parts = [part for part in tier.parts if set(years_of(part.case)) & set(asked.years)]
    if tier.yuan is None or tier.per is not None:
        return None
    if parts and asked.years:
        return to_calculation(choice, [_reckon_part(tier, part) for part in parts])
    paid = chooser.clauses.paid_in_parts(choice.row)
    if paid is None or not (asked.years or YEARLY.search(asked.folded)):
        return None
    number, shares = paid
    count = count_kind(asked, tier, choice.row.tiers) if len(choice.row.tiers) > 1 else None
    times = f"×{format_number(count)}" if count and count > 1 else ""
    whole = tier.yuan * count if count else tier.yuan
    if not shares:
        value = whole / number
        line = f"分{number}次等额：{format_yuan(tier.yuan)}{times}÷{number}＝{format_yuan(value)}"
    elif asked.years and asked.years[0] <= len(shares):
        share = shares[asked.years[0] - 1]
        value = whole * share / 100
        line = f"{format_yuan(tier.yuan)}{times}×{format_percent(share)}＝{format_yuan(value)}"
    else:
        return None
    return to_calculation(choice, [Reckoned(value=value, bound=tier.bound or "exact", line=line, tier=tier)])


def work_out_difference(chooser: Chooser, choice: Choice, asked: Asked) -> Calculation | None:
    """Return what is left where a firm has had the lower of two tiers: 只奖励差额部分."""
    tiers = [tier for tier in choice.row.tiers if tier.yuan is not None]
    if len(tiers) < 2 or not RISEN.search(asked.folded) or chooser.clauses.difference_rule(choice.row) is None:
        return None
    had = {at for at, tier in enumerate(tiers) if any(tier.yuan == figure.yuan for figure in asked.money)}
    named = chooser.name_tiers(tiers, asked.messages[0]) | had
    if len(named) != 2 and len(tiers) != 2:
        return None
    meant = [tiers[at] for at in named] if len(named) == 2 else tiers
    high, low = sorted(meant, key=lambda tier: -(tier.yuan or 0))
    value = (high.yuan or Decimal(0)) - (low.yuan or Decimal(0))
    line = f"{format_yuan(high.yuan or Decimal(0))}－{format_yuan(low.yuan or Decimal(0))}＝{format_yuan(value)}"
    return to_calculation(choice, [Reckoned(value=value, bound="exact", line=f"{DIFFERENCE_LEAD}：{line}", tier=high)])


def _reckon_part(tier: Tier, part: Part) -> Reckoned:
    if part.yuan is not None:
        return Reckoned(value=part.yuan, bound="exact", line=part_text(tier, part), tier=tier)
    whole, share = tier.yuan or Decimal(0), part.percent or Decimal(0)
    value = whole * share / 100
    line = f"{part.case}：{format_yuan(whole)}×{format_percent(share)}＝{format_yuan(value)}"
    return Reckoned(value=value, bound="exact", line=line, tier=tier)
