"""Apply to a sum what the clause says of it beside its figures: a share of the standard, room left, parts, payers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from assistant.answering.calculation import Calculation
from assistant.answering.recording import computed
from assistant.answering.rowwise.asked import Asked
from assistant.answering.rowwise.award_terms import Share, find_payers, instalments_in
from assistant.answering.rowwise.choosing import Choice, Chooser
from assistant.answering.rowwise.counting import count_kind
from assistant.answering.rowwise.pieces import is_ceiling
from assistant.answering.rowwise.told import tell
from assistant.answering.wording import bounded
from assistant.models import Bound, StatedAmount, Tier
from assistant.policy.instalments import Instalment
from assistant.policy.tier_years import years_of
from assistant.text.numerals import format_number, format_percent, format_yuan, parse_numeral
from assistant.understanding.content import pairs
from assistant.understanding.sizes import RECIPIENTS, parts_of

YEARLY = re.compile(r"每年|[一1]年(?!以上|内)|每期|每次|分几年|年年|逐年")
SPREAD = re.compile(
    r"(?:各|分别)(?:是|给|拨|拿|付|发|兑现)?(?:多少|几)|怎么[分拨发付]|[每各][年笔期次批](?:给|拨|拿|付|发|能)?"
)
ORDINAL = re.compile(r"第([一二三四五1-5])[笔期批]|([首头][一1]?[笔期批]|先(?:拿|到手|拨|给|付|兑|领|拨付)|最先|首年)")
PAID_BY = re.compile(
    r"(?:谁|哪[级家个])[^，。？]{0,4}(?:出|承担|负担)|(?:[省市州县区]|财政|园区)[^，。？]{0,6}(?:出|承担|负担|掏|分担)"
)
CUMULATIVE = re.compile(r"累计|合计|总额|总共|限额|含首次")
YEARLY_CAP = re.compile("每年|年度|当年|全年")


def extend(
    choice: Choice, tier: Tier, before: Calculation, found: Sequence[tuple[str, Decimal, Bound, str]]
) -> Calculation:
    """Return a calculation that goes on from another's result: each sum with what it is called and its workings."""
    ground = "；".join([*(amount.derivation or "" for amount in before.amounts[:1]), ""])
    amounts = [computed(choice.row, tier, value, bound, f"{ground}{line}") for _, value, bound, line in found]
    said = "，".join(f"{name} **{bounded(format_yuan(value), bound)}**".lstrip() for name, value, bound, _ in found)
    lines = [f"{name}：{line}" if name else line for name, _, _, line in found]
    return before.model_copy(
        update={
            "headline": said,
            "lines": (*before.lines, *lines),
            "amounts": tuple(dict.fromkeys((*amounts, *before.amounts))),
            "value": found[-1][1],
            "bound": found[-1][2],
        }
    )


def plain_sum(chooser: Chooser, choice: Choice, asked: Asked) -> tuple[Tier, Calculation] | None:
    """Return the one sum that a choice gives each receiver, as what further terms apply to."""
    tiers = [tier for tier in choice.tiers if tier.every is None and not is_ceiling(choice.row, tier)]
    if len(tiers) != 1 or tiers[0].yuan is None or tiers[0].up_to or set(parts_of(tiers[0].per)) - RECIPIENTS:
        return None
    tier, value = tiers[0], tiers[0].yuan or Decimal(0)
    count = count_kind(asked, tier, choice.row.tiers) if len(choice.row.tiers) > 1 else None
    lines: tuple[str, ...] = ()
    bound: Bound = tier.bound or "exact"
    amounts: tuple[StatedAmount, ...] = ()
    if count and count > 1:
        line = f"{format_yuan(value)}×{format_number(count)}＝{format_yuan(value * count)}"
        value, lines = value * count, (line,)
        amounts = (computed(choice.row, tier, value, bound, line),)
    return tier, Calculation(headline="", lines=lines, amounts=amounts, value=value, bound=bound)


def apply_share(choice: Choice, tier: Tier, before: Calculation, share: Share) -> Calculation:
    """Return what those get whom a rule gives only a share of the standard."""
    value = before.value * share.percent / 100
    line = f"{format_yuan(before.value)}×{format_percent(share.percent)}＝{format_yuan(value)}"
    if share.percent == 50:
        line = f"{format_yuan(before.value)}÷2＝{format_yuan(value)}"
    found = extend(choice, tier, before, [("", value, before.bound, line)])
    lines = (*found.lines[:-1], f"{_who(share)}：{line}")
    return found.model_copy(update={"lines": lines, "rules": (*before.rules, share.sentence)})


def _who(share: Share) -> str:
    return share.who.removeprefix("其中").removeprefix("属").rstrip("的")


