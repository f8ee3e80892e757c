"""Add up what several rows or tiers give that a message counts or names side by side."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from assistant.answering.calculation import Calculation
from assistant.answering.rowwise.asked import Asked
from assistant.answering.rowwise.choosing import Choice, Chooser
from assistant.answering.rowwise.counting import count_kinds, years_in
from assistant.answering.rowwise.findings import Joint
from assistant.answering.rowwise.multiples import WRITTEN
from assistant.answering.rowwise.reckoned import Reckoned, capped, to_calculation
from assistant.models import Model, Tier
from assistant.policy.lexicon import fold
from assistant.text.numerals import format_number, format_yuan
from assistant.understanding.content import pairs
from assistant.understanding.rows import tier_words
from assistant.understanding.sizes import RECIPIENTS, Size, parts_of

BEFORE = re.compile(r"[，、；。,;：:\s]|\d[^\u4e00-\u9fff]*")
"""What parts the words of one count from those of the one before."""


class Place(Model):
    """A tier that a count may be of."""

    choice: Choice
    tier: Tier


def join(chooser: Chooser, said: Sequence[Choice], asked: Asked) -> Joint | None:
    """Return the sum of what a message counts for several tiers, or of the grants that it names together."""
    return _by_counts(chooser, said, asked) or _by_names(chooser, said, asked)


def _by_counts(chooser: Chooser, said: Sequence[Choice], asked: Asked) -> Joint | None:
    """Add up 进口箱300个、出口箱400个, each at the sum of its own tier."""
    places = [
        Place(choice=choice, tier=tier)
        for choice in said
        for tier in choice.row.tiers
        if tier.yuan is not None and tier.every is None and tier.up_to is None and tier.bracket is None
    ]
    units = {unit for place in places if (unit := _unit(place.tier))}
    for unit in sorted(units):
        alike = [place for place in places if _unit(place.tier) == unit]
        if len(alike) < 2:
            continue
        sizes = [s for s in chooser.counters.read(asked.messages[0], [unit]) if chooser.counters.same(s.counter, unit)]
        counted = _assign(sizes, alike)
        if len(counted) > 1:
            return _add(unit, counted)
    return None


def _unit(tier: Tier) -> str | None:
    """Return the only thing that a sum counts; None for one that is for each receiver or of several units."""
    units = parts_of(tier.per)
    return units[0] if len(units) == 1 and units[0] not in RECIPIENTS else None


def _assign(sizes: Sequence[Size], places: Sequence[Place]) -> list[tuple[Place, Size]]:
    """Return each count with the place whose own words stand before it."""
    words = [pairs(_words(place)) for place in places]
    shared = set.intersection(*words)
    found: dict[int, Size] = {}
    for size in sizes:
        near = pairs(BEFORE.split(fold(size.near))[-1])
        met = [len(near & (own - shared)) for own in words]
        best = max(met)
        if best and met.count(best) == 1 and not size.about:
            found.setdefault(met.index(best), size)
    return [(places[at], found[at]) for at in sorted(found)]


def _words(place: Place) -> str:
    row, tier = place.choice.row, place.tier
    alone = len(row.tiers) == 1
    return f"{tier_words(tier)} {row.name if alone else ''} {row.condition or '' if alone else ''}"


def _add(unit: str, counted: Sequence[tuple[Place, Size]]) -> Joint:
    found = []
    for place, size in counted:
        value = place.tier.yuan or Decimal(0)
        line = f"{format_yuan(value)}×{format_number(size.value)}{WRITTEN.get(unit, unit)}"
        found.append((place, line, value * size.value))
    return add_parts(found)


def _by_names(chooser: Chooser, said: Sequence[Choice], asked: Asked) -> Joint | None:
    """Add up the grants of one row that a message names together: 科研经费和生活补助合计."""
    if not asked.wants_total:
        return None
    for choice in said:
        tiers = [tier for tier in choice.tiers if tier.yuan is not None]
        named = chooser.name_tiers(choice.row.tiers, asked.messages[0])
        plain = all(
            tier.case and not (tier.level or tier.bracket or tier.every or tier.up_to or tier.cap_yuan)
            and set(parts_of(tier.per)) <= {"年", *RECIPIENTS} for tier in tiers
        )  # fmt: skip
        apart = choice.row.stacking is not None or count_kinds(asked, tiers)
        if len(tiers) > 1 and plain and len(named) == len(tiers) and not apart:
            years = years_in(asked.folded) or Decimal(1)
            found = [(Place(choice=choice, tier=tier), *_for_years(tier, years)) for tier in tiers]
            return add_parts(found)
    return None


def _for_years(tier: Tier, years: Decimal) -> tuple[str, Decimal]:
    value = tier.yuan or Decimal(0)
    if "年" not in parts_of(tier.per) or years == 1:
        return format_yuan(value), value
    counted = min(years, Decimal(tier.term_years)) if tier.term_years else years
    return f"{format_yuan(value)}×{format_number(counted)}年", value * counted


def add_parts(found: Sequence[tuple[Place, str, Decimal]]) -> Joint:
    """Return the sum of parts, under the cap that all of them share."""
    values = [value for _, _, value in found]
    total, first = sum(values, Decimal(0)), found[0][0]
    lines = [f"{line}＝{format_yuan(value)}" if "×" in line else line for _, line, value in found]
    caps = {place.tier.cap_yuan for place, _, _ in found}
    tier = first.tier.model_copy(update={"cap_yuan": caps.pop() if len(caps) == 1 else None})
    whole = capped(tier, total, "＋".join(map(format_yuan, values)))
    bounds = {place.tier.bound for place, _, _ in found}
    bound = "at_most" if "at_most" in (*bounds, whole.bound) else whole.bound
    one = Reckoned(value=whole.value, bound=bound, line="；".join([*lines, whole.line]), tier=tier, over=whole.over)
    result: Calculation = to_calculation(first.choice, [one], values)
    names = tuple(dict.fromkeys(place.choice.row.name for place, _, _ in found))
    return Joint(rows=tuple(dict.fromkeys(place.choice.row.id for place, _, _ in found)), names=names, result=result)
