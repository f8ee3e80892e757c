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
from assistant.answering.rowwise.multiples import WRITTEN, count_units
from assistant.answering.rowwise.on_top import ON_TOP, for_years, is_on_first, is_plain
from assistant.answering.rowwise.reckoned import Reckoned, capped, to_calculation
from assistant.models import Model, Tier
from assistant.policy.lexicon import fold
from assistant.text.numerals import format_number, format_percent, format_yuan, parse_numeral
from assistant.understanding.content import pairs
from assistant.understanding.rows import tier_words
from assistant.understanding.sizes import RECIPIENTS, Size, parts_of

MOST_ROWS = 4
PEOPLE = ("人", "名")  # of whom a message may count several kinds: 博士18人、硕士27人
STAGES = re.compile("([二两三四2-4])个?(?:阶段|环节|步骤|节点)")
BEFORE = re.compile(r"[，、；。,;：:\s]|\d[^\u4e00-\u9fff]*")
"""What parts the words of one count from those of the one before."""


class Place(Model):
    """A tier that a count may be of."""

    choice: Choice
    tier: Tier


def join(chooser: Chooser, said: Sequence[Choice], asked: Asked) -> Joint | None:
    """Return the sum of what a message tells for several tiers, of grants that it names together or on top."""
    return (
        _by_counts(chooser, said, asked)
        or _by_names(chooser, said, asked)
        or _by_words(chooser, said, asked)
        or _on_top(chooser, said, asked)
        or _side_by_side(chooser, said, asked)
    )


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
    return units[0] if len(units) == 1 and (units[0] not in RECIPIENTS or units[0] in PEOPLE) else None


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
        if len(tiers) == 2 and is_on_first(tiers) and all(map(is_plain, tiers)):
            return add_parts([(Place(choice=choice, tier=tier), *for_years(tier, Decimal(1))) for tier in tiers])
        plain = all(
            tier.case and not (tier.level or tier.bracket or tier.every or tier.up_to or tier.cap_yuan)
            and set(parts_of(tier.per)) <= {"年", *RECIPIENTS} for tier in tiers
        )  # fmt: skip
        apart = choice.row.stacking is not None or count_kinds(asked, tiers)
        if len(tiers) > 1 and plain and len(named) == len(tiers) and not apart:
            years = years_in(asked.folded) or Decimal(1)
            found = [(Place(choice=choice, tier=tier), *for_years(tier, years)) for tier in tiers]
            return add_parts(found)
    return None


def _by_words(chooser: Chooser, said: Sequence[Choice], asked: Asked) -> Joint | None:
    """Add up a rate and a sum per unit of one row, each of what the message tells with its words: 铁路…吨、公路…元."""
    for choice in said:
        tiers = next((some for some in (choice.tiers, choice.row.tiers) if _differ(some)), ())
        if not tiers:
            continue
        found = []
        for tier, part in zip(tiers, _apart(tiers, asked), strict=True):
            one = choice.model_copy(update={"tiers": (tier,), "row": choice.row})
            result = part and _figure(chooser, one, tier.model_copy(update={"cap_yuan": None}), part)
            if result:
                found.append((Place(choice=choice, tier=tier), *result))
        if len(found) > 1:
            return add_parts(found)
    return None


def _differ(tiers: Sequence[Tier]) -> bool:
    """Whether tiers are a rate and a sum per unit, or sums of different units, each with its own words."""
    plain = all(tier.case and not tier.every and not tier.up_to for tier in tiers)
    return len(tiers) > 1 and plain and len({(tier.percent is None, tier.per) for tier in tiers}) == len(tiers)


def _apart(tiers: Sequence[Tier], asked: Asked) -> list[Asked | None]:
    """Return for each tier what the message tells with its own words, up to those of another."""
    words = [pairs(tier_words(tier)) for tier in tiers]
    shared = set.intersection(*words)
    told: list[list[str]] = [[] for _ in tiers]
    at: int | None = None
    for segment in re.split("[，。；,;]", asked.messages[0]):
        met = [len(pairs(segment) & (own - shared)) for own in words]
        if max(met) and met.count(max(met)) == 1:
            at = met.index(max(met))
        if at is not None:
            told[at].append(segment)
    return [_only(asked, "，".join(one)) if one else None for one in told]


def _only(asked: Asked, part: str) -> Asked:
    """Return what is asked as if only a part of the message had been said."""
    money = tuple(f for f in asked.money if f.near and f.near in part)
    return asked.model_copy(update={"messages": (part,), "money": money, "own_money": money})