def apply_room(chooser: Chooser, choice: Choice, before: Calculation, asked: Asked) -> Calculation | None:
    """Return what is left under a cap of all that is ever paid, where the user tells what has been paid already."""
    text = chooser.clauses.text_of(choice.row)
    tier = next((tier for tier in choice.tiers if _is_for_ever(tier, text)), None)
    cap = tier.cap_yuan if tier is not None else None
    had = [one.value for figure in asked.money if figure.yuan and (one := tell(figure, asked.messages)).had]
    if tier is None or cap is None or not had:
        return None
    total = sum(had, Decimal(0))
    room = max(cap - total, Decimal(0))
    taken = "＋".join(map(format_yuan, reversed(had)))
    lines = [f"{taken}＝{format_yuan(total)}"] if len(had) > 1 else []
    lines.append(f"{format_yuan(cap)}－{format_yuan(total)}＝{format_yuan(room)}")
    if before.value < room:
        return None
    found = extend(choice, tier, before, [("累计上限内还剩", room, "at_most", "；".join(lines))])
    summed = computed(choice.row, tier, total, "exact", lines[0]) if len(had) > 1 else None
    return found.model_copy(update={"amounts": (*found.amounts, *filter(None, [summed]))})


def _is_for_ever(tier: Tier, text: str) -> bool:
    """Whether a cap is of all that is ever paid, as it is called or as the text says of it: 100万元为3年累计限额."""
    if tier.cap_yuan is None:
        return False
    whole = tier.cap_per or ""
    said_so = re.search(rf"{re.escape(format_yuan(tier.cap_yuan))}[^。；]{{0,8}}累计", text)
    return bool(said_so or (CUMULATIVE.search(whole) and not YEARLY_CAP.search(whole)))


def apply_parts(chooser: Chooser, choice: Choice, tier: Tier, before: Calculation, asked: Asked) -> Calculation | None:
    """Return what of a sum is paid in the year or part asked about, or in each."""
    parts = chooser.clauses.instalments(choice.row, tier)
    wanted = _wanted(parts, asked)
    if not wanted:
        return None
    found = _shares_of(before, [parts[at] for at in wanted])
    if len({part.share for part in parts}) == 1:
        found = [("每次", *found[0][1:])] if len(found) == len(parts) else found
    rule = chooser.clauses.sentence_with(choice.row, instalments_in)
    return _ruled(extend(choice, tier, before, found), rule)


def apply_payers(chooser: Chooser, choice: Choice, tier: Tier, before: Calculation, asked: Asked) -> Calculation | None:
    """Return what each payer bears of a sum, where that is asked."""
    payers = chooser.clauses.payers(choice.row)
    if not payers or not PAID_BY.search(asked.folded):
        return None
    found = [(f"{name}级", value, bound, line) for name, value, bound, line in _shares_of(before, payers)]
    return _ruled(extend(choice, tier, before, found), chooser.clauses.sentence_with(choice.row, find_payers))


def _ruled(result: Calculation, rule: object) -> Calculation:
    return result.model_copy(update={"rules": (*result.rules, rule)}) if rule is not None else result


def _shares_of(before: Calculation, parts: Sequence[Instalment]) -> list[tuple[str, Decimal, Bound, str]]:
    found: list[tuple[str, Decimal, Bound, str]] = []
    for part in parts:
        value = before.value * part.share / part.whole
        if part.yuan is not None and value == part.yuan:
            found.append((part.case, value, before.bound, format_yuan(value)))
            continue
        if part.whole == 100:
            times = f"×{format_percent(part.share)}"
        elif part.share == 1:
            times = f"÷{format_number(part.whole)}"
        else:
            times = f"×{format_number(part.share)}÷{format_number(part.whole)}"
        line = f"{format_yuan(before.value)}{times}＝{format_yuan(value)}"
        found.append((part.case, value, before.bound, line))
    return found


def _wanted(parts: Sequence[Instalment], asked: Asked) -> list[int]:
    """Return which parts a message asks about: by their order, their year, the words of their time, or all."""
    if not parts:
        return []
    dated = years_of([part.case for part in parts])
    by_year = [at for at, years in enumerate(dated) if set(years) & set(asked.years)]
    named = [
        at
        for at, part in enumerate(parts)
        if not part.case.startswith("第") and len(pairs(part.case) & pairs(asked.messages[0])) > len(part.case) // 2
    ]
    ordinals = [int(parse_numeral(found[1])) - 1 if found[1] else 0 for found in ORDINAL.finditer(asked.folded)]
    if ordinals:
        return [at for at in dict.fromkeys(ordinals) if at < len(parts)]
    if by_year or (asked.years and not any(dated)):
        return by_year or [year - 1 for year in asked.years if year <= len(parts)]
    if SPREAD.search(asked.folded) or YEARLY.search(asked.folded):
        return list(range(len(parts)))
    return named if len(named) == 1 else []
