"""The part of an answer that says what an award programme gives: direct line, table or sum, condition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from assistant.answering.calculation import Calculation, difference
from assistant.answering.naming import other_beneficiary, tier_label, title
from assistant.answering.recording import computed, stated
from assistant.answering.subjects import Subject
from assistant.answering.sums import asked_tiers, bases_of, calculate_tiers, figured_tiers
from assistant.answering.wording import award_clause, figure_text, noun, standard
from assistant.models import Model, Reward, StatedAmount, Tier
from assistant.policy.levels import WITHIN
from assistant.policy.lexicon import Lexicon
from assistant.text.figures import Unit, find_figures
from assistant.text.numerals import format_yuan
from assistant.understanding.query import Intent, Query, UserFigure
from assistant.understanding.wordlists import TOTAL_WORDS, any_of

TOTAL = any_of(f"{TOTAL_WORDS} 总额 总的")


class Section(Model):
    """What is said of one programme."""

    direct: str
    blocks: tuple[str, ...] = ()
    amounts: tuple[StatedAmount, ...] = ()
    missing_level: str | None = None


def is_joint(reward: Reward) -> bool:
    """Whether several budgets pay the award side by side, so that the text itself adds its tiers up."""
    return len({tier.payer for tier in reward.tiers if tier.yuan is not None and tier.payer}) > 1


def sections(subject: Subject, query: Query, lexicon: Lexicon) -> tuple[Section, ...]:
    """Say what the subject's awards give, worked out for the user's figures where a rate applies to them."""
    query = query.model_copy(update={"levels": query.levels_for(subject.topic)})
    related = (r for r in subject.related if _missing_level(r, query) is None)
    rewards = (*subject.awards, *related)
    fitting = [r for r in rewards if bases_of(r, query, lexicon)] if query.base_figures() else []
    open_ended = [reward for reward in rewards if not figured_tiers(reward)]
    return tuple(_reward_section(reward, query, lexicon, open_ended) for reward in fitting or rewards)


def brief_section(reward: Reward, query: Query, lexicon: Lexicon) -> Section:
    """Say what an award gives in one line, worked out for the user's figures where a rate applies to them."""
    figured = figured_tiers(reward)
    if not figured:
        return Section(direct=f"{reward.name}：{reward.note or '文件没有写明金额'}")
    chosen = asked_tiers(reward, query.levels) or figured
    amounts = tuple(a for tier in chosen for a in stated(reward, tier))
    said = [f"{title(reward, tier)}：{award_clause(reward, tier)}" for tier in chosen]
    for tier, calculation in calculate_tiers(reward, chosen, query, lexicon) or ():
        said.append(f"{title(reward, tier)}：{calculation.headline}（{'；'.join(calculation.lines)}）")
        amounts = (*amounts, *calculation.amounts)
    return Section(direct="；".join(said), amounts=amounts)


def _reward_section(reward: Reward, query: Query, lexicon: Lexicon, open_ended: Sequence[Reward]) -> Section:
    figured = figured_tiers(reward)
    if not figured:
        return Section(direct=f"**{reward.name}**：{reward.note or '文件没有写明金额'}。")
    if is_joint(reward):
        return _by_payer(reward, figured, query, open_ended)
    chosen = asked_tiers(reward, query.levels) or tuple(figured)
    amounts = tuple(a for tier in reward.tiers for a in stated(reward, tier))
    missing = _missing_level(reward, query)
    calculation = calculate_tiers(reward, chosen, query, lexicon)
    if calculation is not None:
        part = _calculated(reward, calculation, amounts, query)
        converted = "" if query.reverse else _conversions(bases_of(reward, query, lexicon))
        return part.model_copy(update={"direct": f"{converted}{part.direct}"})
    if len(figured) == 1:
        silent = f"对{missing}没有写明标准。" if missing else ""
        counted, total = _counted(reward, figured[0], query)
        direct = f"{_sentence(reward, figured[0])}{silent}{counted}"
        return Section(direct=direct, amounts=(*amounts, *total), missing_level=missing)
    table = _table(reward, figured)
    if len(chosen) == 1:
        others = "；".join(f"{tier_label(reward, t)}{standard(reward, t)}" for t in figured if t is not chosen[0])
        counted, total = _counted(reward, chosen[0], query)
        direct = f"{_sentence(reward, chosen[0])}{counted}其他级别：{others}。"
        return Section(direct=direct, amounts=(*amounts, *total))
    named = (
        f"{reward.name}没有{missing}这一档，文件写明的标准如下：" if missing else f"{_opening(reward)}奖补标准如下："
    )
    return Section(direct=named, blocks=(table,), amounts=amounts, missing_level=missing)


def _opening(reward: Reward) -> str:
    return f"{'新认定的' if reward.condition == '新认定' else ''}**{reward.name}**"


def _missing_level(reward: Reward, query: Query) -> str | None:
    levels = {tier.level for tier in reward.tiers if tier.level}
    if not levels or not query.levels or asked_tiers(reward, query.levels) or levels & set(WITHIN):
        return None
    return query.levels[0]


def _sentence(reward: Reward, tier: Tier, stop: str = "。") -> str:
    condition = "新认定的" if reward.condition == "新认定" else ""
    who = other_beneficiary(reward)
    beneficiary = f"，对象为{who}" if who else ""
    return f"{condition}**{title(reward, tier)}**：{award_clause(reward, tier)}{beneficiary}{stop}"


def _table(reward: Reward, tiers: Sequence[Tier]) -> str:
    rows = [f"| {tier_label(reward, tier)} | {standard(reward, tier)} |" for tier in tiers]
    return "\n".join(["| 级别 | 标准 |", "|---|---|", *rows])


