"""Whom to ask: the contacts that staff verified, served from the moment they are saved."""

from __future__ import annotations

import re
import time
from contextlib import suppress
from datetime import date
from threading import Lock

from sqlalchemy import select

from assistant.clock import Clock, local_day
from assistant.errors import RecordsUnavailable, UsageError
from assistant.policy.contacts import Contact
from assistant.records.audit import CONSOLE, Event, note
from assistant.records.database import Database
from assistant.records.journal import storable
from assistant.records.schema import ContactRow

KEPT_SECONDS = 1.0
"""How long what was read is used: other processes serve a change a second later, and not every answer reads."""
PHONE = re.compile(r"\+?[0-9](?:[0-9 ()（）/、，,-]|转|分机)*[0-9]")
CALLED = re.compile(r"[0-9]{3,}")


class ContactBook:
    """The contacts in the database; each goes before the one of the corpus for the same department."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._lock = Lock()
        self._read: dict[str, Contact] = {}
        self._until = 0.0

    def apply(self, filed: tuple[Contact, ...]) -> tuple[Contact, ...]:
        """Return the contacts of the corpus as staff changed them, and behind them those that it has not."""
        saved = dict(self._load())
        return (*(saved.pop(contact.department, contact) for contact in filed), *saved.values())

    def save(self, contact: Contact, who: str = CONSOLE) -> None:
        """Keep a contact; raise `UsageError` where the number is none, or nobody says when it was called."""
        phone = _tidy(contact.phone)
        if phone and not (PHONE.fullmatch(phone) and CALLED.search(phone)):
            raise UsageError("电话应为数字，可用 + - ( ) 空格、“转”和“、”，如 0593-1234567 转 8")
        if phone and contact.last_verified is None:
            raise UsageError("请填写打电话核实的日期。")
        if contact.last_verified and contact.last_verified > local_day(self._clock()):
            raise UsageError("核实日期不能晚于今天。")
        kept = {"phone": phone, "address": _tidy(contact.address), "hours": _tidy(contact.hours)}
        verified = contact.last_verified if phone else None
        row = ContactRow(department=contact.department, **kept, last_verified=verified, at=self._clock(), who=who)
        with self._database.write() as session:
            session.merge(row)
            said = "，".join(filter(None, (phone or "不公布电话", kept["address"], kept["hours"], _write(verified))))
            note(session, self._clock(), who, Event.CONTACT, contact.department, said)
        with self._lock:
            self._until = 0.0

    def _load(self) -> dict[str, Contact]:
        with self._lock:
            if time.monotonic() >= self._until:
                with suppress(RecordsUnavailable):  # what was read last is still right, and nothing unverified is told
                    self._read = self._fetch()
                self._until = time.monotonic() + KEPT_SECONDS
            return self._read

    def _fetch(self) -> dict[str, Contact]:
        self._database.upgrade()
        with self._database.read() as session:
            rows = session.scalars(select(ContactRow).order_by(ContactRow.department)).all()
        fields = Contact.model_fields
        return {row.department: Contact(**{name: getattr(row, name) for name in fields}) for row in rows}


def _tidy(text: str | None) -> str | None:
    return " ".join(storable(text).split()) or None if text else None


def _write(day: date | None) -> str:
    return f"{day.isoformat()} 核实" if day else ""
