"""A sum worked out on request: a programme, a tier and figures in, and the sum of the chat's answer out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from assistant.answering.calculation import Calculation, add_up, bears_interest, is_per_project, work_out
from assistant.answering.naming import bracket_text, tier_label, title
from assistant.answering.notices import Notices
from assistant.answering.parts import Parts
from assistant.answering.wording import award_clause, plain, standard
from assistant.errors import UsageError
from assistant.models import Bound, Model, Number, Reward, Tier
from assistant.policy.corpus import Corpus
from assistant.text.numerals import format_yuan

LEAST = Decimal(100)
LONGEST_TERM = 30
TOGETHER = "合计"


class TierChoice(Model):
    """A tier that can be worked out; `base` is what its rate applies to, null for a fixed amount."""

    id: str
    label: str
    standard: str
    base: str | None
    several: bool
    term_years: int | None


class ProgrammeChoice(Model):
    """A programme of the reward table that states a figure."""

    reward: str
    name: str
    policy: str
    clause: str
    condition: str | None
    tiers: tuple[TierChoice, ...]


class WorkedSum(Model):
    """A sum with all that must be said with it; `text` says it whole, ready to be copied unless the guard objects."""

    reward: str
    name: str
    tier: str
    headline: str
    lines: tuple[str, ...]
    value: Number
    bound: Bound
    cap: Number | None
    standard: str
    condition: str | None
    clause: str
    quote: str
    departments: tuple[str, ...]
    notices: tuple[str, ...]
    text: str | None


def list_programmes(corpus: Corpus) -> tuple[ProgrammeChoice, ...]:
    """Return what can be worked out, in the order of the reward table."""
    found = []
    for reward in corpus.rewards:
        tiers = _figured(reward)
        if reward.kind != "award" or not tiers:
            continue
        choices = [_choice(reward, tier) for tier in tiers]
        if _is_joint(tiers):
            together = "；".join(f"{choice.label}{choice.standard}" for choice in choices)
            choices.insert(
                0,
                TierChoice(id=TOGETHER, label="两级合计", standard=together, base=None, several=False, term_years=None),
            )
        found.append(
            ProgrammeChoice(
                reward=reward.id, name=reward.name, policy=reward.policy, clause=reward.clause,
                condition=reward.condition, tiers=tuple(choices),
            )
        )  # fmt: skip
    return tuple(found)


def work_out_sum(
    corpus: Corpus, reward_id: str, tier_id: str | None, figures: Sequence[Decimal], years: int | None, as_of: date
) -> WorkedSum:
    """Return the sum of a tier for figures in 元; raise `UsageError` where programme, tier or figures don't fit.

    `tier_id` is a level, a payer, a place in the table ("0") or 合计; it may be left out where there is one tier.
    """
    reward = next((r for r in corpus.rewards if r.id == reward_id and r.kind == "award" and _figured(r)), None)
    if reward is None:
        raise UsageError(f"没有可以测算的奖补项目“{reward_id[:40]}”，请从项目列表中选择。")
    tiers = _choose(reward, tier_id)
    _require(reward, tiers[0], figures, years)
    parts = [work_out(reward, tier, figures, years) for tier in tiers]
    return _report(corpus, reward, tiers, parts[0] if len(parts) == 1 else add_up(reward, parts), as_of)


def _figured(reward: Reward) -> tuple[Tier, ...]:
    return tuple(tier for tier in reward.tiers if tier.yuan is not None or _is_plain_rate(tier))


def _is_plain_rate(tier: Tier) -> bool:
    """Whether a rate is of one sum that can be asked for, and of all of it."""
    partly = (tier.of_award, tier.base_from, tier.base_cap_yuan, tier.every)
    return tier.percent is not None and bool(tier.base) and all(one is None for one in partly)


def _is_joint(tiers: Sequence[Tier]) -> bool:
    return len({tier.payer for tier in tiers if tier.payer and tier.yuan is not None}) > 1


def _tier_id(reward: Reward, tier: Tier) -> str:
    return (
        tier.level or (tier.payer if tier.payer and _is_joint(reward.tiers) else None) or str(reward.tiers.index(tier))
    )


def _choice(reward: Reward, tier: Tier) -> TierChoice:
    return TierChoice(
        id=_tier_id(reward, tier),
        label=tier_label(reward, tier) or reward.name,
        standard=standard(reward, tier),
        base=tier.base,
        several=is_per_project(tier),
        term_years=tier.term_years if bears_interest(reward, tier) else None,
    )


def _choose(reward: Reward, tier_id: str | None) -> tuple[Tier, ...]:
    tiers = _figured(reward)
    if tier_id == TOGETHER and _is_joint(tiers):
        return tiers
    if tier_id is None and len(tiers) == 1:
        return tiers
    names = {tier: {tier.level, tier.payer, str(reward.tiers.index(tier))} for tier in tiers}
    found = tuple(tier for tier in tiers if tier_id is not None and tier_id in names[tier])
    if len(found) != 1:
        raise UsageError(f"请选择{reward.name}的级别：{'、'.join(_tier_id(reward, tier) for tier in tiers)}。")
    return found


def _require(reward: Reward, tier: Tier, figures: Sequence[Decimal], years: int | None) -> None:
    """Raise `UsageError` where the figures are too few, too many or not to be believed."""
    if tier.percent is None:
        if figures or years is not None:
            raise UsageError(f"{reward.name}为定额奖补，不需要填写金额或年限。")
        return
    if not figures:
        raise UsageError(f"请填写{tier.base}。")
    if len(figures) > 1 and not is_per_project(tier):
        raise UsageError(f"{reward.name}只能填写一项{tier.base}。")
    if any(figure < LEAST for figure in figures):
        raise UsageError(f"{tier.base}不足{format_yuan(LEAST)}，请核对单位。")
    for figure in figures:
        if _is_outside(tier, figure):
            raise UsageError(f"{format_yuan(figure)}不在“{bracket_text(tier.bracket)}”这一档，请改选级别、档次。")
    if years is not None and not bears_interest(reward, tier):
        raise UsageError(f"{reward.name}不按年限计算，不需要填写年限。")
    if years is not None and not 1 <= years <= LONGEST_TERM:
        raise UsageError(f"年限应在1至{LONGEST_TERM}年之间。")


def _is_outside(tier: Tier, figure: Decimal) -> bool:
    """Whether a sum is not of the size that its tier is for, where that is told by the same sum."""
    bracket, base = tier.bracket, tier.base or ""
    if bracket is None or bracket.counter != "元" or not (bracket.of or "") or bracket.holds(figure):
        return False
    return (bracket.of or "") in base or base in (bracket.of or "")


def _report(corpus: Corpus, reward: Reward, tiers: Sequence[Tier], worked: Calculation, as_of: date) -> WorkedSum:
    parts = Parts(corpus)
    tier = tiers[0]
    name = title(reward, tier) if len(tiers) == 1 else reward.name
    is_joint = len(tiers) > 1
    said = "；".join(f"{tier_label(reward, t) if is_joint else ''}{award_clause(reward, t)}" for t in tiers)
    condition = f"条件：{reward.condition}。" if reward.condition else ""
    notices = Notices(corpus, parts).of_policy(reward.policy, as_of, awarded=True, by_number=False)
    lines = worked.lines
    paragraphs = (
        *notices,
        f"**{name}**：{worked.headline}。",
        *([f"标准：{said}。"] if tier.percent is not None or is_joint else []),
        *([f"测算：{'；'.join(lines)}。"] if lines else []),
        *([condition] if condition else []),
        *([f"责任单位：{'、'.join(reward.departments)}。"] if reward.departments else []),
        parts.grounds([corpus.clause(reward.policy, reward.clause)]),
    )
    return WorkedSum(
        reward=reward.id,
        name=name,
        tier=TOGETHER if is_joint else _tier_id(reward, tier),
        headline=plain(worked.headline),
        lines=tuple(plain(line) for line in lines),
        value=worked.value,
        bound=worked.bound,
        cap=tier.cap_yuan,
        standard=plain(said),
        condition=reward.condition,
        clause=reward.clause,
        quote=tier.quote,
        departments=reward.departments,
        notices=tuple(plain(notice) for notice in notices),
        text=plain("\n".join(paragraphs)),
    )
