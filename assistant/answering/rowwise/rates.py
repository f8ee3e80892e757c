"""Work out what rates give: of the user's sum, of what is above a threshold, of a loan's interest."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from assistant.answering.calculation import Calculation
from assistant.answering.naming import tier_name
from assistant.answering.rowwise.asked import Asked
from assistant.answering.rowwise.choosing import Choice, Chooser
from assistant.answering.rowwise.counting import months_in
from assistant.answering.rowwise.pieces import count_pieces, multiply_pieces
from assistant.answering.rowwise.reckoned import Reckoned, capped, to_calculation
from assistant.answering.rowwise.told import Rise, tell
from assistant.answering.wording import bounded
from assistant.models import StatedAmount, Tier
from assistant.policy.lexicon import fold
from assistant.text.figures import Unit, find_figures
from assistant.text.numerals import format_number, format_percent, format_yuan, parse_numeral

LOAN_TERM = re.compile(r"(?P<year>[一1]年|12个月|十二个月|全年)|(?P<months>[\d一二三四五六七八九十]+)个月")
ALL_LEVELS = re.compile(
    r"(?:上级|各级|省|市|中央)[^。；]{0,24}(?:合计|累计|总和|总额|之和)[^。；]{0,8}不(?:得)?超过[^。；]{0,20}?100%"
)
SINCE = re.compile("(?:同比|[比较]上一?年)[^，。；]{0,4}(?:增长|增加|超过)")
_FOR_EACH = re.compile("[次项个场单件批届期]")
MONTHLY = re.compile("每个?月|一个月|月均")
INTEREST = re.compile(r"利息[^，。；率]{0,8}$|利息[^，。；率]{0,6}[\d一二三四五六七八九十]")
RATE_LIMIT = re.compile(r"年?贴息(?:利)?率[^，。；]{0,4}(?:不超过|最高)[^\d]{0,4}([\d.]+)%")


def work_out_rate(chooser: Chooser, choice: Choice, tier: Tier, asked: Asked) -> Calculation | None:
    """Return what a rate gives of the user's sum, or of what of it lies above a threshold, under its caps."""
    if tier.percent is None or tier.of_award:
        return None
    if "利率" in (tier.base or ""):
        return _interest(chooser, choice, tier, asked)
    raised = chooser.clauses.raised_cap(choice.row, asked) if tier.cap_yuan is not None else None
    tier = tier.model_copy(update={"cap_yuan": raised.cap_yuan}) if raised else tier
    if (several := _severally(choice, tier, asked)) is not None:
        return several
    strict = _is_above_rise(choice, tier)
    picked = chooser.sums.pick_base(asked, tier.base or "", aside=_measured_words(choice), strict=strict)
    picked = _over_months(picked, tier, asked) if picked is not None else None
    if picked is None:
        return None
    base, said, parts = _above(choice, tier, picked, asked)
    if base <= 0:
        return None
    if tier.base_cap_yuan is not None and base > tier.base_cap_yuan:
        base, said = tier.base_cap_yuan, format_yuan(tier.base_cap_yuan)
    found = _rated(tier, base, said)
    room = _room(chooser, choice, asked, base)
    if room is not None and len(found) == 1 and found[0].value > room[0]:
        parts = (*parts, found[0].value)
        found = [Reckoned(value=room[0], bound="at_most", line=f"{found[0].line}；{room[1]}", tier=tier)]
    pieces = count_pieces(chooser, choice, tier, asked) if tier.up_to is None else None
    if pieces is not None and pieces.each:
        return multiply_pieces(choice, found[0], pieces, parts)
    if pieces is not None and found[0].over is not None:
        return None  # how much each cost isn't told, and each has its cap
    result = to_calculation(choice, found, parts)
    return result.model_copy(update={"rules": (raised.sentence,)}) if raised else result


