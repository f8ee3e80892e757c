"""What time it is: instants in UTC, days where the policies are in force."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Shanghai")
Clock = Callable[[], datetime]


def now() -> datetime:
    """Return this instant."""
    return datetime.now(UTC)


def local_day(moment: datetime) -> date:
    """Return the date of an instant where the policies are in force.

    >>> local_day(datetime(2021, 8, 31, 16, 30, tzinfo=UTC))
    datetime.date(2021, 9, 1)
    """
    return moment.astimezone(ZONE).date()


def today() -> date:
    """Return today's date where the policies are in force."""
    return local_day(now())
