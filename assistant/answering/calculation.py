"""Work sums out from the user's figures: rate × base with cap, yearly interest, and back from a wanted sum."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_UP, Decimal

from assistant.answering.recording import computed, stated
from assistant.answering.wording import award_clause, bounded, noun
from assistant.models import Bound, Model, Reward, StatedAmount, Tier
from assistant.text.numerals import format_percent, format_yuan
from assistant.understanding.rows import Sentence

UNIT_PRICE = "单价"


class Calculation(Model):
    """A sum: its lines as said, the amounts stated in them, and the sentences that it rests on beside its row's own."""

    headline: str
    lines: tuple[str, ...]
    amounts: tuple[StatedAmount, ...]
    value: Decimal
    bound: Bound
    rules: tuple[Sentence, ...] = ()


def work_out(reward: Reward, tier: Tier, bases: Sequence[Decimal], years: int | None = None) -> Calculation:
    """Return what a tier with a figure gives: its fixed amount, or its rate on the bases (in 元), one item each.

    `bases` is empty for a fixed amount and one sum for a yearly rate, which is paid for `years`, at most the longest.
    """
    if tier.yuan is not None:
        said = award_clause(reward, tier)
        bound = tier.bound or "exact"
        return Calculation(headline=said, lines=(), amounts=stated(reward, tier), value=tier.yuan, bound=bound)
    if bears_interest(reward, tier):
        return yearly_interest(reward, tier, bases[-1], years)
    parts = [apply_rates(reward, tier, base) for base in bases]
    if len(parts) == 1:
        return parts[0]
    return add_up(reward, parts) if adds_up(tier) else list_up(parts)


def bears_interest(reward: Reward, tier: Tier) -> bool:
    """Whether a rate is a yearly one on a loan, whose sum depends on how long it runs."""
    return tier.term_years is not None and tier.percent is not None and noun(reward) == "贴息"


def is_per_project(tier: Tier) -> bool:
    """Whether the text sets the cap for each project, so that several add up."""
    return tier.percent is not None and (tier.per or "").startswith("单个")


def adds_up(tier: Tier) -> bool:
    """Whether several items' sums add up: where each has its own cap or price, or nothing caps them."""
    return is_per_project(tier) or tier.cap_yuan is None or UNIT_PRICE in (tier.base or "")


def list_up(parts: Sequence[Calculation]) -> Calculation:
    """Return items side by side that the text does not add up."""
    return parts[-1].model_copy(
        update={
            "headline": "；".join(part.headline for part in parts),
            "lines": tuple(line for part in parts for line in part.lines),
            "amounts": tuple(amount for part in parts for amount in part.amounts),
        }
    )


def apply_rates(reward: Reward, tier: Tier, base: Decimal) -> Calculation:
    """Return rate × base (in 元) under the cap: both ends of a rate from … to …."""
    if tier.up_to is None:
        return apply_rate(reward, tier, base)
    ends: tuple[tuple[Decimal | None, Bound], ...] = ((tier.percent, "at_least"), (tier.up_to, "at_most"))
    low, high = (
        apply_rate(reward, tier.model_copy(update={"percent": percent, "up_to": None, "bound": bound}), base)
        for percent, bound in ends
    )
    headline = f"按{tier.base}{format_yuan(base)}测算，补助额为 **{format_yuan(low.value)}至{format_yuan(high.value)}**"
    lines, amounts = (*low.lines, *high.lines), (*low.amounts, *high.amounts)
    return high.model_copy(update={"headline": headline, "lines": lines, "amounts": amounts})


def apply_rate(reward: Reward, tier: Tier, base: Decimal) -> Calculation:
    """Return rate × base (in 元) under the cap."""
    percent = tier.percent or Decimal(0)
    product = base * percent / 100
    capped = tier.cap_yuan is not None and product >= tier.cap_yuan
    value = min(product, tier.cap_yuan) if tier.cap_yuan is not None else product
    bound: Bound = "at_most" if tier.bound == "at_most" or capped else "exact"
    sum_said = f"{format_yuan(base)}×{format_percent(percent)}＝{format_yuan(product)}"
    lines = [sum_said]
    if tier.cap_yuan is not None:
        cap = format_yuan(tier.cap_yuan)
        lines.append(
            f"超过上限，按最高不超过{cap}计" if product > tier.cap_yuan
            else f"刚好达到上限不超过{cap}" if capped
            else f"未超过上限（不超过{cap}）"
        )  # fmt: skip
    amounts = [computed(reward, tier, value, bound, sum_said)]
    if product != value:
        amounts.append(computed(reward, tier, product, "at_most" if tier.bound == "at_most" else "exact", sum_said))
    yearly = "每年" if tier.term_years else ""
    headline = f"按{tier.base}{format_yuan(base)}测算，{yearly}补助额为 **{bounded(format_yuan(value), bound)}**"
    return Calculation(headline=headline, lines=tuple(lines), amounts=tuple(amounts), value=value, bound=bound)


