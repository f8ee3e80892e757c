"""Work out what tiers give for each of what a message counts: per unit, kind by kind, over months and years."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from assistant.answering.calculation import Calculation
from assistant.answering.rowwise.asked import Asked
from assistant.answering.rowwise.choosing import Choice, Chooser
from assistant.answering.rowwise.counting import (
    Counted,
    count_among,
    count_kind,
    count_kinds,
    count_named,
    told_months,
    years_in,
)
from assistant.answering.rowwise.reckoned import Reckoned, capped, to_calculation
from assistant.answering.rowwise.told import Rise, find_rise, tell_size
from assistant.models import Model, Tier
from assistant.text.figures import Unit, find_figures
from assistant.text.numerals import format_number, format_yuan
from assistant.understanding.sizes import ITEMS, RECIPIENTS, Size, parts_of

EVENT = re.compile("每[一-鿿]{1,4}[1一](?:家|户|个|名|人|项)")
"""Words of a sum for each thing done, not for each receiver: 每引进1家."""

COUNTED = re.compile(r"[个项件台套张种本款篇][一-鿿]{2,}")
"""A unit of a counter and what is counted, of which people say the counter alone: 3个绿色的 of 每个产品."""

EVENT_WORDS = 4  # characters before a count that say what is done so many times
NAME_WORDS = 8  # characters before a count that say what is counted
OF_INCREASE = re.compile("新增[^，。；]{0,4}量|新增部分|增量|增长部分|增加部分|净增")
PERSON = re.compile(r"(?:人才|[员师生工]|硕士|博士|研究生|个人|专家)(?:\([^()]*\)|（[^（）]*）)?$")
GIVEN_TO = re.compile(r"^.{0,8}?对")
PERSONS = frozenset("人名")
PERSONAL = re.compile(r"[^，。；]{0,6}?[人客员师生工士者]|[^，。；]{0,4}?(?:专家|老外|硕|博|[，。；]|$)")
"""What follows 个 where persons are counted."""

EXCESS = re.compile("超过部分|超出部分|以上部分|超额部分")
WRITTEN = {"月": "个月", "块": "个", "点": "个"}
"""How a counter is written in a sum, where by itself it would be read as money or a date."""

UNIT_ASKED = re.compile(
    r"(?:每|一|单)(?:亩|间|人次?|件|头|只|平|公里|块|个|台|条|例|吨|家)[^，。]{0,6}(?:多少|几|给|补|奖|标准)|单价"
)


class Times(Model):
    """What a sum is multiplied by, how that is written, and what stands before it; `cut` where a limit decides."""

    count: Decimal
    said: str
    cut: bool = False
    lead: str = ""


def count_units(chooser: Chooser, choice: Choice, tier: Tier, asked: Asked, name: str = "") -> Times | None:
    """Return what a sum is multiplied by; None where a count is not told exactly."""
    units = parts_of(tier.per)
    beyond = _excess(chooser, choice, tier, units)
    measured = [unit for unit in units if unit not in RECIPIENTS or len(units) > 1 or _is_for_event(tier) or beyond]
    wanted = measured or ([unit for unit in units if unit != "年"] if asked.wants_total else [])
    product, said, cut, lead = Decimal(1), "", False, ""
    for unit in wanted:
        if unit == "月":
            if (months := told_months(asked, tier)) is None:
                return None
            product, cut = product * months[0], cut or months[1]
            said += f"×{format_number(months[0])}个月"
            continue
        sizes = _counts_of(chooser, asked, tier, unit, units)
        if not sizes and unit in PERSONS and len(units) > 1:
            continue  # one person, where nobody says how many
        counted = _settle(chooser, choice, tier, sizes, unit, name)
        if counted is None or (beyond and counted.value <= beyond):
            return None
        number = counted.value - (beyond or 0)
        lead = (
            f"{format_number(counted.value)}{unit}－{format_number(beyond)}{unit}＝{format_number(number)}{unit}；"
            if beyond
            else counted.line
        )
        most = [one.number for one in chooser.clauses.most_of(choice.row) if _same_unit(one.unit, unit)]
        number, cut = (min(most), True) if most and number > min(most) else (number, cut)
        product *= number
        said += f"×{format_number(number)}{WRITTEN.get(unit, unit)}"
    if years := _years_of(tier, units, asked):
        product, cut = product * years[0], cut or years[1]
        said += f"×{format_number(years[0])}年"
    return Times(count=product, said=said, cut=cut, lead=lead) if product > 1 else None


def _same_unit(said: str, unit: str) -> bool:
    return said == unit or said.startswith(unit) or (said[0] == "个" and unit.endswith(said[1:]) and len(said) > 1)


def _counts_of(chooser: Chooser, asked: Asked, tier: Tier, unit: str, units: Sequence[str]) -> list[Size]:
    """Return what the message counts of a unit, of no other of the tier's units."""
    spoken = [unit, unit[0]] if COUNTED.match(unit) else [unit]
    sizes = _told(chooser, asked, spoken, all_turns=EVENT.search(tier.quote) is not None)
    sizes = [size for size in sizes if not tell_size(size).had]
    exact = [size for size in sizes if size.counter != "个"] if unit[0] != "个" else []
    others = [size for size in sizes if not any(size.after.startswith(other) for other in units if other != unit)]
    if unit in PERSONS:
        others = [size for size in others if size.counter != "个" or PERSONAL.match(size.after)]
    sizes = exact or others
    if not sizes and unit[0] in ITEMS and len(unit) > 2:
        named = next((n for message in asked.messages if (n := count_named(message, unit[1:]))), None)
        return [Size(value=named, counter=unit, near="")] if named is not None else []
    return sizes


