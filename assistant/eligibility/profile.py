"""A firm's profile: what was said of it, field by field."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from assistant.models import Model


class Period(Model):
    """A day, or the month or year that is all that is known of it; both ends included."""

    first: date
    last: date


class Statement(Model):
    """What was said of one field: a title or fact held or not, its level and date, or a figure.

    `over` says that the figure is exceeded by the true one (营收超百亿). Money in 元.
    """

    field: str
    held: bool | None = None
    level: str | None = None
    when: Period | None = None
    yuan: Decimal | None = None
    over: bool = False
    count: Decimal | None = None
    choice: str | None = None


class Profile(Model):
    """All that was said of a firm, in order; fields that may be given more than once have several statements."""

    statements: tuple[Statement, ...] = ()

    def of(self, field: str | None) -> tuple[Statement, ...]:
        """Return the statements on a field."""
        return tuple(statement for statement in self.statements if statement.field == field)

    def one(self, field: str | None) -> Statement | None:
        """Return the last statement on a field."""
        return next((s for s in reversed(self.statements) if s.field == field), None)

    @property
    def fields(self) -> frozenset[str]:
        """The fields that something was said of."""
        return frozenset(statement.field for statement in self.statements)


def period_of(number: int | Decimal) -> Period:
    """Return the period of a date as figures have it, yyyymmdd with zeros for what isn't known.

    >>> str(period_of(20210900).last), str(period_of(20210000).first)
    ('2021-09-30', '2021-01-01')
    """
    year, month, day = int(number) // 10_000, int(number) // 100 % 100, int(number) % 100
    if day:
        return Period(first=date(year, month, day), last=date(year, month, day))
    first, last = (month, month) if month else (1, 12)
    return Period(first=date(year, first, 1), last=date(year, last, calendar.monthrange(year, last)[1]))


def join(statements: Iterable[Statement]) -> Profile:
    """Return the statements as a profile: later ones complete or correct earlier ones on the same field and level.

    >>> said = join([Statement(field="x", held=True, level="省级"), Statement(field="x", when=period_of(20210901))])
    >>> [(s.level, str(s.when.first)) for s in said.statements]
    [('省级', '2021-09-01')]
    """
    kept: list[Statement] = []
    for statement in statements:
        at = next((i for i in reversed(range(len(kept))) if _same_thing(kept[i], statement)), None)
        if at is None:
            kept.append(statement)
        else:
            said = {
                name: value for name in statement.model_fields_set if (value := getattr(statement, name)) is not None
            }
            kept[at] = kept[at].model_copy(update=said) if statement.held is not False else statement
    return Profile(statements=tuple(kept))


def _same_thing(earlier: Statement, later: Statement) -> bool:
    """Whether a later statement speaks of the same title, fact or figure: of several sums each is one of its own."""
    if earlier.field != later.field:
        return False
    if earlier.yuan is not None and later.yuan is not None:
        return earlier.yuan == later.yuan
    return earlier.held != later.held or None in (earlier.level, later.level) or earlier.level == later.level
