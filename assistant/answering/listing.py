"""List awards by what the question narrows them to: a smallest amount, a level, a department."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from operator import eq, ge, le

from assistant.answering.scope import Scope
from assistant.answering.subjects import excepted_rows
from assistant.answering.wording import other_beneficiary, standard, stated, tier_label
from assistant.models import Model, Reward, StatedAmount, Tier
from assistant.policy.corpus import Corpus
from assistant.understanding.query import Query

EXACTLY = re.compile(r"(?:都|正好|刚好|恰好|也)是|等于|正好|刚好|恰好")
RATES_ONLY = re.compile(r"按(?:百分比|比例)|百分之几|几个点")
BELOW = re.compile(r"以下|以内|不到|低于|少于|不超过")


class Listing(Model):
    """The awards that match, as a table, with the first row of each clause."""

    direct: str
    table: str
    amounts: tuple[StatedAmount, ...]
    first_by_clause: tuple[Reward, ...]


def list_awards(query: Query, corpus: Corpus, scope: Scope) -> Listing:
    """Return the awards with a figure that match the question's amount, levels and departments."""
    limit = next((figure.yuan for figure in query.figures if figure.yuan is not None), None)
    folded = query.folded
    matches = eq if EXACTLY.search(folded) else le if BELOW.search(folded) else ge
    rates_only = limit is None and bool(RATES_ONLY.search(folded))
    aside = excepted_rows(query, corpus)
    rows = [
        (reward, tier)
        for policy in scope.ids
        for reward in corpus.rewards
        if reward.policy == policy
        and reward.kind == "award"
        and reward.id not in aside
        and _of_departments(reward, query, corpus)
        for tier in reward.tiers
        if _matches(tier, query, limit, matches) and (tier.percent is not None or not rates_only)
    ]
    tiers: dict[str, list[Tier]] = {}
    first: dict[tuple[str, str], Reward] = {}
    for reward, tier in rows:
        tiers.setdefault(reward.id, []).append(tier)
        first.setdefault((reward.policy, reward.clause), reward)
    listed = {reward.id: reward for reward, _ in rows}
    numbers = {reward.policy: corpus.policy(reward.policy).meta.name for reward in listed.values()}
    lines = []
    for i, found in tiers.items():
        place = listed[i].clause if len(numbers) == 1 else f"{numbers[listed[i].policy]} {listed[i].clause}"
        lines.append(f"| {_name(listed[i])} | {_standards(listed[i], found)} | {place} |")
    return Listing(
        direct=f"符合条件的奖补共{len(tiers)}项：" if rows else "文件中没有符合条件的奖补。",
        table="\n".join(["| 项目 | 标准 | 条款 |", "|---|---|---|", *lines]) if rows else "",
        amounts=tuple(dict.fromkeys(a for r, t in rows for a in stated(r, t))),
        first_by_clause=tuple(first.values()),
    )


def _name(reward: Reward) -> str:
    who = other_beneficiary(reward)
    return f"{reward.name}（{who}）" if who else reward.name


def _standards(reward: Reward, tiers: list[Tier]) -> str:
    """Say the matching tiers of one programme in one cell."""
    return "；".join(f"{tier_label(reward, tier)}{standard(reward, tier)}" for tier in tiers)


def _of_departments(reward: Reward, query: Query, corpus: Corpus) -> bool:
    if not query.departments:
        return True
    names = [name for department in query.departments for name in corpus.lexicon.departments[department]]
    return any(name in printed for name in names for printed in reward.departments)


def _matches(tier: Tier, query: Query, limit: Decimal | None, compared: Callable[[Decimal, Decimal], bool]) -> bool:
    top = tier.yuan or tier.cap_yuan
    if top is None and (tier.percent is None or limit is not None):
        return False
    if query.levels and tier.level not in query.levels:
        return False
    if limit is None or top is None:
        return True
    return compared(top, limit)
