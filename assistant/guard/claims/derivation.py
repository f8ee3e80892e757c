"""What follows from the facts for the sizes that a draft or its question gives: products, steps, parts, sums, caps."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal, Protocol

from assistant.guard.claims.claim import Claim
from assistant.guard.claims.facts import Fact
from assistant.guard.claims.portions import Portion
from assistant.guard.claims.quantities import Quantity
from assistant.guard.words.slots import UNITS
from assistant.models import Tier
from assistant.text.ratios import find_ratios

How = Literal["product", "step", "part", "cap", "uncapped", "beyond_base_cap", "beyond_limit", "beyond_portion"]
MOST_SIZES = 12
MOST_SUMMED = 7
EQUALLY = re.compile("等额|平均|均分|分[0-9一二两三四五]+(?:年|期|次)")
_NO_UNIT = re.compile("年度|季度|月度|期间|单项|同一")  # no 度 and no 间 is counted there
PARTED = ("年", "期", "次")


@dataclass(frozen=True, slots=True)
class Derived:
    """A value that follows from a fact; `how` says by what, `cap` is the cap that it exceeds."""

    value: Decimal
    fact: Fact
    how: How
    cap: Decimal | None = None


def is_per_unit(claim: Claim, fact: Fact) -> bool:
    """Whether a sum is itself said per unit: no product of units."""
    return bool(claim.units & fact.claim.units & UNITS)


class Limits(Protocol):
    """What bounds what a fact gives: how many of each counter, and the sums and rates that it may not exceed."""

    def limits(self, fact: Fact) -> Mapping[str, Decimal]: ...
    def caps(self, fact: Fact) -> Sequence[Fact]: ...


def derive(facts: Iterable[Fact], sizes: Sequence[Quantity], book: Limits) -> Iterator[Derived]:
    """Yield what the facts give for the sizes."""
    sizes = tuple(
        dict.fromkeys(size._replace(start=0, end=0, left=0, right=0, item=None, bound=None, side="") for size in sizes)
    )[:MOST_SIZES]
    facts = tuple(facts)
    for fact in facts:
        limit = book.limits(fact)
        for raw, how, size in _raw(fact, sizes):
            most = limit.get(size.counter, _once(fact, size)) if size is not None else None
            if size is not None and most is not None and size.value > most:
                yield Derived(raw, fact, "beyond_limit")
                yield Derived(raw / size.value * most, fact, "cap")
                continue
            yield from _capped(fact, raw, how, size, cap_of(fact, sizes, book))
    for fact, total in _by_portions(facts, sizes):
        yield from _capped(fact, total, "product", None, cap_of(fact, sizes, book))


def _by_portions(facts: Iterable[Fact], sizes: Sequence[Quantity]) -> Iterator[tuple[Fact, Decimal]]:
    """Yield what the rates of a row that are of parts of a sum give together."""
    rows: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.reward is not None and fact.portion is not None:
            rows[fact.reward.id].append(fact)
    for parts in rows.values():
        whole = replace(parts[0], tiers=frozenset().union(*(part.tiers for part in parts)))
        for size in (size for size in sizes if size.is_money):
            shares = (p.portion.of(size.value) * p.figure.value / 100 for p in parts if p.portion)
            yield whole, sum(shares, Decimal(0))


def _once(fact: Fact, size: Quantity) -> Decimal | None:
    """Return how many times a sum is given that is given once."""
    return Decimal(1) if size.counter == "次" and "一次性" in fact.claim.periods else None


def _raw(fact: Fact, sizes: Sequence[Quantity]) -> Iterator[tuple[Decimal, How, Quantity | None]]:
    tier = fact.tier
    if tier is None:
        if fact.claim.role == "award" and fact.figure.is_money:
            yield from _multiples(fact, sizes)
        return
    if fact.kind == "size":
        if fact.figure.is_rate:  # a payout in stages
            how: How = "part" if fact.reward is not None and len(fact.reward.tiers) > 1 else "product"
            yield from ((size.value * fact.figure.value / 100, how, None) for size in sizes if size.is_money)
        return
    if fact.kind == "amount" and tier.every is not None:
        yield from _steps(fact, tier, sizes)
        return
    if fact.figure.is_money and fact.kind != "part":
        yield from _multiples(fact, sizes)
    elif fact.kind == "rate":
        yield from _shares(fact, tier, sizes)
    elif fact.kind == "part" and fact.reward is not None:
        for index in fact.tiers:
            whole = fact.reward.tiers[index].yuan
            if whole is not None:
                yield whole * fact.figure.value / 100, "part", None
        yield from ((size.value * fact.figure.value / 100, "part", None) for size in sizes if size.is_money)


def _multiples(fact: Fact, sizes: Sequence[Quantity]) -> Iterator[tuple[Decimal, How, Quantity | None]]:
    ratios = [ratio for ratio in find_ratios(fact.sentence) if not ratio.parties]
    yield from ((fact.figure.value * share / 100, "part", None) for ratio in ratios for share in ratio.shares)
    if EQUALLY.search(fact.sentence) and not ratios:
        yield from ((fact.figure.value / q.number, "part", None) for q in sizes if q.counter in PARTED and q.number > 1)
    units = fact.claim.units & UNITS
    counts = [size for size in sizes if size.counter not in ("元", "%", "日期")]
    factors = [(size, _times(fact, size)) for size in counts]
    fitting = [
        (size, times)
        for size, times in factors
        if times and (not units or size.counter in units or not size.counter or size.counter not in UNITS)
    ]
    for number, (size, times) in enumerate(fitting):
        if times != 1:
            yield fact.figure.value * times, "product", size
        for _, more in fitting[number + 1 :]:
            yield fact.figure.value * times * more, "product", size


def _times(fact: Fact, size: Quantity) -> Decimal:
    """Return by how much a size multiplies: months for a monthly sum, 季 and the like as they are."""
    if size.counter == "年" and "月" in fact.claim.periods:
        return (size.value * 12).quantize(Decimal(1))
    return size.number or size.value


def _shares(fact: Fact, tier: Tier, sizes: Sequence[Quantity]) -> Iterator[tuple[Decimal, How, Quantity | None]]:
    terms = [size.value for size in sizes if size.counter == "年"]
    for size in sizes:
        if not size.is_money and not size.is_rate:
            continue
        if fact.portion is not None and size.is_money:
            yield from _of_portion(fact, fact.portion, size)
            continue
        base = size.value - tier.base_from if tier.base_from is not None and size.value > tier.base_from else size.value
        if tier.base_cap_yuan is not None and base > tier.base_cap_yuan:
            yield base * fact.figure.value / 100, "beyond_base_cap", size
            base = tier.base_cap_yuan
        once = base * fact.figure.value / 100
        yield once, "product", size
        if tier.of_award is not None:
            yield base + once, "product", size
        if tier.base_from is not None:
            yield size.value * fact.figure.value / 100, "product", size
        yield from ((once * years, "product", size) for years in terms if years != 1)


def _of_portion(fact: Fact, portion: Portion, size: Quantity) -> Iterator[tuple[Decimal, How, Quantity | None]]:
    """Yield what a rate gives of its part of a sum: of all of it where that is no more than the part."""
    own = portion.of(size.value)
    if own:
        yield own * fact.figure.value / 100, "product", size
    if own != size.value:
        is_part = portion.high is None or size.value <= portion.high - portion.low
        how: How = "product" if is_part and not own else "beyond_portion"
        yield size.value * fact.figure.value / 100, how, size


def _steps(fact: Fact, tier: Tier, sizes: Sequence[Quantity]) -> Iterator[tuple[Decimal, How, Quantity | None]]:
    assert tier.every is not None and fact.reward is not None
    step = tier.every.size
    starts = {Decimal(0)} | {bracket.lowest for one in fact.reward.tiers if (bracket := one.bracket) is not None}
    numbers = re.findall(r"\d+(?:\.\d+)?(?=万|亿)?", fact.sentence)
    starts |= {Decimal(number) * scale for number in numbers[:8] for scale in (1, 10_000)} - {step}
    first = [one.yuan for one in fact.reward.tiers if one.yuan is not None and one is not tier and one.every is None]
    for size in sizes:
        counts = {int((size.value - start) / step) for start in starts if size.value >= start + step}
        if size.counter in ("个", "次", ""):
            counts |= {int(size.value)}
        for count in counts:
            yield fact.figure.value * count, "step", size
            yield from ((fact.figure.value * count + one, "step", size) for one in first)


def _capped(fact: Fact, raw: Decimal, how: How, size: Quantity | None, cap: Decimal | None) -> Iterator[Derived]:
    if how in ("beyond_base_cap", "beyond_portion"):
        yield Derived(raw, fact, how)
    elif cap is not None and raw > cap:
        yield Derived(raw, fact, "uncapped", cap)
        if fact.kind != "cap":  # a multiple of a cap comes to nothing
            yield Derived(cap, fact, "cap", cap)
    else:
        yield Derived(raw, fact, how, cap)


def cap_of(fact: Fact, sizes: Sequence[Quantity], book: Limits) -> Decimal | None:
    """Return the cap of what a fact gives; one per unit (每亩最高200元) for all of the units."""
    tier = fact.tier
    if fact.kind == "cap":
        return tier.cap_yuan if tier is not None else None
    if tier is None or tier.cap_yuan is None:
        return min((cap.figure.value for cap in book.caps(fact) if cap.figure.is_money), default=None)
    per = _NO_UNIT.sub("", tier.cap_per or "")
    unit = next((unit for unit in UNITS if unit in per and unit != "场"), None)
    if unit is None:
        return tier.cap_yuan
    counts = [size.value for size in sizes if size.counter == unit]
    if not counts and "价" in (tier.base or ""):
        return tier.cap_yuan  # the price is that of one
    return tier.cap_yuan * max(counts) if counts else None


def is_sum(value: Decimal, parts: Sequence[Decimal]) -> bool:
    """Whether a value is the sum of some of the last few parts, or the difference of two.

    >>> is_sum(Decimal(9), [Decimal(6), Decimal(3)]), is_sum(Decimal(3), [Decimal(10), Decimal(7)])
    (True, True)
    """
    recent = list(parts)[-MOST_SUMMED:]
    sums: set[tuple[int, Decimal]] = {(0, Decimal(0))}
    for part in recent:
        sums |= {(count + 1, total + part) for count, total in sums}
    if any(count > 1 and total == value for count, total in sums):
        return True
    return any(abs(one - other) == value for one in recent for other in recent if one != other)
