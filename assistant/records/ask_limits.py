"""How often somebody may ask within a minute: counted in PostgreSQL for all processes, in memory where there is none.

A minute slides: what was asked in the minute before counts by the share of it that lies within the last sixty seconds.
"""

from __future__ import annotations

import hashlib
import math
import time
from importlib.resources import files
from typing import Protocol

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter
from sqlalchemy import TextClause, text

from assistant.errors import RecordsUnavailable
from assistant.records.database import Database

SECONDS = 60


def _read(name: str) -> TextClause:
    return text(files(__package__).joinpath(f"{name}.sql").read_text(encoding="utf-8"))


TAKE = _read("take_request")
"""Counts a request unless there were too many: one statement, by the database's clock, so that any number of processes
on any number of machines agree. `gone` is the share of this minute that is over."""

PURGE = _read("purge_requests")


class Rates(Protocol):
    """Counts requests."""

    def take(self, who: str, rate: int) -> int:
        """Count a request of somebody who may make `rate` a minute; return 0, or in how many seconds to come again."""

    def purge(self) -> None:
        """Drop what no longer counts."""


class OwnRates:
    """Counts in memory, for this process alone."""

    def __init__(self) -> None:
        self._limiter = SlidingWindowCounterRateLimiter(MemoryStorage())

    def take(self, who: str, rate: int) -> int:
        """Count a request."""
        item = RateLimitItemPerMinute(rate)
        if self._limiter.hit(item, who):
            return 0
        return max(1, math.ceil(self._limiter.get_window_stats(item, who).reset_time - time.time()))

    def purge(self) -> None:
        """Do nothing: the library forgets by itself."""


class SharedRates:
    """Counts in the database, by the digest of who it is; without the database for this process alone."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._own = OwnRates()

    def take(self, who: str, rate: int) -> int:
        """Count a request."""
        asked = {"subject": hashlib.sha256(who.encode()).hexdigest(), "rate": rate}
        try:
            with self._database.writing() as connection:
                told = connection.execute(TAKE, asked).one()
        except RecordsUnavailable:
            return self._own.take(who, rate)
        return 0 if told.taken else wait_seconds(rate, told.before, told.hits, float(told.gone))

    def purge(self) -> None:
        """Drop the counts of minutes that no longer count."""
        with self._database.writing() as connection:
            connection.execute(PURGE)


def wait_seconds(rate: int, before: int, hits: int, gone: float) -> int:
    """Return in how many seconds there is room for one more, if nobody else asks.

    `before` and `hits` are the requests of the minute before and of this one, of which the share `gone` is over.

    >>> wait_seconds(60, 60, 0, 0), wait_seconds(60, 0, 60, 0.5), wait_seconds(1, 0, 1, 0.25)
    (1, 31, 46)
    """
    if hits >= rate:  # there is room when this minute is the one before and begins to fade
        before, hits, gone = hits, 0, gone - 1
    fades_at = 1 - (rate - hits) / before if before else 0.0
    return max(1, math.ceil((fades_at - gone) * SECONDS + 1e-6))


def open_rates(database: Database) -> Rates:
    """Return the counts that fit the database: SQLite would write each request to disk."""
    return SharedRates(database) if database.url.get_backend_name() == "postgresql" else OwnRates()
