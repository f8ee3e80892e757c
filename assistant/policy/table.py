"""Load a reward table and check it against the policy text: no figure without a quote, no figure without a row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from assistant.errors import CorpusError, Fault
from assistant.models import Bound, Kind, Policy, Reward, Tier
from assistant.policy.rows import Row, Table
from assistant.policy.sources import parse_model, read_yaml
from assistant.text.figures import Figure, Unit, find_figures
from assistant.text.giving import ONCE, says_once

BLANK = re.compile(r"\s+")
JUDGED = (Unit.YUAN, Unit.PERCENT)
KINDS: dict[str, Kind] = {"awards": "award", "thresholds": "threshold", "targets": "target"}
UNITS = {"元": Unit.YUAN, "%": Unit.PERCENT}
ENDS = ("from_", "over", "to", "below")
RESPECTIVELY = "分别"
MONTHS = "个月"


class Place(NamedTuple):
    """Where a fault is."""

    file: str
    row: str
    field: str


def read_table(path: Path, policies: dict[str, Policy]) -> tuple[Reward, ...]:
    """Read one reward table; raise `CorpusError` with every fault found in it."""
    table = parse_model(path.name, "-", read_yaml(path), Table)
    policy = policies.get(table.policy)
    if policy is None:
        raise CorpusError(Fault(path.name, "-", "policy", f"没有这份政策：{table.policy}"))
    rewards = tuple(_reward(policy, kind, row) for key, kind in KINDS.items() for row in getattr(table, key))
    rows = [row for key in KINDS for row in getattr(table, key)]
    faults = [*_row_faults(path.name, rows, policy), *_quote_faults(path.name, rewards, policy)]
    faults += _contradictions(path.name, rewards)
    faults += _unlisted_figures(path.name, rewards, policy)
    if faults:
        raise CorpusError(*faults)
    return rewards


def _reward(policy: Policy, kind: Kind, row: Row) -> Reward:
    clause = next((c for c in policy.clauses if c.label == row.clause), None)
    data = {name: value for name, value in row if name not in ("quote", "tiers", "departments")}
    tiers = tuple(Tier(**{**dict(tier), "quote": tier.quote or row.quote}) for tier in row.tiers)
    departments = row.departments or (clause.departments if clause else ())
    return Reward(policy=policy.meta.id, kind=kind, tiers=tiers, departments=departments, **data)


def _row_faults(file: str, rows: list[Row], policy: Policy) -> Iterator[Fault]:
    labels = {clause.label for clause in policy.clauses}
    awards = {row.id for row in rows}
    seen: set[str] = set()
    for row in rows:
        if row.id in seen:
            yield Fault(file, row.id, "id", "编号重复")
        seen.add(row.id)
        if row.clause not in labels:
            yield Fault(file, row.id, "clause", f"政策中没有条款 {row.clause}")
        if row.award is not None and row.award not in awards:
            yield Fault(file, row.id, "award", f"没有奖补行 {row.award}")


def _quote_faults(file: str, rewards: tuple[Reward, ...], policy: Policy) -> Iterator[Fault]:
    clauses = {clause.label: squeeze(clause.text) for clause in policy.clauses}
    for reward in rewards:
        text = clauses.get(reward.clause)
        if text is None:
            continue  # named already
        for tier in reward.tiers:
            if squeeze(tier.quote) not in text:
                yield Fault(file, reward.id, "quote", f"引文不在条款 {reward.clause} 中：{tier.quote}")
                continue
            yield from _tier_faults(file, reward, tier)


def _tier_faults(file: str, reward: Reward, tier: Tier) -> Iterator[Fault]:
    """Check that the tier's quote holds each of its figures, with its bound and of its level and payer."""
    row = f"{reward.id}[{tier.name or tier.payer or 0}]"
    yield from _form_faults(Place(file, row, "-"), reward, tier)
    quote = squeeze(tier.quote)
    if reward.once and ONCE not in quote:
        yield Fault(file, row, "once", "引文没有“一次性”")
    if reward.kind == "award" and not reward.once and says_once(quote):
        yield Fault(file, row, "once", "引文写明“一次性”，此项应为 true")
    if tier.payer is not None and squeeze(tier.payer) not in quote:
        yield Fault(file, row, "payer", f"引文没有写明 {tier.payer}")
    figures = find_figures(tier.quote)
    for field, unit, value, bound in _claims(tier):
        same_unit = [figure for figure in figures if figure.unit is unit]
        yield from _figure_faults(Place(file, row, field), reward, tier, same_unit, (value, bound))


