"""Work out rents that are let off by months: 免收3个月、减半收取2个月."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.answering.calculation import Calculation
from assistant.answering.recording import computed
from assistant.answering.rowwise.asked import Asked
from assistant.answering.rowwise.choosing import Choice
from assistant.text.numerals import format_number, format_yuan, parse_numeral, read_numeral

NUMBER = r"(?P<{}>\d{{1,2}}|[一二两三四五六七八九十]{{1,3}})个?月"
FREE = re.compile(rf"(?:免收|免除|免缴|免交|减免|免征|免)[^，。；、\d]{{0,8}}{NUMBER.format('free')}")
HALF = re.compile(rf"减半[^，。；、\d]{{0,8}}{NUMBER.format('half')}")
RENT = re.compile("租金|房租")
TOLD_RENT = re.compile(r"月租金?(?:是|为|要|大概|共|合计)?|每个?月租金?")
LANDLORD = re.compile("业主|房东|出租方|产权人")
LEAST_RENT = 100  # below it a bare number is no rent
MONTHLY = re.compile(r"月租|每个?月|一个月|月付|租金每月|每月租")


def work_out_rent(choice: Choice, asked: Asked) -> Calculation | None:
    """Return what a tenant saves of the monthly rent that is told; None where the text or the message says no such."""
    text = f"{choice.row.note or ''}，{choice.row.tiers[0].quote}"
    if not RENT.search(text) or not MONTHLY.search(asked.text):
        return None
    if LANDLORD.search(asked.text) and not LANDLORD.search(text):
        return None  # who lets, not who rents
    free, half = FREE.search(text), HALF.search(text)
    rents = [figure.yuan for figure in asked.money if figure.yuan is not None] or _bare_rents(asked.text)
    if len(set(rents)) != 1 or not (free or half):
        return None
    rent, parts, lines = rents[0], list[Decimal](), list[str]()
    for found, group, share in ((free, "free", Decimal(1)), (half, "half", Decimal("0.5"))):
        if found is not None:
            months = parse_numeral(found[group])
            parts.append(rent * months * share)
            times = f"{format_yuan(rent)}×{format_number(months)}" + ("" if share == 1 else "÷2")
            lines.append(f"{times}＝{format_yuan(parts[-1])}")
    total = sum(parts, Decimal(0))
    if len(parts) > 1:
        lines.append(f"{'＋'.join(map(format_yuan, parts))}＝{format_yuan(total)}")
    line = "；".join(lines)
    tier = choice.row.tiers[0]
    amounts = [computed(choice.row, tier, value, "exact", line) for value in dict.fromkeys((total, *parts))]
    return Calculation(
        headline=f"**{format_yuan(total)}**", lines=(line,), amounts=tuple(amounts), value=total, bound="exact"
    )


def _bare_rents(text: str) -> list[Decimal]:
    """Return the monthly rents that are told without a unit: 月租八千."""
    found = (read_numeral(text, match.end()) for match in TOLD_RENT.finditer(text))
    return [numeral.value for numeral in found if numeral is not None and numeral.value >= LEAST_RENT]
