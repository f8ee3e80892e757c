"""Load a reward table and check it against the policy text: no figure without a quote, no figure without a row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Literal, NamedTuple

from pydantic import Field

from assistant.errors import CorpusError, Fault
from assistant.models import Bound, Kind, Modality, Model, Policy, Reward, Tier
from assistant.policy.sources import parse_model, read_yaml
from assistant.text.figures import Figure, Unit, find_figures

BLANK = re.compile(r"\s+")
JUDGED = (Unit.YUAN, Unit.PERCENT)
KINDS: dict[str, Kind] = {"awards": "award", "thresholds": "threshold", "targets": "target"}
LEVEL_WORDS = {"国家级": "国家", "省级": "省", "市级": "市"}


class Place(NamedTuple):
    """Where a fault is."""

    file: str
    row: str
    field: str


class _TierRow(Model):
    """A tier as written in the file; `quote` defaults to its row's."""

    level: str | None = None
    yuan: Decimal | None = Field(None, gt=0)
    percent: Decimal | None = Field(None, gt=0, le=100)
    count: Decimal | None = Field(None, gt=0)
    counter: str | None = None
    bound: Bound | None = None
    cap_yuan: Decimal | None = Field(None, gt=0)
    base: str | None = None
    payer: str | None = None
    per: str | None = None
    term_years: int | None = Field(None, gt=0)
    quote: str | None = None


class _Row(Model):
    """A row as written in the file."""

    id: str
    name: str
    clause: str
    modality: Modality | None = None
    beneficiary: str | None = None
    condition: str | None = None
    once: Literal[True] | None = None
    stacking: str | None = None
    award: str | None = None
    note: str | None = None
    reviewed: bool = False
    quote: str
    tiers: tuple[_TierRow, ...] = Field(min_length=1)


class _Table(Model):
    policy: str
    awards: tuple[_Row, ...] = ()
    thresholds: tuple[_Row, ...] = ()
    targets: tuple[_Row, ...] = ()


def read_table(path: Path, policies: dict[str, Policy]) -> tuple[Reward, ...]:
    """Read one reward table; raise `CorpusError` with every fault found in it."""
    table = parse_model(path.name, "-", read_yaml(path), _Table)
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


def _reward(policy: Policy, kind: Kind, row: _Row) -> Reward:
    clause = next((c for c in policy.clauses if c.label == row.clause), None)
    data = row.model_dump(exclude={"reviewed", "quote", "tiers"})
    tiers = tuple(Tier(**{**tier.model_dump(), "quote": tier.quote or row.quote}) for tier in row.tiers)
    return Reward(
        policy=policy.meta.id, kind=kind, tiers=tiers, departments=clause.departments if clause else (), **data
    )


def _row_faults(file: str, rows: list[_Row], policy: Policy) -> Iterator[Fault]:
    labels = {clause.label for clause in policy.clauses}
    awards = {row.id for row in rows}
    seen: set[str] = set()
    for row in rows:
        if row.id in seen:
            yield Fault(file, row.id, "id", "编号重复")
        seen.add(row.id)
        if row.clause not in labels:
            yield Fault(file, row.id, "clause", f"政策中没有条款 {row.clause}")
        if not row.reviewed:
            yield Fault(file, row.id, "reviewed", "尚未复核，不能使用")
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
    row = f"{reward.id}[{tier.level or tier.payer or 0}]"
    stated = [field for field in ("yuan", "percent", "count") if getattr(tier, field) is not None]
    if len(stated) > 1:
        yield Fault(file, row, stated[1], f"一档只能有一个数值，已有 {stated[0]}")
    if not stated and (tier.cap_yuan is not None or tier.bound is not None):
        yield Fault(file, row, "bound", "没有数值的档不应有限额方式")
    if reward.kind == "award" and stated and tier.bound is None:
        yield Fault(file, row, "bound", "缺少限额方式")
    if tier.cap_yuan is not None and tier.percent is None:
        yield Fault(file, row, "cap_yuan", "只有比例才有封顶额")
    if reward.once and "一次性" not in tier.quote:
        yield Fault(file, row, "once", "引文没有“一次性”")
    if reward.kind == "award" and not reward.once and "一次性" in tier.quote:
        yield Fault(file, row, "once", "引文写明“一次性”，此项应为 true")
    if tier.payer is not None and squeeze(tier.payer) not in squeeze(tier.quote):
        yield Fault(file, row, "payer", f"引文没有写明 {tier.payer}")
    figures = find_figures(tier.quote)
    for field, unit, value, bound in (
        ("yuan", Unit.YUAN, tier.yuan, tier.bound),
        ("percent", Unit.PERCENT, tier.percent, tier.bound),
        ("count", Unit.COUNT, tier.count, tier.bound),
        ("cap_yuan", Unit.YUAN, tier.cap_yuan, "at_most"),
        ("term_years", Unit.YEARS, tier.term_years, None),
    ):
        if value is not None:
            same_unit = [figure for figure in figures if figure.unit is unit]
            yield from _figure_faults(Place(file, row, field), reward, tier, same_unit, (value, bound))


