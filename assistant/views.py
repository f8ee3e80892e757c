"""Rows as outsiders see them: the JSON objects of `rewards` and `clauses`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assistant.models import Bound, Clause, Hit, Kind, Modality, Model, Number, Reward, Tier


class RewardRow(Model):
    """One figure of the reward table with all that binds it (contract: `rewards --json`)."""

    policy: str
    reward: str
    kind: Kind
    name: str
    clause: str
    level: str | None
    yuan: Number | None
    percent: Number | None
    bound: Bound | None
    cap_yuan: Number | None
    base: str | None
    payer: str | None
    beneficiary: str | None
    condition: str | None
    once: bool | None
    per: str | None
    term_years: int | None
    departments: tuple[str, ...]
    modality: Modality | None
    quote: str
    case: str | None = None


class ClauseView(Model):
    """A clause as found (contract: `clauses --json`); `score` is null where nothing was searched for."""

    policy: str
    clause: str
    section: str
    title: str
    text: str
    departments: tuple[str, ...]
    score: float | None = None
    matched: tuple[str, ...] = ()


def tier_rows(reward: Reward, tier: Tier) -> Iterator[RewardRow]:
    """Flatten one tier: its figure, the upper end of a range as a figure of its own, and each instalment."""
    shared = ("policy", "kind", "name", "clause", "beneficiary", "condition", "once", "departments", "modality")
    own = ("level", "case", "yuan", "percent", "bound", "cap_yuan", "base", "payer", "per", "term_years", "quote")
    row = RewardRow(
        reward=reward.id,
        **{field: getattr(reward, field) for field in shared},
        **{field: getattr(tier, field) for field in own},
    )
    yield row
    if tier.up_to is not None:
        unit = "yuan" if tier.yuan is not None else "percent"
        yield row.model_copy(update={unit: tier.up_to, "bound": "at_most"})
    for part in tier.parts:
        case = f"{tier.case or ''}{part.case}"
        yield row.model_copy(update={"case": case, "yuan": part.yuan, "percent": part.percent, "cap_yuan": None})


def clause_view(clause: Clause, hit: Hit | None = None) -> ClauseView:
    """Show a clause, with its score and matched words where it was searched for."""
    return ClauseView(
        policy=clause.policy,
        clause=clause.label,
        section=clause.section,
        title=clause.title,
        text=clause.text,
        departments=clause.departments,
        score=hit.score if hit else None,
        matched=hit.matched if hit else (),
    )


def reward_rows(rewards: Iterable[Reward], kind: str = "award") -> tuple[RewardRow, ...]:
    """Return the reward table, one object a figure; `kind` may be `all`."""
    return tuple(
        row
        for reward in rewards
        if kind in ("all", reward.kind)
        for tier in reward.tiers
        for row in tier_rows(reward, tier)
    )
