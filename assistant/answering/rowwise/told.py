"""What the user's figures are: of which year, what something rose by, what has been paid, for each of several."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from assistant.models import Model
from assistant.text import giving
from assistant.text.cues import Table
from assistant.text.numerals import format_number, format_yuan
from assistant.text.shared import SHARED
from assistant.understanding.query import UserFigure
from assistant.understanding.sizes import ENDED, Size

BEFORE_LAST, LAST, THIS = -2, -1, 0
TABLE = Table(__package__, "told", SHARED)
YEAR = re.compile(rf"(?P<last>{TABLE.words('last')})|(?P<this>{TABLE.words('this')})|(?P<year>20\d\d)年")
ROSE = TABLE.cue("rose", r"{words}[^，。；、\d到至]{0,8}$")
ROSE_BEHIND = TABLE.cue("rose_behind", "[元块钱的美]{0,3}{words}")
GRANTED = TABLE.cue("granted")
"""Words before a sum that somebody has been paid: 已经拿了20万, 领过小巨人的50万."""
GRANTED_BEHIND = TABLE.cue(
    "granted_behind",
    f"[元块钱的]{{0,2}}(?:首?奖|{giving.AWARD}|资金)?(?:我们)?(?:当年|早|前年|去年)?(?:已经?|都|也)?{{words}}",
)
BUSINESS_BEHIND = TABLE.cue("business", "[元块钱]{0,2}的?[^，。；]{0,4}{words}")
"""What follows a sum that was got as business, not as a grant: 拿了500万的订单."""
EACH = TABLE.cue("each")


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
    had = bool(GRANTED.search(segment) or GRANTED_BEHIND.match(after)) and not BUSINESS_BEHIND.match(after)
    return Told(
        value=value,
        counter=counter,
        near=near,
        year=_year(before),
        rose=bool(ROSE.search(segment) or ROSE_BEHIND.match(after)),
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
    if found["last"]:
        return BEFORE_LAST if found["last"].startswith("前年") else LAST
    return THIS if found["this"] else int(found["year"])


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
    latest = max((one.year for one in left if one.year is not None and one.year <= THIS), default=None)
    earlier = {LAST, BEFORE_LAST} - {latest} if latest in (THIS, LAST) else set()
    return [one for one in left if one.year not in earlier]
