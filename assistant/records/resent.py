"""Messages that are sent again: who answers one, what was answered, how often it came; the same for all processes.

Kept for ten minutes, by a digest, and without what was asked.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock
from typing import TypeVar

from sqlalchemy import Connection, delete, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from assistant.clock import Clock
from assistant.errors import RecordsUnavailable
from assistant.records.database import Database
from assistant.records.schema import RepeatRow

KEPT_SECONDS = 600
MOST_KEPT = 10_000
SPARE_SECONDS = 10
"""How much longer than an answer may take somebody else waits, before it is taken for lost with its process."""

Told = TypeVar("Told")


@dataclass
class _Own:
    at: float
    answer: str | None = None
    taken: bool = False
    calls: int = 0
    late: bool = False


class OwnRepeats:
    """The messages of this process, in memory: for as long as there is no database."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = Lock()
        self._kept: OrderedDict[str, _Own] = OrderedDict()

    def call(self, message: str) -> tuple[int, bool]:
        """Count a call; return how many there were, and whether the answer is sent by itself."""
        with self._lock:
            row = self._row(message)
            row.calls += 1
            return row.calls, row.late

    def take(self, message: str) -> tuple[bool, str | None]:
        """Return whether the caller is to answer the message, and else what was answered so far."""
        with self._lock:
            row = self._row(message)
            mine = not row.taken
            row.taken = True
            return mine, row.answer

    def keep(self, message: str, answer: str) -> None:
        """Keep what was answered."""
        with self._lock:
            self._row(message).answer = answer

    def give_up(self, message: str) -> None:
        """Let somebody else answer."""
        with self._lock:
            self._row(message).taken = False

    def delay(self, message: str) -> bool:
        """Say that the answer is sent by itself; return whether nobody had said so."""
        with self._lock:
            row = self._row(message)
            before, row.late = row.late, True
            return not before

    def _row(self, message: str) -> _Own:
        while self._kept:
            first, row = next(iter(self._kept.items()))
            if self._clock() - row.at < KEPT_SECONDS and len(self._kept) < MOST_KEPT:
                break
            del self._kept[first]
        return self._kept.setdefault(message, _Own(self._clock()))


class Repeats:
    """The messages in the database; in memory while it can't be reached."""

    def __init__(self, database: Database, clock: Clock, answer_seconds: float) -> None:
        """`answer_seconds` is how long an answer may take."""
        self._database = database
        self._clock = clock
        self._lease = timedelta(seconds=answer_seconds + SPARE_SECONDS)
        self._own = OwnRepeats()

    def call(self, message: str) -> tuple[int, bool]:
        """Count a call; return how many there were, and whether the answer is sent by itself."""

        def work(connection: Connection) -> tuple[int, bool]:
            one_more = update(RepeatRow).where(RepeatRow.message == message).values(calls=RepeatRow.calls + 1)
            calls, late = connection.execute(one_more.returning(RepeatRow.calls, RepeatRow.late)).one()
            return calls, late

        return self._try(message, work, self._own.call)

    def take(self, message: str) -> tuple[bool, str | None]:
        """Return whether the caller is to answer the message, and else what was answered so far."""
        now = self._clock()

        def work(connection: Connection) -> tuple[bool, str | None]:
            free = or_(RepeatRow.taken_at.is_(None), RepeatRow.taken_at < now - self._lease)
            mine = update(RepeatRow).where(RepeatRow.message == message, RepeatRow.answer.is_(None), free)
            if connection.execute(mine.values(taken_at=now)).rowcount:
                return True, None
            return False, connection.scalar(select(RepeatRow.answer).where(RepeatRow.message == message))

        return self._try(message, work, self._own.take)

    def keep(self, message: str, answer: str) -> None:
        """Keep what was answered."""
        self._set(message, lambda name: self._own.keep(name, answer), answer=answer)

    def give_up(self, message: str) -> None:
        """Let somebody else answer."""
        self._set(message, self._own.give_up, taken_at=None)

    def delay(self, message: str) -> bool:
        """Say that the answer is sent by itself; return whether nobody had said so."""

        def work(connection: Connection) -> bool:
            first = update(RepeatRow).where(RepeatRow.message == message, RepeatRow.late.is_(False))
            return connection.execute(first.values(late=True)).rowcount > 0

        return self._try(message, work, self._own.delay)

    def purge(self) -> None:
        """Drop what is past its time."""
        with self._database.writing() as connection:
            connection.execute(delete(RepeatRow).where(RepeatRow.at < self._oldest()))

    def _set(self, message: str, alone: Callable[[str], None], **values: object) -> None:
        def work(connection: Connection) -> None:
            connection.execute(update(RepeatRow).where(RepeatRow.message == message).values(**values))

        self._try(message, work, alone)

    def _try(self, message: str, work: Callable[[Connection], Told], alone: Callable[[str], Told]) -> Told:
        """Do something with the row of a message, which is made where there is none; or do it in memory."""
        row = {"message": message, "at": self._clock(), "calls": 0, "late": False}
        insert = sqlite.insert if self._database.url.get_backend_name() == "sqlite" else postgresql.insert
        try:
            with self._database.writing() as connection:
                old = RepeatRow.message == message, RepeatRow.at < self._oldest()
                connection.execute(delete(RepeatRow).where(*old))
                connection.execute(insert(RepeatRow).values(row).on_conflict_do_nothing())
                return work(connection)
        except RecordsUnavailable:
            return alone(message)

    def _oldest(self) -> datetime:
        return self._clock() - timedelta(seconds=KEPT_SECONDS)
