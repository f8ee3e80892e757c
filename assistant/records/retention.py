"""How long questions are kept: they go when their days are over, at the start and once a day.

What is kept for minutes goes soon after.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import timedelta
from threading import Event as Signal
from threading import Thread
from typing import Protocol

from sqlalchemy import delete, select

from assistant.clock import Clock, local_day
from assistant.errors import RecordsUnavailable
from assistant.records.audit import Event, note
from assistant.records.database import Database
from assistant.records.schema import ClaimRow, QuestionRow
from assistant.records.sessions import Sessions

LOG = logging.getLogger(__name__)
BATCH = 2000  # rows a transaction: nobody else waits long for the write lock
ROUND_SECONDS = 600


class Passing(Protocol):
    """What is kept for minutes."""

    def purge(self) -> None:
        """Drop what is past its time."""


class Retention:
    """Deletes what is past its days, with all that hangs on it."""

    def __init__(
        self, database: Database, sessions: Sessions, passing: Sequence[Passing], clock: Clock, days: int
    ) -> None:
        self.days = days
        self._database = database
        self._sessions = sessions
        self._passing = passing
        self._clock = clock
        self._stop = Signal()
        self._thread: Thread | None = None

    def purge(self, who: str) -> int:
        """Delete and return how many questions are gone."""
        limit = self._clock() - timedelta(days=self.days)
        purged = 0
        while True:
            with self._database.write() as session:
                old = session.scalars(select(QuestionRow.id).where(QuestionRow.asked_at < limit).limit(BATCH)).all()
                session.execute(delete(QuestionRow).where(QuestionRow.id.in_(old)))
                purged += len(old)
                if len(old) < BATCH:
                    session.execute(delete(ClaimRow).where(ClaimRow.at < limit))
                    if purged:
                        note(session, self._clock(), who, Event.PURGED, "", f"{purged} 条，保存期 {self.days} 天")
                    break
        self._sessions.purge()
        return purged

    def start(self, who: str) -> None:
        """Purge now, and again each day until `stop`; a database that is down is tried again later."""
        self._thread = Thread(target=self._run, args=(who,), daemon=True, name="retention")
        self._thread.start()

    def stop(self) -> None:
        """End the daily purge."""
        self._stop.set()
        if self._thread:
            self._thread.join()

    def _run(self, who: str) -> None:
        done = None
        while not self._stop.is_set():
            try:
                for kept in self._passing:
                    kept.purge()
                if local_day(self._clock()) != done:
                    self.purge(who)
                    done = local_day(self._clock())
            except RecordsUnavailable:
                LOG.error("records could not be purged")
            self._stop.wait(ROUND_SECONDS)
