"""Work out rates that are each of a portion of one sum: up to 3000万元 6%, above it 8%; last year's, what rose."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from assistant.answering.calculation import Calculation
from assistant.answering.rowwise.asked import Asked
from assistant.answering.rowwise.choosing import Choice, Chooser
from assistant.answering.rowwise.measured_sums import is_claim
from assistant.answering.rowwise.reckoned import Reckoned, capped, to_calculation
from assistant.answering.rowwise.told import find_rise, tell
from assistant.models import Model, Tier
from assistant.text.figures import Unit, find_figures
from assistant.text.numerals import format_percent, format_yuan

PORTION = re.compile(r"(?P<words>[^，、。；]{0,40}部分)(?:[（(][^（）()]*[）)])?[^，。；\d]{0,8}?(?P<percent>[\d.]+)%")
YEARLY = re.compile("上一?年")
ABOVE = re.compile("超过|超出|以上|高于|大于")
WITHIN = re.compile("不超过|不高于|未超过|以内|以下|不足")


class Portion(Model):
    """A portion of a sum with its rate: from `low` to `high` in 元, or by last year's amount where `yearly`."""

    percent: Decimal
    low: Decimal | None = None
    high: Decimal | None = None
    yearly: bool = False


def find_portions(text: str) -> list[Portion]:
    """Return the portions that a text gives rates of their own.

    >>> [str(one.percent) for one in find_portions("不超过1000万元的部分按5%，超过1000万元的部分按8%给予补助")]
    ['5', '8']
    """
    found = [_read(match["words"], Decimal(match["percent"])) for match in PORTION.finditer(re.sub(r"\s", "", text))]
    return [portion for portion in found if portion is not None]


def _read(words: str, percent: Decimal) -> Portion | None:
    within = WITHIN.search(words) is not None
    if YEARLY.search(words):
        return Portion(percent=percent, low=None if within else Decimal(0), yearly=True)
    sums = [figure.value for figure in find_figures(words) if figure.unit is Unit.YUAN]
    if len(sums) == 2:
        return Portion(percent=percent, low=sums[0], high=sums[1])
    if len(sums) != 1 or not (within or ABOVE.search(words)):
        return None
    return Portion(percent=percent, high=sums[0]) if within else Portion(percent=percent, low=sums[0])


def work_out_portions(chooser: Chooser, choice: Choice, asked: Asked) -> Calculation | None:
    """Return what the rates of portions give together of the user's sum; None where there are none or no sum."""
    row = choice.row
    portions = find_portions(row.tiers[0].quote)
    rates = [tier for tier in row.tiers if tier.percent is not None]
    if len(portions) < 2 or {p.percent for p in portions} != {tier.percent for tier in rates}:
        return None
    parts = _yearly(asked, portions) if portions[0].yearly else _stepped(chooser, asked, rates, portions)
    if parts is None:
        return None
    values, lines, named = [], [], list[Decimal]()
    for portion, (part, line) in zip(portions, parts, strict=True):
        if part <= 0:
            continue
        value = part * portion.percent / 100
        lines += [line] if line else []
        lines.append(f"{format_yuan(part)}×{format_percent(portion.percent)}＝{format_yuan(value)}")
        values.append(value)
        named += [part, value] if line else [value]
    if not values:
        return None
    cap = max((tier.cap_yuan for tier in rates if tier.cap_yuan is not None), default=None)
    raised = chooser.clauses.raised_cap(row, asked)
    tier = rates[-1].model_copy(update={"cap_yuan": raised.cap_yuan if raised else cap})
    whole = capped(tier, sum(values, Decimal(0)), "＋".join(map(format_yuan, values)))
    whole = whole if len(values) > 1 else _alone(tier, values[0])
    line = "；".join([*lines, whole.line] if len(values) > 1 else lines)
    result = to_calculation(choice, [whole.model_copy(update={"line": line})], named)
    return result.model_copy(update={"rules": (raised.sentence,)}) if raised else result


def _alone(tier: Tier, value: Decimal) -> Reckoned:
    return capped(tier, value, "")


def _yearly(asked: Asked, portions: Sequence[Portion]) -> list[tuple[Decimal, str]] | None:
    """Return this year's sum up to that of last year, and what is above it."""
    told = [tell(f, asked.messages) for f in asked.money if f.yuan is not None and not is_claim(f, asked)]
    rise = find_rise(told)
    if rise is None or rise.from_ is None:
        return None
    return [(rise.value, rise.line) if portion.low is not None else (rise.from_, "") for portion in portions]


def _stepped(
    chooser: Chooser, asked: Asked, rates: Sequence[Tier], portions: Sequence[Portion]
) -> list[tuple[Decimal, str]] | None:
    """Return what of the user's sum lies in each portion."""
    base = chooser.sums.pick(asked, next((tier.base for tier in rates if tier.base), "") or rates[0].quote)
    if base is None:
        return None
    parts = []
    for portion in portions:
        low, end = portion.low or Decimal(0), min(base, portion.high) if portion.high is not None else base
        line = f"{format_yuan(end)}－{format_yuan(low)}＝{format_yuan(end - low)}" if 0 < low < end else ""
        parts.append((end - low, line))
    return parts