def _settle(chooser: Chooser, choice: Choice, tier: Tier, sizes: Sequence[Size], unit: str, name: str) -> Rise | None:
    """Return the count that a sum is for: what something rose by where that is paid; None where it isn't told."""
    if OF_INCREASE.search(f"{tier.case or ''}{tier.quote}{choice.row.name}"):
        told = [tell_size(size) for size in sizes]
        if rise := find_rise(told):
            return rise.model_copy(update={"line": f"{rise.line}；" if rise.line else ""})
        if any(one.year is not None for one in told):
            return None
    size = _nearest(chooser, sizes, tier, name)
    return Rise(value=size.value) if size is not None and not size.about else None


def _excess(chooser: Chooser, choice: Choice, tier: Tier, units: Sequence[str]) -> Decimal | None:
    """Return the count above which a sum is paid, where only what is above it counts: 超过15家的，超过部分每家."""
    if not EXCESS.search(f"{tier.case or ''}{tier.quote}") or len(units) != 1:
        return None
    sizes = chooser.counters.read(f"{choice.row.condition or ''}，{tier.quote}", units)
    found = next((size for size in sizes if size.near.endswith(("超过", "超出", "达到"))), None)
    return found.value if found is not None else None


def _several(choice: Choice, tier: Tier, asked: Asked) -> Times | None:
    """Return how many of a tier's own kind the user has, where what all get is asked for: 2名博士一共."""
    if tier.per is not None or not asked.wants_total or not tier.case or len(choice.row.tiers) < 2:
        return None
    count = count_kind(asked, tier, choice.row.tiers)
    return Times(count=count, said=f"×{format_number(count)}") if count is not None and count > 1 else None


def _told(chooser: Chooser, asked: Asked, spoken: Sequence[str], all_turns: bool) -> list[Size]:
    """Return what is counted in some counters: of the last message that counts any, or of all."""
    same, found = chooser.counters.same, list[Size]()
    for message in asked.messages:
        sizes = chooser.counters.read(message, spoken)
        found += [size for size in sizes if any(same(size.counter, counter) for counter in spoken)]
        if found and not all_turns:
            return found
    return found


def _persons(choice: Choice, tier: Tier, asked: Asked) -> Decimal | None:
    """Return for how many persons a sum is asked that each of those named gets: 对新招录的本科生，每年给予1万元."""
    whom = choice.row.beneficiary or GIVEN_TO.sub("", tier.quote.split("，")[0])
    each = PERSON.search(whom.rstrip("的")) and set(parts_of(tier.per)) <= {"年"}
    if not each or not asked.wants_total or len(choice.row.tiers) > 1:
        return None
    own = Tier(case=f"{whom}{choice.row.name}", quote="")
    count = count_kind(asked, own, [])
    return count if count is not None and count > 1 else None


