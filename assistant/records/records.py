"""Everything that is kept in the database, behind one object."""

from __future__ import annotations

import logging

from assistant.clock import Clock, now
from assistant.errors import RecordsUnavailable
from assistant.records.accounts import Accounts
from assistant.records.approvals import SYSTEM, Approvals
from assistant.records.ask_limits import open_rates
from assistant.records.audit import Audit
from assistant.records.contacts import ContactBook
from assistant.records.database import Database, read_url
from assistant.records.dialogues import Dialogues
from assistant.records.journal import Journal
from assistant.records.queue import Queue
from assistant.records.register import Register
from assistant.records.resent import Repeats
from assistant.records.retention import Retention
from assistant.records.sessions import Sessions
from assistant.records.statistics import Counter
from assistant.settings import Settings

LOG = logging.getLogger(__name__)


class Records:
    """The stores on one database; safe to share between threads."""

    def __init__(self, database: Database, settings: Settings, clock: Clock = now) -> None:
        self.database = database
        self.accounts = Accounts(database, clock)
        self.sessions = Sessions(database, self.accounts, clock, settings)
        self.audit = Audit(database, clock)
        self.journal = Journal(database, clock)
        self.register = Register(database)
        self.queue = Queue(database, clock)
        self.approvals = Approvals(database, clock, settings.own_approval)
        self.contacts = ContactBook(database, clock)
        self.counter = Counter(database)
        self.rates = open_rates(database)
        self.repeats = Repeats(database, clock, settings.llm_seconds)
        self.dialogues = Dialogues(database, clock, settings.history_limit)
        passing = self.rates, self.repeats, self.dialogues
        self.retention = Retention(database, self.sessions, passing, clock, settings.retention_days)

    def start(self) -> None:
        """Bring the tables up to date and begin to purge; without its database the chat starts all the same."""
        try:
            self.database.upgrade()
        except RecordsUnavailable:
            LOG.error("records are unavailable; questions are answered and not written down until the database is back")
        self.retention.start(SYSTEM)

    def close(self) -> None:
        """Stop purging and close all connections."""
        self.retention.stop()
        self.database.close()


def open_records(settings: Settings, clock: Clock = now) -> Records:
    """Return the records that the settings name; the tables are brought up to date when they are first written."""
    return Records(Database(read_url(settings)), settings, clock)
