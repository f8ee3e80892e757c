"""Work out what tiers give step by step: 每增加1000万元再奖励2万元."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from assistant.answering.calculation import Calculation
from assistant.answering.rowwise.asked import Asked
from assistant.answering.rowwise.choosing import Choice, Chooser
from assistant.answering.rowwise.multiples import count_units
from assistant.answering.rowwise.narrowing import highest
from assistant.answering.rowwise.reckoned import Reckoned, to_calculation
from assistant.answering.rowwise.told import Rise, find_rise, of_this_year, tell, tell_size
from assistant.models import Tier
from assistant.policy.table import squeeze
from assistant.text.figures import Unit, find_figures
from assistant.text.numerals import format_number, format_yuan

GROWS = re.compile(r"每(?:[比较][^，。；]{1,5})?(?:增加|增长|新增|超过|增|多)|每满[^，。；]{1,12}(?:增加|再)")
YEARLY = re.compile(r"每[比较](?:上|去|前)[1一]?年|[比较](?:上|去|前)[1一]?年(?:度)?每|同比每")
"""Words of a step of what something rose by since the year before."""

BEYOND = re.compile(r"(?:超过|超出)?[^，。；]{2,14}?(?:以上|超过|超出)的?部分，?(?:的，)?$")
"""What stands before a step that counts only what is above a size."""


def work_out_steps(
    chooser: Chooser, choice: Choice, tiers: Sequence[Tier], step: Tier, asked: Asked
) -> Calculation | None:
    """Return what a step gives as often as the user's size has it, with what the tiers beside it give."""
    assert step.every is not None and step.yuan is not None
    yearly = YEARLY.search(step.quote) is not None
    size = _step_size(chooser, step, asked, yearly)
    if size is None or (yearly and size.from_ is None and not size.rose):
        return None
    unit = Unit.YUAN if step.every.counter == "元" else Unit.COUNT
    grows, starts = GROWS.search(step.quote) is not None, _beyond(chooser, step, unit)
    start = starts or Decimal(0)
    if grows and not size.rose and starts is None:
        start = _threshold_of(step, choice.row.condition, unit) or Decimal(0)
    times = (size.value - start) // step.every.size
    if times < 1:
        return None
    value = step.yuan * times
    lead = f"{size.line}；" if size.line else ""
    line = f"{lead}{format_yuan(step.yuan)}×{format_number(times)}＝{format_yuan(value)}"
    found = [Reckoned(value=value, bound=step.bound or "exact", line=line, tier=step)]
    if grows and not yearly:
        found += _beside(chooser, choice, step, size.value, unit, asked)
    parts = [part.value for part in found] + ([size.value] if size.line and unit is Unit.YUAN else [])
    return to_calculation(choice, [_whole(step, found)], parts)


def _whole(step: Tier, found: Sequence[Reckoned]) -> Reckoned:
    """Return the sum of steps and what stands beside them, under the cap."""
    total = sum((part.value for part in found), Decimal(0))
    lines = "；".join(part.line for part in reversed(found))
    if len(found) > 1:
        lines += f"；{'＋'.join(format_yuan(part.value) for part in reversed(found))}＝{format_yuan(total)}"
    capped = step.cap_yuan is not None and total >= step.cap_yuan
    return Reckoned(
        value=min(total, step.cap_yuan) if step.cap_yuan is not None else total,
        bound="at_most" if capped else step.bound or "exact",
        line=lines,
        tier=step,
        over=total if capped else None,
    )


def _beyond(chooser: Chooser, step: Tier, unit: Unit) -> Decimal | None:
    """Return the size above which steps count, where the words before the step say so: 2万平方米以上部分，每满."""
    assert step.every is not None
    before = re.split("[；。]", squeeze(step.quote).partition("每满")[0])[-1]
    if not BEYOND.search(before):
        return None
    if unit is Unit.YUAN:
        return next((figure.value for figure in find_figures(before) if figure.unit is unit), None)
    return next((size.value for size in chooser.counters.read(before, [step.every.counter])), None)


def _step_size(chooser: Chooser, step: Tier, asked: Asked, yearly: bool) -> Rise | None:
    """Return the user's size that steps count; what it rose by where that is told or is what counts."""
    assert step.every is not None
    counter = step.every.counter
    if counter == "元":
        grows = yearly or GROWS.search(step.quote) is not None
        return chooser.sums.pick_base(asked, step.every.of or step.base or "", rise=grows, strict=yearly)
    sizes = [s for s in asked.sizes(chooser.counters, [counter]) if chooser.counters.same(s.counter, counter)]
    told = [tell_size(size) for size in sizes]
    if (yearly or GROWS.search(step.quote)) and (rise := find_rise(told)):
        return rise
    return next((Rise(value=one.value) for one in of_this_year(told)), None)


def _beside(chooser: Chooser, choice: Choice, step: Tier, size: Decimal, unit: Unit, asked: Asked) -> list[Reckoned]:
    """Return what the tiers give to which the steps are added."""
    found = []
    had = {f.yuan for f in asked.money if tell(f, asked.messages).had}
    beside = chooser.clauses.rows_before(choice.row) if len(choice.row.tiers) == 1 and "再" in step.quote else ()
    tiers = [tier for tier in (*choice.row.tiers, *(tier for row in beside for tier in row.tiers)) if not tier.every]
    top = highest([tier for tier in tiers if tier.bracket is not None and tier.bracket.holds(size)])
    for tier in [tier for tier in tiers if tier.bracket is None or tier in top]:
        if tier.yuan is None or tier.yuan in had:
            continue
        start = _threshold_of(tier, choice.row.condition, unit)
        if start is not None and size < start:
            continue
        if tier.per is None:
            found.append(Reckoned(value=tier.yuan, bound="exact", line=format_yuan(tier.yuan), tier=tier))
        elif times := count_units(chooser, choice, tier, asked):
            value = tier.yuan * times.count
            line = f"{times.lead}{format_yuan(tier.yuan)}{times.said}＝{format_yuan(value)}"
            found.append(Reckoned(value=value, bound="exact", line=line, tier=tier))
    return found


def _threshold_of(tier: Tier, condition: str | None, unit: Unit) -> Decimal | None:
    """Return where a step begins to count: the end of the tier's bracket, else a figure of its case or condition."""
    if tier.bracket is not None and tier.bracket.lowest:
        return tier.bracket.lowest
    for text in (tier.case, condition):
        for figure in find_figures(text or ""):
            if figure.unit is unit:
                return figure.value
    return None