def _nearest(chooser: Chooser, sizes: Sequence[Size], tier: Tier, name: str) -> Size | None:
    """Return the count whose words are those of what a sum is for each time (每新设1家), or of the row."""
    event = EVENT.search(tier.quote)
    if len(sizes) < 2:
        return next(iter(sizes), None)
    words, reach = (event[0], EVENT_WORDS) if event else (f"{name}{tier.case or ''}", NAME_WORDS)
    return max(sizes, key=lambda size: chooser.likeness(size.near[-reach:], words))


def _years_of(tier: Tier, units: Sequence[str], asked: Asked) -> tuple[Decimal, bool] | None:
    """Return for how many years a yearly sum is asked, and whether its longest term cuts that short."""
    years = years_in(asked.folded)
    if "年" not in units or years is None or years < 2 or not asked.wants_total:
        return None
    longest = Decimal(tier.term_years) if tier.term_years else years
    return min(years, longest), years > longest


def work_out_units(chooser: Chooser, choice: Choice, tier: Tier, asked: Asked) -> Calculation | None:
    """Return what a tier gives for all that the user counts: 30亩, 2人3个月."""
    times = count_units(chooser, choice, tier, asked, choice.row.name) or _several(choice, tier, asked)
    persons = _persons(choice, tier, asked)
    times = times or (Times(count=Decimal(1), said="") if persons else None)
    if times is None or tier.yuan is None or (UNIT_ASKED.search(asked.folded) and not asked.wants_total):
        return None
    count, said = times.count, times.said
    if persons:
        count, said = count * persons, f"×{format_number(persons)}人{said}"
    low = capped(tier, tier.yuan * count, f"{times.lead}{format_yuan(tier.yuan)}{said}")
    low = low.model_copy(update={"bound": "at_most"}) if times.cut and low.bound == "exact" else low
    return to_calculation(choice, [low, *_upper(tier, count, said)])


def work_out_kinds(chooser: Chooser, choice: Choice, asked: Asked) -> Calculation | None:
    """Return what all the kinds give that a message counts one by one: 2个博士、3个硕士."""
    tiers = [tier for tier in choice.row.tiers if tier.yuan is not None and not tier.every and not tier.up_to]
    if len(tiers) < 2 or any(set(parts_of(tier.per)) - RECIPIENTS - {"月"} for tier in tiers):
        return None
    found, parts = [], list[Decimal]()
    for one in _counted(chooser, choice, tiers, asked):
        value, unit = one.tier.yuan or Decimal(0), next(iter(parts_of(one.tier.per)), "")
        times = "" if one.count == 1 else f"×{format_number(one.count)}{WRITTEN.get(unit, unit)}"
        line = f"{format_yuan(value)}{times}"
        months = told_months(asked, one.tier) if "月" in parts_of(one.tier.per) else (Decimal(1), False)
        if months is None or months[1]:
            return None
        line += f"×{format_number(months[0])}个月" if months[0] != 1 else ""
        parts.append(value * one.count * months[0])
        found.append((one.tier, f"{line}＝{format_yuan(parts[-1])}" if "×" in line else line))
    if not found:
        return None
    total, tier = sum(parts, Decimal(0)), found[0][0]
    whole = capped(tier, total, "＋".join(map(format_yuan, parts)))
    sums = "；".join((*(line for _, line in found if "×" in line), whole.line))
    return to_calculation(choice, [whole.model_copy(update={"line": sums})], parts)


def _counted(chooser: Chooser, choice: Choice, tiers: Sequence[Tier], asked: Asked) -> Sequence[Counted]:
    """Return how many of each kind a message tells of."""
    if choice.each:
        every = [Counted(tier=tier, count=Decimal(1)) for tier in choice.tiers if tier in tiers]
        return every if asked.wants_total and len(every) == len(choice.tiers) else []
    if among := count_among(asked, tiers):
        return among
    return count_kinds(asked, tiers) or (chooser.count_abroad(tiers, asked) if asked.wants_total else [])


def _upper(tier: Tier, count: Decimal, said: str) -> list[Reckoned]:
    if tier.up_to is None:
        return []
    return [capped(tier, tier.up_to * count, f"{format_yuan(tier.up_to)}{said}", upper=True)]


def _is_for_event(tier: Tier) -> bool:
    """Whether a sum is for each thing done: what the text grants first behind 每引进1家."""
    event = EVENT.search(tier.quote)
    if event is None:
        return False
    behind = (f for f in find_figures(tier.quote) if f.start >= event.end() and f.unit is Unit.YUAN)
    return next((figure.value == tier.yuan for figure in behind), False)