def _form_faults(at: Place, reward: Reward, tier: Tier) -> Iterator[Fault]:
    """Check that a tier's fields go together."""
    file, row, _ = at
    stated = [field for field in ("yuan", "percent", "count") if getattr(tier, field) is not None]
    if len(stated) > 1:
        yield Fault(file, row, stated[1], f"一档只能有一个数值，已有 {stated[0]}")
    if not stated and (tier.cap_yuan is not None or tier.bound is not None):
        yield Fault(file, row, "bound", "没有数值的档不应有限额方式")
    if reward.kind == "award" and stated and tier.bound is None:
        yield Fault(file, row, "bound", "缺少限额方式")
    if tier.cap_percent is not None and tier.percent is None:
        yield Fault(file, row, "cap_percent", "只有比例才有封顶比例")
    if tier.cap_yuan is not None and not (tier.percent is not None or tier.per or tier.every):
        yield Fault(file, row, "cap_yuan", "只有比例、按单位或按级差计算的数额才有封顶额")
    figure = tier.yuan if tier.yuan is not None else tier.percent
    if tier.up_to is not None and (figure is None or tier.bound != "at_least" or tier.up_to <= figure):
        yield Fault(file, row, "up_to", "区间的上限须大于下限，下限的限额方式为 at_least")


def _claims(tier: Tier) -> Iterator[tuple[str, Unit, Decimal | int | None, Bound | None]]:
    """Yield the figures that a tier's quote must hold: field, unit, value and bound."""
    unit = Unit.PERCENT if tier.percent is not None else Unit.YUAN
    bound = None if tier.up_to is not None else tier.bound
    claims: list[tuple[str, Unit, Decimal | int | None, Bound | None]] = [
        ("yuan", Unit.YUAN, tier.yuan, bound),
        ("percent", Unit.PERCENT, tier.percent, bound),
        ("up_to", unit, tier.up_to, None),
        ("count", Unit.COUNT, tier.count, bound),
        ("cap_yuan", Unit.YUAN, tier.cap_yuan, "at_most"),
        ("cap_percent", Unit.PERCENT, tier.cap_percent, "at_most"),
        ("base_from", Unit.YUAN, tier.base_from, None),
        ("base_cap_yuan", Unit.YUAN, tier.base_cap_yuan, None),
        ("term_years", Unit.YEARS, tier.term_years, None),
        ("term_months", Unit.COUNT, tier.term_months, None),
    ]
    claims += [("most", Unit.COUNT, tier.most.size, None)] if tier.most is not None else []
    claims += [("parts", Unit.YUAN, part.yuan, None) for part in tier.parts]
    claims += [("parts", Unit.PERCENT, part.percent, None) for part in tier.parts]
    yield from (claim for claim in claims if claim[2] is not None)


def _figure_faults(
    at: Place, reward: Reward, tier: Tier, figures: list[Figure], want: tuple[Decimal | int | None, str | None]
) -> Iterator[Fault]:
    file, row, field = at
    value, bound = want
    same = [figure for figure in figures if figure.value == value]
    if not same and _counted(tier, field, value):
        return
    if not same:
        yield Fault(file, row, field, f"引文中没有这个数：{value}")
        return
    if reward.kind == "award" and bound is not None and not any((f.bound or "exact") == bound for f in same):
        yield Fault(file, row, "bound", f"引文中 {same[0].surface} 不是 {bound}")
    position = _position(tier, reward)
    if field in ("yuan", "percent") and position is not None:
        begin = len(tier.quote.split(RESPECTIVELY)[0])
        listed = [figure for figure in figures if figure.start > begin]
        if len(listed) == len(_ranked(reward)) and listed[position].value != value:
            yield Fault(file, row, field, "与“分别”所列的顺序不一致")


