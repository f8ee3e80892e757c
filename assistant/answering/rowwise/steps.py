"""Work out what tiers give step by step: 每增加1000万元再奖励2万元."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from assistant.answering.calculation import Calculation
from assistant.answering.rowwise.asked import Asked, threshold_of
from assistant.answering.rowwise.choosing import Choice, Chooser
from assistant.answering.rowwise.multiples import count_units
from assistant.answering.rowwise.reckoned import Reckoned, to_calculation
from assistant.models import Tier
from assistant.text.figures import Unit
from assistant.text.numerals import format_number, format_yuan

GROWS = re.compile(r"每(?:增加|增长|新增|超过|增|多)")
INCREMENT = re.compile(r"增量|增加了?|增长了|新增|净增|多了|涨了|多卖")
"""Words by which a user's sum is the increment itself."""

NEAR_SUM = 8  # characters before a sum that say what it is


def work_out_steps(
    chooser: Chooser, choice: Choice, tiers: Sequence[Tier], step: Tier, asked: Asked
) -> Calculation | None:
    """Return what a step gives as often as the user's size has it, with what the tiers beside it give."""
    assert step.every is not None and step.yuan is not None
    size = _step_size(chooser, step, asked)
    if size is None:
        return None
    grows = GROWS.search(step.quote) is not None
    unit = Unit.YUAN if step.every.counter == "元" else Unit.COUNT
    grows = grows and INCREMENT.search(_near(asked)) is None
    start = (threshold_of(step, choice.row.condition, unit) or Decimal(0)) if grows else Decimal(0)
    times = (size - start) // step.every.size
    if times < 1:
        return None
    value = step.yuan * times
    line = f"{format_yuan(step.yuan)}×{format_number(times)}＝{format_yuan(value)}"
    found = [Reckoned(value=value, bound=step.bound or "exact", line=line, tier=step)]
    if GROWS.search(step.quote):
        found += _beside(chooser, choice, step, size, unit, asked)
    total = sum((part.value for part in found), Decimal(0))
    lines = "；".join(part.line for part in reversed(found))
    if len(found) > 1:
        lines += f"；{'＋'.join(format_yuan(part.value) for part in reversed(found))}＝{format_yuan(total)}"
    capped = step.cap_yuan is not None and total >= step.cap_yuan
    whole = Reckoned(
        value=min(total, step.cap_yuan) if step.cap_yuan is not None else total,
        bound="at_most" if capped else step.bound or "exact",
        line=lines,
        tier=step,
        over=total if capped else None,
    )
    return to_calculation(choice, [whole], [part.value for part in found])


def _near(asked: Asked) -> str:
    """Return the words before the user's sums."""
    return "，".join(figure.near.split(figure.surface)[0][-NEAR_SUM:] for figure in asked.money)


def _step_size(chooser: Chooser, step: Tier, asked: Asked) -> Decimal | None:
    assert step.every is not None
    if step.every.counter == "元":
        return chooser.sums.pick(asked, step.every.of or step.base or "")
    sizes = asked.sizes(chooser.counters, [step.every.counter])
    return next((s.value for s in sizes if chooser.counters.same(s.counter, step.every.counter)), None)


def _beside(chooser: Chooser, choice: Choice, step: Tier, size: Decimal, unit: Unit, asked: Asked) -> list[Reckoned]:
    """Return what the tiers give to which the steps are added."""
    found = []
    beside = chooser.clauses.rows_before(choice.row) if len(choice.row.tiers) == 1 and "再" in step.quote else ()
    for tier in (*choice.row.tiers, *(tier for row in beside for tier in row.tiers)):
        if tier == step or tier.every or tier.yuan is None:
            continue
        start = threshold_of(tier, choice.row.condition, unit)
        if start is not None and size < start:
            continue
        if tier.per is None:
            found.append(Reckoned(value=tier.yuan, bound="exact", line=format_yuan(tier.yuan), tier=tier))
        elif counted := count_units(chooser, tier, asked):
            value = tier.yuan * counted[0]
            line = f"{format_yuan(tier.yuan)}{counted[1]}＝{format_yuan(value)}"
            found.append(Reckoned(value=value, bound="exact", line=line, tier=tier))
    return found
