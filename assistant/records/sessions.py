"""Sessions of staff: logging in, staying in for a while, logging out; and the limit on tries."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from assistant.clock import Clock
from assistant.models import Model
from assistant.records.accounts import Account, Accounts, StaffRole, read_role
from assistant.records.audit import CONSOLE, SSO, Event, note
from assistant.records.database import Database
from assistant.records.schema import AccountRow, SessionRow, TryRow
from assistant.records.tries import TRIES_WINDOW, Subjects, forget_tries, is_locked, lift, record_try
from assistant.settings import Settings

SEEN_STEP = timedelta(minutes=1)  # how exactly the last request is known: not every one writes
UNKNOWN = "（未知账号）"  # somebody may have typed a password into the wrong field


class LoginFault(StrEnum):
    """Why somebody could not log in."""

    CREDENTIALS = "credentials"
    LIMIT = "limit"
    OFF = "off"


class StaffMember(Model):
    """Who is logged in; `csrf_token` is what requests that change something must carry."""

    name: str
    role: StaffRole
    csrf_token: str
    expires_at: datetime

    @property
    def is_reviewer(self) -> bool:
        """Whether answers may be approved and revoked."""
        return self.role == "reviewer"

    @property
    def is_administrator(self) -> bool:
        """Whether accounts may be managed."""
        return self.role == "admin"

    @property
    def keeps_contacts(self) -> bool:
        """Whether contacts may be changed."""
        return self.is_reviewer or self.is_administrator

    @property
    def sees_audit(self) -> bool:
        """Whether the audit log may be read."""
        return self.is_reviewer or self.is_administrator


class Sessions:
    """The sessions; tokens are stored as digests only."""

    def __init__(self, database: Database, accounts: Accounts, clock: Clock, settings: Settings) -> None:
        self._database = database
        self._accounts = accounts
        self._clock = clock
        self._idle = timedelta(minutes=settings.session_idle_minutes)
        self._longest = timedelta(hours=settings.session_hours)
        self._by_password = settings.local_accounts

    def log_in(self, name: str, password: str, address: str) -> str | LoginFault:
        """Return the token of a new session, or why there is none."""
        if not self._by_password:
            return LoginFault.OFF
        name = name.strip()
        subjects = Subjects(name, address)
        tries = self._count_try(subjects)
        if tries is None:  # not audited: whoever goes on trying would fill the table
            return LoginFault.LIMIT
        account = self._accounts.verify(name, password)
        if account is None:
            shown = name if self._accounts.knows(name) else UNKNOWN
            with self._database.write() as session:
                note(session, self._clock(), shown, Event.LOGIN_FAILED, address)
            return LoginFault.CREDENTIALS
        return self.open(account, address, lambda session: forget_tries(session, subjects, tries))

    def open(self, account: Account, address: str, beside: Callable[[Session], None] = lambda session: None) -> str:
        """Return the token of a new session of somebody who is known; `beside` is done in the same transaction."""
        token = secrets.token_urlsafe(32)
        now = self._clock()
        with self._database.write() as session:
            session.add(SessionRow(token=_digest(token), name=account.name, created_at=now, seen_at=now))
            beside(session)
            note(session, now, account.name, Event.LOGIN, address, SSO if account.single_sign_on else "")
        return token

    def note_failure(self, address: str, reason: str) -> None:
        """Write down that the identity provider let nobody in."""
        with self._database.write() as session:
            note(session, self._clock(), SSO, Event.LOGIN_FAILED, address, reason)

    def find(self, token: str) -> StaffMember | None:
        """Return whose session it is; None where there is none or it has ended."""
        now = self._clock()
        with self._database.read() as session:
            found = session.execute(
                select(SessionRow, AccountRow)
                .join(AccountRow, AccountRow.name == SessionRow.name)
                .where(SessionRow.token == _digest(token), AccountRow.disabled_at.is_(None))
            ).first()
        if found is None:
            return None
        row, account = found[0], found[1]
        expires = min(row.seen_at + self._idle, row.created_at + self._longest)
        if now >= expires:
            return None
        if now - row.seen_at >= SEEN_STEP:
            self._see(row.token, now)
            expires = min(now + self._idle, row.created_at + self._longest)
        role = read_role(account.role)
        return StaffMember(name=account.name, role=role, csrf_token=_csrf_token(token), expires_at=expires)

    def log_out(self, token: str) -> None:
        """End a session."""
        with self._database.write() as session:
            row = session.get(SessionRow, _digest(token))
            if row is not None:
                note(session, self._clock(), row.name, Event.LOGOUT)
                session.delete(row)

    def purge(self) -> None:
        """Drop the sessions that have ended and the tries that no longer count."""
        now = self._clock()
        with self._database.write() as session:
            ended = (SessionRow.seen_at <= now - self._idle) | (SessionRow.created_at <= now - self._longest)
            session.execute(delete(SessionRow).where(ended))
            session.execute(delete(TryRow).where(TryRow.at <= now - TRIES_WINDOW))

    def unlock(self, name: str | None, address: str | None, who: str = CONSOLE) -> int:
        """Lift the lock on a name, an address, or everybody; return how many tries are forgotten."""
        with self._database.write() as session:
            lifted = lift(session, name.strip() if name else name, address)
            note(session, self._clock(), who, Event.UNLOCKED, name or "", address or "")
        return lifted

    def _count_try(self, subjects: Subjects) -> tuple[int, ...] | None:
        """Count a try before it is made; None where there were too many."""
        now = self._clock()
        with self._database.write() as session:
            tries = record_try(session, subjects, now)
        with self._database.write() as session:
            if is_locked(session, subjects, now):
                session.execute(delete(TryRow).where(TryRow.id.in_(tries)))  # else the lock would never open
                return None
        return tries

    def _see(self, digest: str, now: datetime) -> None:
        with self._database.write() as session:
            session.execute(update(SessionRow).where(SessionRow.token == digest).values(seen_at=now))


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def _csrf_token(token: str) -> str:
    """Derive what a page may know from what only the cookie holds."""
    return hmac.new(token.encode(), b"csrf", hashlib.sha256).hexdigest()
