"""Read what a person types into a field: an amount of money, a date; a fault is a `ValueError` in Chinese."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Literal

from assistant.text.figures import find_figures
from assistant.text.normalization import normalize
from assistant.text.numerals import parse_numeral
from assistant.text.quantities import Figure, Unit

MoneyUnit = Literal["元", "万元", "亿元"]
UNITS: dict[MoneyUnit, int] = {"元": 1, "万元": 10**4, "亿元": 10**8}
GREATEST = Decimal(10**13)
SEPARATED = re.compile(r"[,，](?=\d{3}(?!\d))")
SIGN = re.compile(r"[-−负]\s*")
PLAIN = re.compile(r"\d+(?:\.\d+)?")
BARE_DATE = re.compile(r"(?P<year>(?:19|20)\d\d)(?:[-./年]?(?P<month>\d{1,2}))?月?")


def read_money(text: str, unit: MoneyUnit = "元") -> Decimal:
    """Read an amount above zero in 元; a plain number counts in `unit`, one with a unit of its own in that.

    >>> read_money("3000万"), read_money("半个亿"), read_money("3,000.5", "万元")
    (Decimal('30000000'), Decimal('50000000'), Decimal('30005000.0'))
    """
    typed = SEPARATED.sub("", normalize(text).text.strip())
    said = SIGN.sub("", typed) if SIGN.match(typed) else typed
    value = Decimal(said) * UNITS[unit] if PLAIN.fullmatch(said) else _with_unit(said)
    if value is None:
        raise ValueError(f"看不懂“{text.strip()[:20]}”，请填写金额，如 3000万 或 半个亿")
    if value == 0 or said != typed:
        raise ValueError("金额应大于0")
    if value > GREATEST:
        raise ValueError("金额超过10万亿元，请核对单位")
    if value != value.quantize(Decimal("0.01")):
        raise ValueError("金额最多写到分")
    return value


def _with_unit(said: str) -> Decimal | None:
    figures = find_figures(said)
    if len(figures) == 1 and figures[0].unit is Unit.YUAN and _is_whole(said, figures[0]):
        return figures[0].value
    try:
        return parse_numeral(said)
    except ValueError:
        return None


def _is_whole(said: str, figure: Figure) -> bool:
    return not (said[: figure.start] + said[figure.end :]).strip() and not figure.approximate


def read_date(text: str) -> int:
    """Read a date as yyyymmdd, with zeros for a month or day that isn't known.

    >>> read_date("2021-09-15"), read_date("2021年9月"), read_date("2021")
    (20210915, 20210900, 20210000)
    """
    said = normalize(text).text.strip()
    figures = find_figures(said)
    if len(figures) == 1 and figures[0].unit is Unit.DATE and _is_whole(said, figures[0]):
        number = int(figures[0].value)
    elif bare := BARE_DATE.fullmatch(said):
        number = int(bare["year"]) * 10_000 + int(bare["month"] or 0) * 100
    else:
        number = 0
    if not 1949 <= number // 10_000 <= 2100 or number // 100 % 100 > 12:
        raise ValueError(f"看不懂“{text.strip()[:20]}”，请填写日期，如 2021-09-15 或 2021年9月")
    return number