def _by_payer(reward: Reward, tiers: Sequence[Tier], query: Query, open_ended: Sequence[Reward]) -> Section:
    """Say an award that several budgets pay side by side, and its sum, as the text adds them."""
    firms = query.firms if query.firms and query.firms > 1 else None
    total = sum((tier.yuan or Decimal(0) for tier in tiers), Decimal(0))
    said = "＋".join(format_yuan(tier.yuan or Decimal(0)) for tier in tiers) + f"＝{format_yuan(total)}"
    first, *further = tiers
    each, once = first.per or "", "一次性" if reward.once else ""
    joined = "".join(f"{t.payer}{each}再给予 **{figure_text(t)}** {once}{noun(reward)}，" for t in further)
    direct = (
        f"在{first.payer}{each}给予 **{figure_text(first)}** {once}{noun(reward)}基础上，"
        f"{joined}{'两级' if len(tiers) == 2 else ''}合计 **{format_yuan(total)}**（{said}）"
    )
    left = "".join(f"；{row.tiers[0].quote}，配套金额文件没有写明" for row in open_ended)
    direct = f"{direct}{left}。"
    amounts = [*(a for tier in tiers for a in stated(reward, tier)), computed(reward, first, total, "exact", said)]
    lines, leads = [], []
    asked = [tier for tier in tiers if tier.payer in query.payers] or tiers
    for tier in tiers if firms else ():
        product = (tier.yuan or Decimal(0)) * (firms or 1)
        line = f"{figure_text(tier)}×{firms}家＝{format_yuan(product)}"
        lines.append(f"- {tier.payer}：{line}")
        leads += [f"{tier.payer}：{figure_text(tier)}×{firms}家＝ **{format_yuan(product)}**"] if tier in asked else []
        amounts.append(computed(reward, tier, product, "exact", line))
    if len(leads) == 1:
        direct, lines = f"**{reward.name}**：{leads[0]}。{direct}", []
    elif leads:
        whole = total * (firms or 1)
        line = f"{format_yuan(total)}×{firms}家＝{format_yuan(whole)}"
        direct = f"**{reward.name}**：两级合计{format_yuan(total)}×{firms}家＝ **{format_yuan(whole)}**。{direct}"
        amounts.append(computed(reward, first, whole, "exact", line))
    else:
        direct = f"**{reward.name}**：{direct}"
    return Section(direct=direct, blocks=("\n".join(["测算：", *lines]),) if lines else (), amounts=tuple(amounts))


def _counted(reward: Reward, tier: Tier, query: Query) -> tuple[str, tuple[StatedAmount, ...]]:
    """Say that a standard is each firm's where a total over several is asked, and what that is for money."""
    asks = Intent.AMOUNT in query.intents or TOTAL.search(query.folded)
    if not query.firms or query.firms < 2 or not asks:
        return "", ()
    if tier.yuan is None:
        return f"以上为每家企业的标准，{query.firms}家企业各按此标准计算。", ()
    product = tier.yuan * query.firms
    whole = figure_text(tier.model_copy(update={"yuan": product}))
    derivation = f"{format_yuan(tier.yuan)}×{query.firms}家＝{format_yuan(product)}"
    said = f"以上为每家企业的标准，{query.firms}家企业合计 **{whole}**。"
    return said, (computed(reward, tier, product, tier.bound or "exact", derivation),)


def _conversions(bases: Sequence[UserFigure]) -> str:
    """Repeat figures as the user wrote them and convert them where that isn't the official form: 半个亿，即5000万元."""
    said = []
    for figure in bases:
        if figure.up_to is not None:
            continue
        official, written = format_yuan(figure.yuan or Decimal(0)), figure.surface.strip()
        if written not in (official, official.removesuffix("元")):
            said.append(f"您提供的金额为{written}，即{official}。")
    return "".join(dict.fromkeys(said))


def _calculated(
    reward: Reward,
    sums: list[tuple[Tier, Calculation]],
    amounts: tuple[StatedAmount, ...],
    query: Query,
) -> Section:
    lines = [f"**{title(reward, tier)}**：{sum_.headline}。" for tier, sum_ in sums]
    blocks = []
    for tier, sum_ in sums:
        blocks.append(f"{tier_label(reward, tier)}标准：{award_clause(reward, tier)}。")
        blocks.append(f"{tier_label(reward, tier)}测算：{'；'.join((*query.derived, *sum_.lines))}。")
    if len(sums) > 1:
        same = sums[0][0] is sums[-1][0]
        named = len({tier.level for tier, _ in sums} & set(query.levels)) == len(sums)
        lines.insert(0, "分别测算如下：" if same or named else "请先确认属于哪一档，分别测算如下：")
    apart = difference(reward, sums[0][1], sums[1][1]) if Intent.COMPARE in query.intents and len(sums) == 2 else None
    if apart:
        lines[0] = f"{apart.headline}："
        amounts = (*amounts, *apart.amounts)
    return Section(
        direct="\n\n".join(lines),
        blocks=tuple(dict.fromkeys(blocks)),
        amounts=(*amounts, *_changed(reward, query), *(a for _, sum_ in sums for a in sum_.amounts)),
    )


def _changed(reward: Reward, query: Query) -> Iterator[StatedAmount]:
    """Yield the sums of the user's that came of earlier ones: 600万元 of 650万元－50万元."""
    for line in query.derived:
        for figure in find_figures(line.partition("＝")[2]):
            if figure.unit is Unit.YUAN:
                yield computed(reward, reward.tiers[0], figure.value, "exact", line)
