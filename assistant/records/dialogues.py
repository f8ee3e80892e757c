"""What users of a chat said before: its platform sends one message at a time, and 那市级呢 needs the one before."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from threading import Lock

from sqlalchemy import delete

from assistant.clock import Clock
from assistant.errors import RecordsUnavailable
from assistant.models import Turn
from assistant.records.database import Database
from assistant.records.journal import clean
from assistant.records.schema import DialogueRow

KEPT = timedelta(minutes=30)
MOST_KEPT = 20_000
"""Users whose turns are in memory."""


class Dialogues:
    """The last turns by user, for half an hour after the last: in the database, in memory while it can't be reached."""

    def __init__(self, database: Database, clock: Clock, turns: int) -> None:
        """`turns` is how many messages of a user are remembered."""
        self._database = database
        self._clock = clock
        self._turns = turns
        self._lock = Lock()
        self._own: OrderedDict[str, tuple[datetime, Sequence[str]]] = OrderedDict()

    def turn(self, user: str, message: str) -> tuple[Turn, ...]:
        """Return what the user said before this message, and remember it."""
        key = hashlib.sha256(user.encode()).hexdigest()
        try:
            said = self._swap(key, clean(message))
        except RecordsUnavailable:
            said = self._swap_own(key, clean(message))
        return tuple(Turn(role="user", content=turn) for turn in said)

    def forget(self, user: str) -> None:
        """Begin a new conversation."""
        key = hashlib.sha256(user.encode()).hexdigest()
        with self._lock:
            self._own.pop(key, None)
        with suppress(RecordsUnavailable), self._database.write() as session:
            session.execute(delete(DialogueRow).where(DialogueRow.user == key))

    def purge(self) -> None:
        """Drop what is past its time."""
        with self._database.write() as session:
            session.execute(delete(DialogueRow).where(DialogueRow.at < self._clock() - KEPT))

    def _swap(self, key: str, message: str) -> Sequence[str]:
        """Put the message behind those in the database; return these."""
        now = self._clock()
        with self._database.write() as session:
            row = session.get(DialogueRow, key, with_for_update=True)
            said = row.turns if row and now - row.at <= KEPT else ()
            session.merge(DialogueRow(user=key, at=now, turns=self._put(said, message)))
            return said

    def _swap_own(self, key: str, message: str) -> Sequence[str]:
        """Put the message behind those in memory; return these."""
        with self._lock:
            at, said = self._own.pop(key, (self._clock(), ()))
            said = said if self._clock() - at <= KEPT else ()
            self._own[key] = self._clock(), self._put(said, message)
            while len(self._own) > MOST_KEPT:
                self._own.popitem(last=False)
            return said

    def _put(self, said: Sequence[str], message: str) -> tuple[str, ...]:
        return (*said, message)[-self._turns :] if self._turns else ()