def work_out_payers(chooser: Chooser, choice: Choice, tiers: Sequence[Tier], asked: Asked) -> Calculation | None:
    """Return what each of several payers gives of one sum: 县财政、镇财政分别补助40%、20%."""
    payers, bases = {tier.payer for tier in tiers}, {tier.base for tier in tiers}
    if len(tiers) < 2 or None in payers or len(payers) < len(tiers) or len(bases) > 1:
        return None
    base = chooser.sums.pick(asked, tiers[0].base or "")
    if base is None or any(tier.percent is None or tier.up_to for tier in tiers):
        return None
    found = [_rated(tier, base, format_yuan(base))[0] for tier in tiers]
    said = "，".join(f"{one.tier.payer} **{bounded(format_yuan(one.value), one.bound)}**" for one in found)
    return to_calculation(choice, found).model_copy(update={"headline": said})


def _severally(choice: Choice, tier: Tier, asked: Asked) -> Calculation | None:
    """Return what a rate gives of sums of several things each, its cap for each, together: 两次展位费分别是6万和9万."""
    each = [figure.yuan for figure in asked.own_money if figure.apart and figure.yuan is not None]
    if len(each) < 2 or tier.percent is None or tier.up_to is not None or tier.base_from is not None:
        return None
    if tier.cap_yuan is not None and not _FOR_EACH.search(tier.cap_per or ""):
        return None
    found = [
        capped(tier, one * tier.percent / 100, f"{format_yuan(one)}×{format_percent(tier.percent)}") for one in each
    ]
    lines = [f"{one.line}{'，按不超过' + format_yuan(one.value) + '计' if one.over else ''}" for one in found]
    total = sum((one.value for one in found), Decimal(0))
    lines.append(f"{'＋'.join(format_yuan(one.value) for one in found)}＝{format_yuan(total)}")
    bound = "at_most" if any(one.bound == "at_most" for one in found) else found[0].bound
    parts = [*(one.value for one in found), *(one.over for one in found if one.over is not None)]
    return to_calculation(choice, [Reckoned(value=total, bound=bound, line="；".join(lines), tier=tier)], parts)


def _over_months(picked: Rise, tier: Tier, asked: Asked) -> Rise | None:
    """Return the user's sum for all the months told, where it is told by the month and the base is of more.

    None where nobody says for how many months.
    """
    base = tier.base or ""
    told = [figure for figure in asked.money if figure.yuan == picked.value]
    if "月" in base or not any(MONTHLY.search(figure.near.split(figure.surface)[0]) for figure in told):
        return picked
    months = next((n for message in asked.messages if (n := months_in(fold(message)))), None)
    months = Decimal(12) if months is None and "年" in base else months
    if months is None:
        return None
    value = picked.value * months
    line = f"{format_yuan(picked.value)}×{format_number(months)}个月＝{format_yuan(value)}"
    return Rise(value=value, line=line)


def _is_above_rise(choice: Choice, tier: Tier) -> bool:
    """Whether a rate is of what a rise has above a threshold: 同比增长超过1000万元的，按超出额的1%."""
    said = f"{choice.row.condition or ''}{tier.quote}"
    return "超出" in (tier.base or "") and SINCE.search(said) is not None


def _rated(tier: Tier, base: Decimal, said: str) -> list[Reckoned]:
    """Return what a rate gives of a sum, both ends of one from … to …, under the cap."""
    percent = tier.percent or Decimal(0)
    found = [capped(tier, base * percent / 100, f"{said}×{format_percent(percent)}")]
    if tier.up_to is not None:
        found.append(capped(tier, base * tier.up_to / 100, f"{said}×{format_percent(tier.up_to)}", upper=True))
    return found


def _above(choice: Choice, tier: Tier, picked: Rise, asked: Asked) -> tuple[Decimal, str, tuple[Decimal, ...]]:
    """Return what of the user's sum a rate is of, how that is written, and the further sums in it."""
    base, said, parts = picked.value, format_yuan(picked.value), tuple[Decimal, ...]()
    if picked.line:
        said, parts = f"{picked.line}；{said}", (base,)
    start = tier.base_from if tier.base_from is not None else _excess_from(choice, tier)
    if start is None:
        return base, said, parts
    if base <= start:
        return Decimal(0), "", ()
    part = base if _says_excess(asked, start) else base - start
    if part != base:
        said, parts = f"{said}－{format_yuan(start)}＝{format_yuan(part)}；{format_yuan(part)}", (*parts, part)
    return part, said, parts


