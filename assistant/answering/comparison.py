"""Compare awards by the figures that the table states, and only as far as their bounds allow."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import combinations

from assistant.answering.naming import title
from assistant.answering.recording import computed, stated
from assistant.answering.subjects import Subject
from assistant.answering.sums import asked_tiers
from assistant.answering.wording import award_clause
from assistant.models import Bound, Model, Reward, StatedAmount, Tier
from assistant.text.numerals import format_number, format_yuan
from assistant.understanding.query import Query

TIMES = re.compile(r"[几多少]+倍")
APART: dict[Bound, str] = {"exact": "相差", "at_most": "写明的上限相差"}
MOST_APART = 2  # tiers of different levels that are compared with each other


class Comparison(Model):
    """Which is higher, as far as that can be said, and the table of what was compared."""

    direct: str
    table: str
    amounts: tuple[StatedAmount, ...]


def compare(subjects: Sequence[Subject], query: Query, numbers: Mapping[str, str]) -> Comparison:
    """Compare the tiers asked about of all the subjects; `numbers` are those of the documents, where they differ."""
    pairs = [(r, t) for s in subjects for r in s.awards for t in asked_tiers(r, query.levels_for(s.topic)) or r.tiers]
    places = [f"（{numbers[reward.policy]}）" if numbers else "" for reward, _ in pairs]
    rows = [f"| {title(r, t)}{place} | {award_clause(r, t)} |" for (r, t), place in zip(pairs, places, strict=True)]
    table = "\n".join(["| 项目 | 标准 |", "|---|---|", *rows])
    direct, differences = compare_tiers(pairs, query)
    amounts = (*(a for reward, tier in pairs for a in stated(reward, tier)), *differences)
    return Comparison(direct=direct, table=table, amounts=tuple(dict.fromkeys(amounts)))


def compare_tiers(pairs: Sequence[tuple[Reward, Tier]], query: Query) -> tuple[str, list[StatedAmount]]:
    """Say which is higher, by how much where both are fixed sums or caps, and how many times where that is asked."""
    lines, differences, times = [], [], TIMES.search(query.folded) is not None
    for (one, first), (other, second) in combinations(pairs, 2):
        if one.id == other.id and len({r.id for r, _ in pairs}) > 1:
            continue
        if first.level != second.level and one.id != other.id and _levels_shared(pairs) and len(pairs) > MOST_APART:
            continue
        line, difference = _pair(one, first, other, second), _difference(one, first, second)
        if difference:
            line = f"{line}，{APART.get(first.bound or 'exact', '相差')} **{difference.text}**"
            differences.append(difference)
        lines.append(f"{line}{_ratio(first, second) if times else ''}")
    return "按文件写明的标准比较：" + "；".join(lines) + "。" if lines else "文件写明的标准如下：", differences


def _difference(reward: Reward, first: Tier, second: Tier) -> StatedAmount | None:
    """Return by how much one sum is above the other; None where they are bound otherwise, or one is a rate."""
    one, other = _sum_of(first), _sum_of(second)
    if (
        first.bound != second.bound
        or (first.bound or "exact") not in APART
        or one is None
        or other is None
        or one == other
    ):
        return None
    high, low = max(one, other), min(one, other)
    derivation = f"{format_yuan(high)}－{format_yuan(low)}＝{format_yuan(high - low)}"
    return computed(reward, first, high - low, "exact", derivation)


def _sum_of(tier: Tier) -> Decimal | None:
    return tier.yuan if tier.percent is None else None


def _ratio(first: Tier, second: Tier) -> str:
    """Say how many times the lower sum the higher is, where that comes out even."""
    one, other = _sum_of(first), _sum_of(second)
    if first.bound != second.bound or not one or not other or one == other:
        return ""
    high, low = max(one, other), min(one, other)
    times = high / low
    if times * 100 != (times * 100).to_integral_value():
        return ""
    return f"，前者是后者的{format_number(times)}倍（{format_yuan(high)}÷{format_yuan(low)}＝{format_number(times)}倍）"


def _levels_shared(pairs: Sequence[tuple[Reward, Tier]]) -> bool:
    """Whether every programme has the levels of the others, so that like is compared with like."""
    levels: dict[str, set[str | None]] = {}
    for reward, tier in pairs:
        levels.setdefault(reward.id, set()).add(tier.level)
    return len({frozenset(found) for found in levels.values()}) == 1


def _pair(one: Reward, first: Tier, other: Reward, second: Tier) -> str:
    a, b = title(one, first), title(other, second)
    top, low = first.yuan or first.cap_yuan or first.percent, second.yuan or second.cap_yuan or second.percent
    same_kind = (first.yuan is None) == (second.yuan is None) or bool(first.cap_yuan or second.cap_yuan)
    if top is None or low is None or not same_kind:
        return f"**{a}**与**{b}**的计算方式不同，不能直接比较高低"
    if top == low:
        if first.bound == second.bound:
            return f"**{a}**与**{b}**标准相同"
        return f"**{a}**与**{b}**写明的数额相同，但限额方式不同，实际高低以兑现为准"
    high, less = ((a, first), (b, second)) if top > low else ((b, second), (a, first))
    sure = high[1].bound != "at_most" and less[1].bound != "at_least"
    return (
        f"**{high[0]}**高于{less[0]}" if sure else f"**{high[0]}**写明的标准更高（高于{less[0]}），实际数额以兑现为准"
    )
