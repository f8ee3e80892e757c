"""List awards by what the question narrows them to: a smallest amount, a level, a department."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from operator import eq, ge, gt, le, lt

from assistant.answering.naming import other_beneficiary, tier_label
from assistant.answering.recording import stated
from assistant.answering.scope import Scope
from assistant.answering.subjects import excepted_rows
from assistant.answering.wording import standard
from assistant.models import Model, Reward, StatedAmount, Tier
from assistant.policy.corpus import Corpus
from assistant.policy.labels import find_clauses
from assistant.text.numerals import read_numeral
from assistant.understanding.query import Query

FIXED = re.compile(r"正好|刚好|恰好|固定")
"""That a sum is such and no other, which no bound leaves open, unless the sum is a cap."""
CAPPED = re.compile(r"上限|封顶|最高|最多")
EXACTLY = re.compile(rf"[都也]是|等于|{FIXED.pattern}")
COMPARED: tuple[tuple[re.Pattern[str], Callable[[Decimal, Decimal], bool]], ...] = (
    (EXACTLY, eq),
    (re.compile(r"最[高多](?:能|可|可以)?(?:拿|领|补|奖|给|到|达)*(?=[0-9一二两三四五六七八九十百])"), eq),
    (re.compile(r"(?<!不)(?:超过|高于|大于|多于|超)"), gt),
    (re.compile(r"(?<!不)(?:低于|少于|小于)|不到|不足"), lt),
    (re.compile(r"以下|以内|不超过|不高于|不多于"), le),
)
"""What the words beside a sum ask for; failing these, as much or more."""
NUMERAL = "([一二两三四五六七八九十0-9]+)"
HIGHEST = re.compile(rf"最[高多大](?:的)?(?:前)?{NUMERAL}?(?:个|项|种|笔)?|(?:前|头){NUMERAL}(?:个|项|名|位|种)?")
LOWEST = re.compile(r"最[低少小]")
RATES_ONLY = re.compile(r"按(?:百分比|比例)|百分之几|几个点")


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
    matches = next((compare for pattern, compare in COMPARED if pattern.search(folded)), ge)
    fixed = limit is not None and FIXED.search(folded) is not None and not CAPPED.search(folded)
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
        and _of_clauses(reward, query, corpus)
        for tier in reward.tiers
        if _matches(tier, query, limit, matches) and (tier.percent is not None or not rates_only)
        if not fixed or (tier.yuan is not None and tier.bound == "exact")
    ]
    ranked = _rank(rows, folded) if limit is None else None
    rows = rows if ranked is None else ranked
    tiers: dict[str, list[Tier]] = {}
    first: dict[tuple[str, str], Reward] = {}
    for reward, tier in rows:
        tiers.setdefault(reward.id, []).append(tier)
        first.setdefault((reward.policy, reward.clause), reward)
    listed = {reward.id: reward for reward, _ in rows}
    numbers = {reward.policy: corpus.policy(reward.policy).meta.name for reward in listed.values()}
    named = numbers if len(numbers) > 1 else {}
    lines = [_line(listed[i], found, named) for i, found in tiers.items()]
    counted = f"符合条件的奖补共{len(tiers)}项：" if ranked is None else f"按写明的数额排列，{_said(folded)}的是："
    return Listing(
        direct=counted if rows else "文件中没有符合条件的奖补。",
        table="\n".join(["| 项目 | 标准 | 条款 |", "|---|---|---|", *lines]) if rows else "",
        amounts=tuple(dict.fromkeys(a for r, t in rows for a in stated(r, t))),
        first_by_clause=tuple(first.values()),
    )


def _line(row: Reward, tiers: list[Tier], documents: Mapping[str, str]) -> str:
    """Write an award's line of the table; `documents` names the policy where several are listed."""
    place = " ".join(filter(None, (documents.get(row.policy), row.clause)))
    return f"| {_name(row)} | {_standards(row, tiers)} | {place} |"


def _rank(rows: Sequence[tuple[Reward, Tier]], folded: str) -> list[tuple[Reward, Tier]] | None:
    """Return the rows with the highest (or lowest) sums, as many as are asked for; None where no rank is asked for.

    As many again are named as share the last sum. A rate without a cap has no sum to be ranked by.
    """
    asked = HIGHEST.search(folded)
    low = LOWEST.search(folded)
    if asked is None and low is None:
        return None
    numeral = (asked[1] or asked[2]) if asked else None
    read = read_numeral(numeral, 0) if numeral else None
    count = int(read.value) if read else 1
    valued = [(top, reward, tier) for reward, tier in rows if (top := tier.yuan or tier.cap_yuan)]
    valued.sort(key=lambda row: row[0], reverse=low is None)
    last = valued[min(count, len(valued)) - 1][0] if valued else None
    return [(r, t) for i, (top, r, t) in enumerate(valued) if i < count or top == last]


def _said(folded: str) -> str:
    return "最低" if LOWEST.search(folded) else "最高"


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


def _of_clauses(reward: Reward, query: Query, corpus: Corpus) -> bool:
    if not query.clauses:
        return True
    clauses = corpus.policy(reward.policy).clauses
    return any(clause.label == reward.clause for key in query.clauses for clause in find_clauses(key, clauses))


def _matches(tier: Tier, query: Query, limit: Decimal | None, compared: Callable[[Decimal, Decimal], bool]) -> bool:
    top = tier.yuan or tier.cap_yuan
    if top is None and (tier.percent is None or limit is not None):
        return False
    if query.levels and tier.level not in query.levels:
        return False
    if limit is None or top is None:
        return True
    return compared(top, limit)