def _room(chooser: Chooser, choice: Choice, asked: Asked, base: Decimal) -> tuple[Decimal, str] | None:
    """Return what is left where all levels together give no more than what was spent, with the workings."""
    had = next((f.yuan for f in asked.money if f.yuan is not None and tell(f, asked.messages).had), None)
    if had is None or had > base or ALL_LEVELS.search(chooser.clauses.text_of(choice.row)) is None:
        return None
    return (
        base - had,
        f"各级合计不超过{format_yuan(base)}：{format_yuan(base)}－{format_yuan(had)}＝{format_yuan(base - had)}",
    )


def _interest(chooser: Chooser, choice: Choice, tier: Tier, asked: Asked) -> Calculation | None:
    """Return the subsidy on a loan by a share of its rate, up to the yearly rate that the text allows."""
    if paid := next((f for f in asked.money if f.yuan is not None and INTEREST.search(f.near)), None):
        interest = paid.yuan or Decimal(0)  # 一年利息8000元, whatever the loan
        line = f"{format_yuan(interest)}×{format_percent(tier.percent or Decimal(0))}"
        return to_calculation(choice, [capped(tier, interest * (tier.percent or Decimal(0)) / 100, line)])
    principal = chooser.sums.pick(asked, "贷款本金融资")
    rate = next((f.percent for f in asked.query.figures if f.percent is not None), None)
    term = LOAN_TERM.search(asked.text)
    if principal is None or rate is None or tier.percent is None or term is None:
        return None
    limit = RATE_LIMIT.search(tier.quote) or RATE_LIMIT.search(chooser.clauses.text_of(choice.row))
    most = tier.cap_percent or (Decimal(limit[1]) if limit else None)
    share = rate * tier.percent / 100
    counted = min(share, most) if most is not None else share
    months = Decimal(12) if term["year"] else parse_numeral(term["months"])
    longest = tier.term_months or (tier.term_years or 0) * 12
    cut = bool(longest) and months > longest
    months = min(months, Decimal(longest)) if longest else months
    value = principal * counted / 100 * months / 12
    line = f"{format_percent(rate)}×{format_percent(tier.percent)}＝{format_percent(share)}"
    line += f"，按不超过{format_percent(most)}计" if most is not None and most < share else ""
    span = "" if months == 12 else f"×{format_number(months)}÷12"
    found = capped(tier, value, f"{line}；{format_yuan(principal)}×{format_percent(counted)}{span}")
    limited = cut or found.bound == "at_most" or (most is not None and most <= share)
    sums = to_calculation(choice, [found.model_copy(update={"bound": "at_most" if limited else found.bound})])
    yearly = StatedAmount(
        text=format_percent(share), percent=share, bound="exact", source="computed",
        reward=choice.row.id, tier=tier_name(tier), clause=choice.row.clause, derivation=line,
    )  # fmt: skip
    return sums.model_copy(update={"amounts": (*sums.amounts, yearly)})


def _says_excess(asked: Asked, start: Decimal) -> bool:
    """Whether the user's figure is already the part above what a rate counts from."""
    return bool(re.search("超出|超过", asked.folded)) and format_yuan(start) in asked.text


def _excess_from(choice: Choice, tier: Tier) -> Decimal | None:
    """Return the threshold above which a rate of 超出额 counts, as the row's condition has it; not of 同比超出."""
    if "超出" not in (tier.base or "") or re.search("同比|上年|上一年|新增", tier.base or ""):
        return None
    text = choice.row.condition or tier.quote
    return next((f.value for f in find_figures(text) if f.unit is Unit.YUAN and text[: f.start].endswith("超过")), None)


def _measured_words(choice: Choice) -> str:
    """Return the words of what only the brackets and conditions of a row measure."""
    of = [tier.bracket.of or "" for tier in choice.tiers if tier.bracket]
    return " ".join([*of, choice.row.condition or ""])