def _counted(tier: Tier, field: str, value: Decimal | int | None) -> bool:
    """Whether the quote has a number of months, which are no figures in a text."""
    counter = MONTHS if field == "term_months" else tier.counter
    return counter == MONTHS and re.search(rf"(?<!\d){value}个?月", squeeze(tier.quote)) is not None


def _ranked(reward: Reward) -> list[Tier]:
    return [tier for tier in reward.tiers if tier.level is not None]


def _position(tier: Tier, reward: Reward) -> int | None:
    """Return the place of the tier's level among those that the quote lists before its only 分别."""
    if tier.level is None or tier.quote.count(RESPECTIVELY) != 1:
        return None
    listed = tier.quote.split(RESPECTIVELY)[0]
    order = sorted((listed.find(stem(one.level or "")), one.level or "") for one in _ranked(reward))
    if len(order) < 2 or order[0][0] < 0 or len(set(order)) != len(order):
        return None
    return [level for _, level in order].index(tier.level)


def stem(level: str) -> str:
    """Return a level as lists of them write it: 国家, 省, 市 in 国家、省、市级.

    >>> stem("国家级"), stem("国内")
    ('国家', '国内')
    """
    return level.removesuffix("级") or level


def _contradictions(file: str, rewards: tuple[Reward, ...]) -> Iterator[Fault]:
    """Yield tiers that give one programme, all that binds it being equal, two figures."""
    seen: dict[tuple[object, ...], Tier] = {}
    for reward in rewards:
        if reward.kind != "award":
            continue
        own = (reward.name, reward.clause, reward.beneficiary, reward.condition)
        for tier in reward.tiers:
            telling = (tier.level, tier.case, tier.bracket, tier.payer, tier.base, tier.per, tier.every)
            other = seen.setdefault((own, telling), tier)
            if other is not tier:
                named = f"{reward.name} {tier.name or ''}{tier.payer or ''}"
                yield Fault(file, reward.id, "tiers", f"与另一行矛盾：{named}")


def _unlisted_figures(file: str, rewards: tuple[Reward, ...], policy: Policy) -> Iterator[Fault]:
    """Yield every figure of money or rate in the policy text that no row lists."""
    for clause in policy.clauses:
        rows = [reward for reward in rewards if reward.clause == clause.label]
        listed = {value for row in rows for tier in row.tiers for value in _values(tier)}
        listed |= {(f.unit, f.value) for row in rows for f in find_figures(row.condition or "")}
        for figure in find_figures(clause.text):
            if figure.unit in JUDGED and figure.value and (figure.unit, figure.value) not in listed:
                yield Fault(file, clause.label, "rewards", f"条款中的 {figure.surface} 没有列入任何一行")


def _values(tier: Tier) -> Iterator[tuple[Unit, Decimal]]:
    """Yield every figure of money or rate that a tier lists, those of its bracket, step and condition included."""
    for _, unit, value, _ in _claims(tier):
        if unit in JUDGED and value is not None:
            yield unit, Decimal(value)
    sized = [(tier.bracket.counter, getattr(tier.bracket, end)) for end in ENDS] if tier.bracket else []
    sized += [(tier.every.counter, tier.every.size)] if tier.every else []
    for counter, size in sized:
        if size is not None and counter in UNITS:
            yield UNITS[counter], size


def squeeze(text: str) -> str:
    """Drop all blanks: quotes compare without them."""
    return BLANK.sub("", text)