def _figure(chooser: Chooser, choice: Choice, tier: Tier, asked: Asked) -> tuple[str, Decimal] | None:
    """Return the workings and what a tier gives of what is told, without its cap."""
    if tier.percent is not None:
        base = chooser.sums.pick(asked, tier.base or "")
        return (f"{format_yuan(base)}×{format_percent(tier.percent)}", base * tier.percent / 100) if base else None
    times = count_units(chooser, choice, tier, asked)
    return (f"{format_yuan(tier.yuan)}{times.said}", tier.yuan * times.count) if times and tier.yuan else None


def _on_top(chooser: Chooser, said: Sequence[Choice], asked: Asked) -> Joint | None:
    """Add up an award with what is given on top of that of the row before it: 再增加10万元."""
    if not asked.wants_total:
        return None
    for choice in said:
        before = chooser.clauses.rows_before(choice.row) if ON_TOP.search(choice.row.tiers[0].quote) else ()
        own = next((one for one in said if before and one.row.id == before[0].id), None)
        below = own.tiers if own else before[0].tiers if before else ()
        tiers = (*below, *choice.tiers)
        if len(tiers) != 2 or len(below) != 1 or not is_plain(choice.tiers[0]):
            continue
        under = choice.model_copy(update={"row": before[0]})
        first = _uncapped(chooser, under, below[0], asked)
        if first is not None:
            top = (Place(choice=choice, tier=choice.tiers[0]), *for_years(choice.tiers[0], Decimal(1)))
            return add_parts([(Place(choice=under, tier=below[0].model_copy(update={"cap_yuan": None})), *first), top])
    return None


def _side_by_side(chooser: Chooser, said: Sequence[Choice], asked: Asked) -> Joint | None:
    """Add up the sums of rows that a message names one beside the other: 上市奖和落户奖一共."""
    if not asked.wants_total or not 1 < len(said) <= MOST_ROWS or len({one.row.policy for one in said}) > 1:
        return None
    if any(len(one.tiers) != 1 or not is_plain(one.tiers[0]) or one.missing or one.below for one in said):
        return None
    words = [pairs(f"{_words(Place(choice=one, tier=one.tiers[0]))}{one.row.name}") for one in said]
    met = pairs(asked.messages[0])
    is_named = all(met & (own - set().union(*words[:at], *words[at + 1 :])) for at, own in enumerate(words))
    groups = [one.row.stacking for one in said if one.row.stacking]
    if not (is_named or _are_counted(said, asked)) or len(set(groups)) < len(groups):
        return None
    parts = [(Place(choice=one, tier=one.tiers[0]), *for_years(one.tiers[0], Decimal(1))) for one in said]
    return add_parts(parts)


def _are_counted(said: Sequence[Choice], asked: Asked) -> bool:
    """Whether a message speaks of as many stages as rows of one clause are said: 四个阶段的奖励都拿."""
    counted = STAGES.search(asked.folded)
    is_one = len({(one.row.policy, one.row.clause) for one in said}) == 1
    return is_one and counted is not None and parse_numeral(counted[1].replace("两", "二")) == len(said)


def _uncapped(chooser: Chooser, choice: Choice, tier: Tier, asked: Asked) -> tuple[str, Decimal] | None:
    """Return what a tier gives with its workings: its sum, or its rate of what is told where no cap decides."""
    if is_plain(tier):
        return for_years(tier, Decimal(1))
    found = _figure(chooser, choice, tier, asked)
    return found if found and (tier.cap_yuan is None or found[1] < tier.cap_yuan) else None


def add_parts(found: Sequence[tuple[Place, str, Decimal]]) -> Joint:
    """Return the sum of parts, under the cap that all of them share."""
    values = [value for _, _, value in found]
    total, first = sum(values, Decimal(0)), found[0][0]
    lines = [f"{line}＝{format_yuan(value)}" for _, line, value in found if "×" in line]
    caps = {place.tier.cap_yuan for place, _, _ in found}
    tier = first.tier.model_copy(update={"cap_yuan": caps.pop() if len(caps) == 1 else None})
    whole = capped(tier, total, "＋".join(map(format_yuan, values)))
    bounds = {place.tier.bound for place, _, _ in found}
    bound = "at_most" if "at_most" in (*bounds, whole.bound) else whole.bound
    one = Reckoned(value=whole.value, bound=bound, line="；".join([*lines, whole.line]), tier=tier, over=whole.over)
    result: Calculation = to_calculation(first.choice, [one], values)
    names = tuple(dict.fromkeys(place.choice.row.name for place, _, _ in found))
    return Joint(rows=tuple(dict.fromkeys(place.choice.row.id for place, _, _ in found)), names=names, result=result)
