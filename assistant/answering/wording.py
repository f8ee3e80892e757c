"""Say a tier of the reward table in official Chinese, and record each figure said."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.answering.naming import measured
from assistant.models import Bound, Part, Reward, Tier
from assistant.policy.table import squeeze
from assistant.text.bounds import BOUND_WORDS
from assistant.text.numerals import format_number, format_percent, format_yuan

_POINTS = re.compile(r"(?:提高|增加|提升|上浮|上调)[^，。；]{0,4}?((?:[\d.]+、)*[\d.]+)个?百分点")
"""Points that are added to a rate."""


def bounded(text: str, bound: Bound | None) -> str:
    """Put the bound word before a figure."""
    return f"{BOUND_WORDS[bound]}{text}"


def figure_text(tier: Tier) -> str:
    """Say the tier's figure with its bound: 不低于50万元, 不超过60%."""
    write = format_yuan if tier.yuan is not None else format_percent
    value = tier.yuan if tier.yuan is not None else tier.percent
    if value is None:
        return "未写明金额"
    if tier.up_to is not None:
        return f"{write(value)}至{write(tier.up_to)}"
    return bounded(write(value), tier.bound)


def standard(reward: Reward, tier: Tier) -> str:
    """Say the tier in a table cell: 一次性不低于50万元; 不超过设备投资的5%; 每亩60元，单个主体每年不超过10万元."""
    if tier.percent is None:
        step = _step(tier)
        once = "一次性" if reward.once else ""
        return f"{step}{each(tier)}{once}{figure_text(tier)}{plain(_limits(tier))}{_instalments(tier)}"
    term = f"，最长{_years(tier.term_years)}" if tier.term_years else ""
    who = tier.cap_per or "最高"
    cap = f"，{who}不超过{format_yuan(tier.cap_yuan)}" if tier.cap_yuan is not None else ""
    above = f"超过{format_yuan(tier.base_from)}的部分" if tier.base_from is not None else ""
    is_interest = tier.term_years and tier.cap_yuan is None and noun(reward) == "贴息"
    base = "年化" if is_interest else f"{tier.base or '规定基数'}{above}的"
    rate = figure_text(tier) if tier.up_to is not None else format_percent(tier.percent)
    bound = None if tier.up_to is not None else tier.bound
    return f"{bounded(f'{base}{rate}', bound)}{cap}{term}{_instalments(tier)}"


def plain(text: str) -> str:
    """Return Markdown of ours without the bold marks, and without the blanks that set them off.

    >>> plain("一次性给予 **50万元** 奖励")
    '一次性给予50万元奖励'
    """
    return text.replace(" **", "").replace("** ", "").replace("**", "")


def noun(reward: Reward) -> str:
    """What the text calls the support: 奖励, 补助, 贴息."""
    for word in ("贴息", "资金补助", "奖励", "补助", "补贴", "资助", "补偿", "工作经费"):
        if word in reward.tiers[0].quote:
            return word
    return "支持"


def award_clause(reward: Reward, tier: Tier) -> str:
    """Say what the tier gives, figure in bold: 一次性给予 **50万元** 奖励; 每亩给予 **100元** 奖励."""
    if tier.yuan is None and tier.percent is None:
        return "文件没有写明金额"
    return f"{_grant(reward, tier)}{_limits(tier)}{_instalments(tier)}"


