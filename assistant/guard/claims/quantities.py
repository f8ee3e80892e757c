"""Every quantity of a text: the figures, and the sizes in the counters that notices count by."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from assistant.guard.layout.items import Item
from assistant.guard.layout.sheet import Sheet
from assistant.guard.words.periods import MONTH_END
from assistant.guard.words.slots import COUNTERS, SAME_UNIT
from assistant.models import Bound
from assistant.text.bounds import read_claim
from assistant.text.numeral_tokens import DIGITS
from assistant.text.numerals import Numeral, read_numeral, simplify
from assistant.text.quantities import Atom, Unit

_NUMERAL = re.compile(rf"[0-9{DIGITS}十百千拾佰仟半]")
_COUNTER = re.compile(rf"[多余整]?个?整?(?P<counter>{COUNTERS})(?![性期底初])")
_OF_UNIT = {Unit.YUAN: "元", Unit.PERCENT: "%", Unit.YEARS: "年", Unit.DATE: "日期"}
_MONTHS = {"个月": 12, "月": 12}
_MONEY_SAID = re.compile("[元块角分钱万亿¥]|人民币")
_TIMES_BEFORE = re.compile(r"[×xX*乘÷/]以?$")
_TIMES_AFTER = re.compile(r"\s*(?:[×xX*]|乘)")
SMALLEST_SUM = 100
MOST_IMPLIED = 19
UNIT_STARTS = tuple("元块%年月日号人家户亩间台吨平立公件场次个名米")
_ORDINALS = ("第", "每", "元", "/")


class Quantity(NamedTuple):
    """A number with what it counts: 元, %, 年 (months as parts of it), 日期, or a counter; `item` where it is a figure.

    `start`, `end` are the number with its counter, `left`, `right` take in its bound words; `side` is 前 or
    后 of 前3年, `number` is what is written: 3 of 3个月.
    """

    start: int
    end: int
    left: int
    right: int
    value: Decimal
    counter: str
    bound: Bound | None
    item: Item | None = None
    side: str = ""
    number: Decimal = Decimal(0)

    @property
    def is_money(self) -> bool:
        """Whether it is money."""
        return self.counter == "元"

    @property
    def is_rate(self) -> bool:
        """Whether it is a rate."""
        return self.counter == "%"

    @property
    def is_judged(self) -> bool:
        """Whether it is money or a rate: what an award may be."""
        return self.counter in ("元", "%")

    @property
    def key(self) -> tuple[str, Decimal]:
        """What it counts and how many."""
        return self.counter, self.value


def read_quantities(sheet: Sheet) -> tuple[Quantity, ...]:
    """Return the quantities of a laid-out text, in order.

    >>> [(q.counter, int(q.value)) for q in read_quantities(Sheet("客房12间，每间5000元"))]
    [('间', 12), ('元', 5000)]
    """
    figures = [_bare_factor(sheet, item) or _of_item(sheet, item) for item in sheet.items]
    return tuple(sorted((*figures, *_sizes(sheet), *_month_ends(sheet)), key=lambda quantity: quantity.start))


def _month_ends(sheet: Sheet) -> Iterator[Quantity]:
    """Yield the ends of months as days: 930 of 当年9月底前."""
    for found in MONTH_END.finditer(sheet.text):
        value = Decimal(int(found[1]) * 100 + 30)
        if not any(item.start < found.end() and found.start() < item.end for item in sheet.items):
            yield Quantity(*found.span(), *found.span(), value, "日期", None, None, "", value)


def _of_item(sheet: Sheet, item: Item) -> Quantity:
    counter = _OF_UNIT.get(item.unit) or canonical(item.figure.counter or "")
    months = item.unit is Unit.YEARS and sheet.text.startswith("月", item.end - 1)
    number = (item.value * 12).quantize(Decimal(1)) if months else item.value
    side = _side(sheet.text, item.start)
    return Quantity(
        item.start, item.end, item.left, item.right, item.value, counter, item.bound, item, side, number
    )  # fmt: skip


def _bare_factor(sheet: Sheet, item: Item) -> Quantity | None:
    """Return the plain number that a figure without a unit is in a sum that is written out: 310×90=27900元."""
    surface = sheet.text[item.start : item.end]
    if item.unit is not Unit.YUAN or _MONEY_SAID.search(surface):
        return None
    if not (
        _TIMES_BEFORE.search(sheet.text, max(0, item.start - 3), item.start) or _TIMES_AFTER.match(sheet.text, item.end)
    ):
        return None
    numeral = read_numeral(surface + " ", 0)
    value = numeral.value if numeral is not None else item.value
    return Quantity(item.start, item.end, item.start, item.end, value, "", None, item, "", value)


def canonical(counter: str) -> str:
    """Return one name of a counter that has several."""
    return SAME_UNIT.get(counter, counter)


def _side(text: str, at: int) -> str:
    return {"前": "前", "头": "前", "后": "后"}.get(text[at - 1 : at], "")


def _sizes(sheet: Sheet) -> Iterator[Quantity]:
    """Yield the sizes that are no figures yet."""
    text = sheet.text
    starts = [item.start for item in sheet.items]
    at = 0
    while found := _NUMERAL.search(text, at):
        start = found.start()
        before = bisect_right(starts, start) - 1
        if before >= 0 and sheet.items[before].end > start:
            at = sheet.items[before].end
            continue
        numeral = read_numeral(text, start)
        if numeral is None:
            at = start + 1
            continue
        at = numeral.end
        counter = _COUNTER.match(text, numeral.end)
        if counter is None and (_TIMES_BEFORE.search(text, max(0, start - 3), start) or _TIMES_AFTER.match(text, at)):
            yield Quantity(start, at, start, at, numeral.value, "", None, None, "", numeral.value)
        if counter is None or text.endswith(_ORDINALS, 0, start) or _is_idiom(numeral):
            continue
        following = bisect_left(starts, counter.end())
        ceiling = starts[following] if following < len(starts) else len(text)
        floor = sheet.items[before].end if before >= 0 else 0
        atom = Atom(start, counter.end(), numeral.value, Unit.COUNT, counter["counter"])
        claim = read_claim(text, atom, floor, ceiling)
        number = simplify(numeral.value)
        value, name = number, canonical(counter["counter"])
        if name in _MONTHS:
            value, name = (value / _MONTHS[name]).quantize(Decimal("0.01")).normalize() + 0, "年"
        yield Quantity(
            start, counter.end(), claim.start, claim.end, simplify(value), name, claim.bound, None,
            _side(text, start), number,
        )  # fmt: skip
        at = counter.end()


def _is_idiom(numeral: Numeral) -> bool:
    """Whether no digit is said and none is meant: 百年, 千人; but 十年."""
    return numeral.implied and not numeral.big and numeral.value > MOST_IMPLIED


def bare_numbers(text: str) -> tuple[Quantity, ...]:
    """Return the numbers that a message gives no unit as the sums that they may be: 月租五千."""
    found: list[Quantity] = []
    at = 0
    while (opening := _NUMERAL.search(text, at)) is not None:
        numeral = read_numeral(text, opening.start())
        at = numeral.end if numeral is not None else opening.start() + 1
        if numeral is None or numeral.value < SMALLEST_SUM or text[numeral.end : numeral.end + 1] in UNIT_STARTS:
            continue
        if not text.endswith(("第", "年", "〔"), 0, opening.start()):
            place = (opening.start(), numeral.end)
            found.append(Quantity(*place, *place, simplify(numeral.value), "元", None, None, "", numeral.value))
    return tuple(found)