def _figure_faults(
    at: Place, reward: Reward, tier: Tier, figures: list[Figure], want: tuple[Decimal | int, str | None]
) -> Iterator[Fault]:
    file, row, field = at
    value, bound = want
    same = [figure for figure in figures if figure.value == value]
    if not same:
        yield Fault(file, row, field, f"引文中没有这个数：{value}")
        return
    if reward.kind == "award" and bound is not None and not any((f.bound or "exact") == bound for f in same):
        yield Fault(file, row, "bound", f"引文中 {same[0].surface} 不是 {bound}")
    position = _position(tier)
    if field != "cap_yuan" and position is not None and "分别" in tier.quote:
        ordered = figures[position] if position < len(figures) else None
        if ordered is None or ordered.value != value:
            yield Fault(file, row, field, "与“分别”所列的顺序不一致")


def _position(tier: Tier) -> int | None:
    """Return the place of the tier's level among the levels that the quote lists before 分别."""
    word = LEVEL_WORDS.get(tier.level or "")
    listed = tier.quote.split("分别")[0]
    order = sorted((listed.find(w), level) for level, w in LEVEL_WORDS.items() if w in listed)
    if word is None or word not in listed or len(order) < 2:
        return None
    return [level for _, level in order].index(tier.level or "")


def _contradictions(file: str, rewards: tuple[Reward, ...]) -> Iterator[Fault]:
    """Yield tiers that give one programme, level and payer two figures."""
    seen: dict[tuple[object, ...], Tier] = {}
    for reward in rewards:
        if reward.kind != "award":
            continue
        for tier in reward.tiers:
            key = (reward.name, tier.level, tier.payer, tier.base)
            other = seen.setdefault(key, tier)
            if other is not tier:
                named = f"{reward.name} {tier.level or ''}{tier.payer or ''}"
                yield Fault(file, reward.id, "tiers", f"与另一行矛盾：{named}")


def _unlisted_figures(file: str, rewards: tuple[Reward, ...], policy: Policy) -> Iterator[Fault]:
    """Yield every figure of money or rate in the policy text that no row lists."""
    for clause in policy.clauses:
        listed = {value for r in rewards if r.clause == clause.label for t in r.tiers for value in _values(t)}
        for figure in find_figures(clause.text):
            if figure.unit in JUDGED and (figure.unit, figure.value) not in listed:
                yield Fault(file, clause.label, "rewards", f"条款中的 {figure.surface} 没有列入任何一行")


def _values(tier: Tier) -> Iterator[tuple[Unit, Decimal]]:
    for unit, value in ((Unit.YUAN, tier.yuan), (Unit.PERCENT, tier.percent), (Unit.YUAN, tier.cap_yuan)):
        if value is not None:
            yield unit, value


def squeeze(text: str) -> str:
    """Drop all blanks: quotes compare without them."""
    return BLANK.sub("", text)
