"""Everything that is kept in the database, behind one object."""

from __future__ import annotations

from assistant.records.accounts import Accounts
from assistant.records.audit import Audit
from assistant.records.clock import Clock, now
from assistant.records.database import Database, read_url
from assistant.records.sessions import Sessions
from assistant.settings import Settings


class Records:
    """The stores on one database; safe to share between threads."""

    def __init__(self, database: Database, settings: Settings, clock: Clock = now) -> None:
        self.database = database
        self.accounts = Accounts(database, clock)
        self.sessions = Sessions(database, self.accounts, clock, settings)
        self.audit = Audit(database)

    def close(self) -> None:
        """Close all connections."""
        self.database.close()


def open_records(settings: Settings, clock: Clock = now) -> Records:
    """Return the records that the settings name; the tables are brought up to date when they are first written."""
    return Records(Database(read_url(settings)), settings, clock)
