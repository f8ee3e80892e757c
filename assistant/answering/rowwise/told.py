"""What the user's figures are: of which year, what something rose by, what has been paid, for each of several."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from assistant.models import Model
from assistant.text.numerals import format_number, format_yuan
from assistant.understanding.query import UserFigure
from assistant.understanding.sizes import ENDED, Size

LAST, THIS = -1, 0
YEAR = re.compile(
    r"(?P<last>[上前去]一?年度?|同期|以前|之前|原来|原先|当初)|(?P<this>[今本当]年度?|这次|现在|如今|[改扩][建造扩]*后)|(?P<year>20\d\d)年"
)
ROSE = re.compile(
    r"(?:增量|增[加长](?:了|额)?|新增(?!设)|净增|多[了出]来?了?|涨了?|上涨了?|多卖了?|提高了)[^，。；、\d到至]{0,8}$"
)
ROSE_AFTER = re.compile(r"^[元块的钱美]{0,3}(?:增量|增长额|增加额)")
GRANTED = re.compile(
    r"(?:已经?|[省市国]里?(?:先|都|那边)?)(?:给|补|奖|扶持|配套|拨|批|发|拿|领)[了过到]?[^，。；]{0,4}$"
    r"|(?<![能会想])(?:拿|领|享受|申领|兑现|到手)(?:了|过|到过)[^，。；]{0,10}$"
)
"""Words before a sum that somebody has been paid: 已经拿了20万, 领过小巨人的50万."""
GRANTED_AFTER = re.compile(
    r"^[元块钱的]{0,2}(?:首?奖励?|补[贴助]|资金)?(?:我们)?(?:当年|早|前年|去年)?(?:已经?|都|也)?(?:拿|领|兑现|到账|到手)(?:过|了|完)"
)
OTHER_THING = re.compile(r"^[元块钱]{0,2}(?:的)?[^，。；]{0,4}(?:订单|投资|融资|贷款|合同|项目|地)")
"""What follows a sum that was got as business, not as a grant: 拿了500万的订单."""
EACH = re.compile(r"(?:每|各|单)[^，。；\d]{0,8}$|(?:分别|都)[^，。；\d]{0,6}$")


class Told(Model):
    """A figure of the user's: how much of `counter` (元 for money); `year` is LAST, THIS or a number, None if not said.

    `rose` is true of what something rose by, `had` of a grant already paid, `each` of what is so for each of several.
    """

    value: Decimal
    counter: str
    near: str
    year: int | None = None
    rose: bool = False
    had: bool = False
    each: bool = False


class Rise(Model):
    """A size that counts; `rose` is true of what something rose by, with workings where it is that of two years."""

    value: Decimal
    line: str = ""
    from_: Decimal | None = None
    rose: bool = False


def tell(figure: UserFigure, messages: Iterable[str]) -> Told:
    """Return what a sum of the user's is, by the words around it in its message."""
    text = next((m for m in messages if m[figure.start :].startswith(figure.surface)), None)
    before, _, after = figure.near.partition(figure.surface)
    if text is not None:
        before, after = text[: figure.start], text[figure.start + len(figure.surface) :]
    return _told(figure.yuan or Decimal(0), "元", ENDED.split(before)[-1], after, figure.near)


def tell_size(size: Size) -> Told:
    """Return what a size is, by the words around it."""
    return _told(size.value, size.counter, size.before, size.after, size.near)


def _told(value: Decimal, counter: str, before: str, after: str, near: str) -> Told:
    segment = re.split("[，,]", before)[-1]
    had = bool(GRANTED.search(segment) or GRANTED_AFTER.match(after)) and not OTHER_THING.match(after)
    return Told(
        value=value,
        counter=counter,
        near=near,
        year=_year(before),
        rose=bool(ROSE.search(segment) or ROSE_AFTER.match(after)),
        had=had,
        each=bool(EACH.search(segment)),
    )


def _year(sentence: str) -> int | None:
    """Return the year that is named last.

    >>> _year("去年卖了800万，今年做到"), _year("2023年是"), _year("年销售额")
    (0, 2023, None)
    """
    found = next(reversed(list(YEAR.finditer(sentence))), None)
    if found is None:
        return None
    return LAST if found["last"] else THIS if found["this"] else int(found["year"])


def find_rise(told: Sequence[Told]) -> Rise | None:
    """Return what rose: the one figure said to be a rise, else the difference of those of two years.

    None where the figures don't settle it.
    """
    rises = [one for one in told if one.rose and not one.had]
    if len(rises) == 1:
        return Rise(value=rises[0].value, rose=True)
    by_year = {one.year: one for one in told if one.year is not None and not one.had and not one.rose}
    if rises or len(by_year) != 2 or len({one.counter for one in by_year.values()}) != 1:
        return None
    before, after = (by_year[year] for year in sorted(by_year, key=lambda year: year if year else 9999))
    if after.value <= before.value:
        return None
    value = after.value - before.value
    said = [_write(one, after.counter) for one in (after.value, before.value, value)]
    line = f"{said[0]}－{said[1]}＝{said[2]}"
    return Rise(value=value, line=line, from_=before.value, rose=True)


def _write(value: Decimal, counter: str) -> str:
    return format_yuan(value) if counter == "元" else f"{format_number(value)}{counter}"


def of_this_year(told: Sequence[Told]) -> list[Told]:
    """Leave out what is of the year before where something is of this one, what was granted and what rose."""
    left = [one for one in told if not one.had]
    return [one for one in left if one.year != LAST] if any(one.year == THIS for one in left) else left