def yearly_interest(reward: Reward, tier: Tier, principal: Decimal, years: int | None) -> Calculation:
    """Return the yearly subsidy on a loan and its total over the term (at most the longest)."""
    percent, longest = tier.percent or Decimal(0), tier.term_years or 1
    yearly = principal * percent / 100
    counted = min(years or longest, longest)
    total = yearly * counted
    year_sum = f"{format_yuan(principal)}×{format_percent(percent)}＝{format_yuan(yearly)}"
    total_sum = f"{format_yuan(yearly)}×{counted}年＝{format_yuan(total)}"
    headline = (
        f"按贷款本金{format_yuan(principal)}不变测算，每年贴息 **{format_yuan(yearly)}**，"
        f"{counted}年合计 **不超过{format_yuan(total)}**"
    )
    lines = (f"每年：{year_sum}", f"{counted}年：{total_sum}（最长{longest}年）")
    amounts = (
        computed(reward, tier, yearly, "exact", year_sum),
        computed(reward, tier, total, "at_most", total_sum),
    )
    return Calculation(headline=headline, lines=lines, amounts=amounts, value=total, bound="at_most")


def on_principals(reward: Reward, tier: Tier, loans: Sequence[Decimal], years: int | None) -> Calculation:
    """Return the yearly subsidy on several loans of one project, on what they come to together."""
    principal = sum(loans, Decimal(0))
    line = "＋".join(map(format_yuan, loans)) + f"＝{format_yuan(principal)}"
    part = yearly_interest(reward, tier, principal, years)
    amounts = (computed(reward, tier, principal, "exact", line), *part.amounts)
    return part.model_copy(update={"lines": (f"本金：{line}", *part.lines), "amounts": amounts})


def base_needed(reward: Reward, tier: Tier, wanted: Decimal | None) -> Calculation | None:
    """Return the base that brings the wanted sum (the cap where none is named); None without a cap to reach for."""
    goal = min(wanted, tier.cap_yuan) if wanted and tier.cap_yuan else wanted or tier.cap_yuan
    if goal is None or not tier.percent:
        return None
    base = _round_up(goal * 100 / tier.percent)
    said = bounded(format_yuan(goal), "at_most" if goal == tier.cap_yuan or tier.bound == "at_most" else "exact")
    equals = "＝" if base * tier.percent == goal * 100 else "≈"
    line = f"{format_yuan(goal)}÷{format_percent(tier.percent)}{equals}{format_yuan(base)}"
    reaches = "达到上限" if goal == tier.cap_yuan else f"补助额达到{format_yuan(goal)}"
    headline = f"{tier.base}达到 **{format_yuan(base)}** 时，{reaches}（{said}）"
    amounts = (computed(reward, tier, base, "exact", line),)
    return Calculation(headline=headline, lines=(line,), amounts=amounts, value=base, bound="exact")


def _round_up(value: Decimal) -> Decimal:
    """Round a needed sum up to whole hundreds of 元 where it has no end."""
    hundreds = value / 100
    return (
        hundreds.quantize(Decimal(1), rounding=ROUND_UP) * 100 if hundreds != hundreds.quantize(Decimal(1)) else value
    )


def add_up(reward: Reward, parts: Sequence[Calculation]) -> Calculation:
    """Add items that are each worked out under their own cap; the sum is at most as soon as one of them is."""
    value = sum((part.value for part in parts), Decimal(0))
    bound: Bound = "at_most" if any(part.bound == "at_most" for part in parts) else "exact"
    line = "＋".join(format_yuan(part.value) for part in parts) + f"＝{format_yuan(value)}"
    headline = f"合计 **{bounded(format_yuan(value), bound)}**"
    workings = "；".join((*(a.derivation or "" for part in parts for a in part.amounts[:1]), line))
    total = computed(reward, reward.tiers[0], value, bound, workings)
    return Calculation(
        headline=headline,
        lines=(*(line for part in parts for line in part.lines), f"合计：{line}"),
        amounts=(*(a for part in parts for a in part.amounts), total),
        value=value,
        bound=bound,
    )


def multiply(reward: Reward, tier: Tier, part: Calculation, count: int) -> Calculation:
    """Return what several items give that are each worked out alike, each under its own cap.

    Only where the text sets the cap for each project are they added up.
    """
    if not is_per_project(tier):
        return part.model_copy(update={"headline": f"{part.headline}（以上为其中一个，其余各按此测算）"})
    value = part.value * count
    line = f"{format_yuan(part.value)}×{count}＝{format_yuan(value)}"
    total = computed(reward, reward.tiers[0], value, part.bound, line)
    return Calculation(
        headline=f"{part.headline}，{count}个合计 **{bounded(format_yuan(value), part.bound)}**",
        lines=(*part.lines, f"合计：{line}"),
        amounts=(*part.amounts, total),
        value=value,
        bound=part.bound,
    )


def span(low: Calculation, high: Calculation) -> Calculation:
    """Return what a sum gives of which only a range is known: both ends."""
    return high.model_copy(
        update={
            "headline": f"{low.headline}；{high.headline}；确切金额确定后再测算",
            "lines": (*low.lines, *high.lines),
            "amounts": (*low.amounts, *high.amounts),
        }
    )


def difference(reward: Reward, one: Calculation, other: Calculation) -> Calculation | None:
    """Return by how much one sum is above the other; None where they are the same or bound otherwise."""
    if one.bound != other.bound or one.value == other.value:
        return None
    high, low = max(one.value, other.value), min(one.value, other.value)
    line = f"{format_yuan(high)}－{format_yuan(low)}＝{format_yuan(high - low)}"
    amount = computed(reward, reward.tiers[0], high - low, "exact", line)
    by = "按测算的最高额，两者的差额为" if one.bound == "at_most" else "两者的差额为"
    return Calculation(
        headline=f"{by} **{format_yuan(high - low)}**",
        lines=(line,),
        amounts=(amount,),
        value=high - low,
        bound="exact",
    )