def _grant(reward: Reward, tier: Tier) -> str:
    yearly = any(unit in (tier.per or "") for unit in ("年", "月"))  # beside a sum that is paid once
    once, added = "一次性" if reward.once and not yearly else "", _added(tier)
    kind, again = noun(reward), "再" if tier.on_top_of else ""
    if tier.yuan is not None:
        if tier.every:
            verb = kind if kind in ("奖励", "补助") else "给予"
            further = "再" if "再" in tier.quote else ""
            return f"{added}{_step(tier)}{further}{verb} **{figure_text(tier)}**"
        return f"{added}{each(tier)}{once}{again}给予 **{figure_text(tier)}** {kind}"
    if tier.term_years is not None and tier.cap_yuan is None and kind == "贴息":
        return f"给予最长为期{_years(tier.term_years)}、年化 **{figure_text(tier)}** 的贴息"
    points = format_number(tier.percent) if tier.percent is not None else ""
    if (found := _POINTS.search(tier.quote)) and points in found[1].split("、"):
        return f"{kind}比例再提高 **{points}个百分点**"
    if "上浮" in tier.quote:
        return f"{added}{tier.base or ''}上浮 **{figure_text(tier)}**"
    verb = "可争取省级给予" if reward.modality == "争取" else f"{once}{again}给予"
    above = f"超过{format_yuan(tier.base_from)}的部分" if tier.base_from is not None else ""
    base = f"{tier.base or '规定基数'}{above}"
    if tier.bound == "at_most":
        return f"{added}按**不超过**{base}的 **{format_percent(tier.percent or Decimal(0))}** {verb}{kind}"
    return f"{added}按{base}的 **{figure_text(tier)}** {verb}{kind}"


def _added(tier: Tier) -> str:
    return f"在{tier.on_top_of}基础上，" if tier.on_top_of else ""


def _step(tier: Tier) -> str:
    """Say for how much more a figure is given again: 营业收入每增加1000万元."""
    if tier.every is None:
        return ""
    found = re.search("每(满|增加|增长|新增|超过|增)", tier.quote)
    of = tier.every.of or "" if tier.every.counter == "元" else ""
    return f"{of}每{found[1] if found else '满'}{measured(tier.every.size, tier.every.counter)}"


def each(tier: Tier) -> str:
    """Say what a sum counts, before it: 每亩, 每人每月; nothing where it is one for each receiver.

    >>> each(Tier(yuan=Decimal(5), per="人·夜", quote="")), each(Tier(yuan=Decimal(5), per="每人每月", quote=""))
    ('每人每夜', '每人每月')
    """
    per = (tier.per or "").replace("·", "/")
    if not per or (tier.payer is not None and per == "每家"):
        return ""
    return "".join(part if part[0] in "每单" else f"每{part}" for part in per.split("/") if part)


def _limits(tier: Tier) -> str:
    """Say the caps and the term of a tier."""
    said = []
    if tier.base_cap_yuan is not None:
        most = format_yuan(tier.base_cap_yuan)
        said.append(f"{tier.base or '基数'}超过{most}的按{most}计算")
    if tier.cap_percent is not None:
        said.append(f"{_capped_rate(tier)}不超过{format_percent(tier.cap_percent)}")
    if tier.cap_yuan is not None:
        said.append(cap_text(tier))
    is_said = tier.percent is not None and tier.cap_yuan is None and "贴息" in tier.quote  # as what is given
    if tier.term_years is not None and not is_said:
        said.append(f"最长{_years(tier.term_years)}")
    if tier.term_months is not None:
        said.append(f"最长{tier.term_months}个月")
    return "".join(f"，{part}" for part in said)


def _capped_rate(tier: Tier) -> str:
    """Return what the cap of a rate is called: 年贴息率 of 年贴息率不超过2%."""
    found = re.search(r"([\u4e00-\u9fff]{0,4}(?:率|比例))(?:最高|最多)?(?:不超过|不高于)", squeeze(tier.quote))
    return re.sub("^[且但]", "", found[1]) if found else "比例"


def cap_text(tier: Tier) -> str:
    """Say the cap of a tier: 单个主体每年**不超过10万元**."""
    who = tier.cap_per or (tier.per if tier.percent is not None else None) or "最高"
    return f"{who}**不超过{format_yuan(tier.cap_yuan or Decimal(0))}**"


def _instalments(tier: Tier) -> str:
    """Say the parts in which a figure is paid."""
    return f"，其中{'、'.join(part_text(tier, part) for part in tier.parts)}" if tier.parts else ""


def part_text(tier: Tier, part: Part) -> str:
    """Say one part of a tier: 第一年5万元, 第一年每亩300元."""
    if part.yuan is None:
        return f"{part.case}{format_percent(part.percent or Decimal(0))}"
    return f"{part.case}{each(tier)}{format_yuan(part.yuan)}"


def _years(years: int) -> str:
    return "一二三四五六七八九十"[years - 1] + "年"
