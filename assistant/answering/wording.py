"""Say a tier of the reward table in official Chinese, and record each figure said."""

from __future__ import annotations

from decimal import Decimal

from assistant.models import Bound, Reward, StatedAmount, Tier
from assistant.text.numerals import format_percent, format_yuan

BOUND_WORD: dict[Bound, str] = {"exact": "", "at_most": "不超过", "at_least": "不低于"}
TIER_NAME = {"国内": "国内首台（套）", "省内": "省内首台（套）"}


def bounded(text: str, bound: Bound | None) -> str:
    """Put the bound word before a figure."""
    return f"{BOUND_WORD[bound or 'exact']}{text}"


def figure_text(tier: Tier) -> str:
    """Say the tier's figure with its bound: 不低于50万元, 不超过60%."""
    if tier.yuan is not None:
        return bounded(format_yuan(tier.yuan), tier.bound)
    if tier.percent is not None:
        return bounded(format_percent(tier.percent), tier.bound)
    return "未写明金额"


def standard(reward: Reward, tier: Tier) -> str:
    """Say the tier in a table cell: 一次性不低于50万元; 不超过设备投资的5%."""
    if tier.percent is None:
        return f"{'一次性' if reward.once else ''}{figure_text(tier)}"
    term = f"，最长{_years(tier.term_years)}" if tier.term_years else ""
    cap = f"，最高不超过{format_yuan(tier.cap_yuan)}" if tier.cap_yuan is not None else ""
    base = "年化" if tier.term_years else f"{tier.base}的"
    return f"{bounded(f'{base}{format_percent(tier.percent)}', tier.bound)}{cap}{term}"


def plain(text: str) -> str:
    """Return Markdown of ours without the bold marks, and without the blanks that set them off.

    >>> plain("一次性给予 **50万元** 奖励")
    '一次性给予50万元奖励'
    """
    return text.replace(" **", "").replace("** ", "").replace("**", "")


def noun(reward: Reward) -> str:
    """What the text calls the support: 奖励, 补助, 贴息."""
    for word in ("贴息", "资金补助", "奖励", "补助"):
        if word in reward.tiers[0].quote:
            return word
    return "支持"


def award_clause(reward: Reward, tier: Tier) -> str:
    """Say what the tier gives, figure in bold: 一次性给予 **50万元** 奖励."""
    once = "一次性" if reward.once else ""
    if tier.yuan is not None:
        return f"{once}给予 **{figure_text(tier)}** {noun(reward)}"
    if tier.percent is None:
        return "文件没有写明金额"
    if tier.term_years is not None:
        return f"给予最长为期{_years(tier.term_years)}、年化 **{format_percent(tier.percent)}** 的贴息"
    rate = (
        f"按{tier.base}的 **{format_percent(tier.percent)}**"
        if tier.bound == "exact"
        else (f"按**不超过**{tier.base}的 **{format_percent(tier.percent)}**")
    )
    cap = f"，{_cap_word(tier)}**不超过{format_yuan(tier.cap_yuan)}**" if tier.cap_yuan is not None else ""
    verb = "可争取省级给予" if reward.modality == "争取" else "给予"
    return f"{rate} {verb}{noun(reward)}{cap}"


def _cap_word(tier: Tier) -> str:
    return f"{tier.per}" if tier.per else "最高"


def _years(years: int) -> str:
    return "一二三四五六七八九十"[years - 1] + "年"


def stated(reward: Reward, tier: Tier) -> tuple[StatedAmount, ...]:
    """Record the figures that `award_clause` says."""
    amounts = []
    if tier.yuan is not None or tier.percent is not None:
        amounts.append(
            StatedAmount(
                text=figure_text(tier), yuan=tier.yuan, percent=tier.percent, bound=tier.bound or "exact",
                source="table", reward=reward.id, tier=tier.level or tier.payer, clause=reward.clause,
            )
        )  # fmt: skip
    if tier.cap_yuan is not None:
        amounts.append(
            StatedAmount(
                text=bounded(format_yuan(tier.cap_yuan), "at_most"), yuan=tier.cap_yuan, bound="at_most",
                source="table", reward=reward.id, tier=tier.level or tier.payer, clause=reward.clause,
            )
        )  # fmt: skip
    return tuple(amounts)


def computed(reward: Reward, tier: Tier, value: Decimal, bound: Bound, derivation: str) -> StatedAmount:
    """Record a computed figure with its derivation."""
    return StatedAmount(
        text=bounded(format_yuan(value), bound), yuan=value, bound=bound, source="computed",
        reward=reward.id, tier=tier.level or tier.payer, clause=reward.clause, derivation=derivation,
    )  # fmt: skip


def other_beneficiary(reward: Reward) -> str | None:
    """Name who is paid where the programme's name doesn't show it: 供应链核心企业, 各地."""
    who = reward.beneficiary or ""
    named = any(who[i : i + 2] in reward.name for i in range(len(who) - 1))
    return None if named or not who else who


def tier_label(reward: Reward, tier: Tier) -> str:
    """Name the tier: 国家级, 国内首台（套）, 省级财政; empty where there is only one."""
    return TIER_NAME.get(tier.level or "", tier.level or tier.payer or "")


def title(reward: Reward, tier: Tier) -> str:
    """Name programme and tier together: 省级企业技术中心."""
    level = tier.level or ""
    if level in TIER_NAME:
        return f"{level}{reward.name}"
    if reward.name.startswith(level) or reward.name.startswith(level[:1] + "重点"):
        return reward.name
    if tier.payer and tier.yuan is not None:
        return f"{reward.name}（{tier.payer}）"
    return f"{level}{reward.name}"
