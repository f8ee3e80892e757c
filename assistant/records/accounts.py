"""Accounts of staff: names, roles and argon2 hashes."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Literal

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from assistant.clock import Clock
from assistant.errors import UsageError
from assistant.models import Model
from assistant.records.audit import CONSOLE, SSO, Event, note
from assistant.records.database import Database
from assistant.records.schema import AccountRow, SessionRow

StaffRole = Literal["clerk", "reviewer", "admin"]

ROLES: dict[StaffRole, str] = {"clerk": "坐席", "reviewer": "审核", "admin": "管理"}

AdmissionFault = Literal["name", "taken", "disabled"]
"""Why somebody whom the identity provider vouches for has no account."""

NAME = re.compile(r"[\w.@-]{1,64}")
SHORTEST_PASSWORD, LONGEST_PASSWORD = 10, 200


class Account(Model):
    """A member of staff."""

    name: str
    role: StaffRole
    disabled: bool
    single_sign_on: bool = False


class Accounts:
    """The accounts; each change is audited, and ends the sessions that it outdates."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._hasher = PasswordHasher()

    @cached_property
    def _decoy(self) -> str:
        """A hash to verify against where there is no account: it takes as long."""
        return self._hasher.hash("nobody's password")

    def add(self, name: str, password: str, role: StaffRole, who: str = CONSOLE) -> None:
        """Add an account; raise `UsageError` where the name is taken or one of the two won't do."""
        _check_name(name)
        _check_password(name, password)
        hashed = self._hasher.hash(password)
        with self._database.write() as session:
            if session.get(AccountRow, name):
                raise UsageError(f"账号已存在：{name}")
            session.add(AccountRow(name=name, role=role, password=hashed, created_at=self._clock(), disabled_at=None))
            note(session, self._clock(), who, Event.ADDED, name, ROLES[role])

    def admit(self, subject: str, name: str, role: StaffRole, take_over: bool) -> Account | AdmissionFault:
        """Return the account of somebody whom the identity provider vouches for, made or changed where need be.

        Whoever has an account keeps its name. A name that another account has is `taken`; with `take_over` an account
        with a password becomes theirs.
        """
        if not NAME.fullmatch(name):
            return "name"
        now = self._clock()
        with self._database.write() as session:
            row = session.scalars(select(AccountRow).where(AccountRow.subject == subject)).first()
            if row is None:
                row = session.get(AccountRow, name)
                if row is not None and (row.subject is not None or not take_over):
                    return "taken"
                if row is None:
                    row = AccountRow(name=name, role=role, password="", created_at=now, disabled_at=None)
                    session.add(row)
                    note(session, now, SSO, Event.ADDED, name, ROLES[role])
                else:
                    row.password = ""
                    note(session, now, SSO, Event.LINKED, name)
                row.subject = subject
            if row.disabled_at is not None:
                return "disabled"
            if row.role != role:
                row.role = role
                _end_sessions(session, row.name)
                note(session, now, SSO, Event.ROLE, row.name, ROLES[role])
            return _account(row)

    def enable(self, name: str, who: str = CONSOLE) -> None:
        """Let an account in again that was disabled; it keeps its password."""
        with self._database.write() as session:
            _find(session, name).disabled_at = None
            note(session, self._clock(), who, Event.ENABLED, name)

    def list(self) -> tuple[Account, ...]:
        """Return all accounts by name."""
        with self._database.read() as session:
            rows = session.scalars(select(AccountRow).order_by(AccountRow.name))
            return tuple(_account(row) for row in rows)

    def disable(self, name: str, who: str = CONSOLE) -> None:
        """Disable an account and end its sessions."""
        with self._database.write() as session:
            row = _find(session, name)
            row.disabled_at = row.disabled_at or self._clock()
            _end_sessions(session, name)
            note(session, self._clock(), who, Event.DISABLED, name)

    def change_password(self, name: str, password: str, who: str = CONSOLE) -> None:
        """Set a password, let a disabled account in again, and end the account's sessions."""
        _check_password(name, password)
        hashed = self._hasher.hash(password)
        with self._database.write() as session:
            row = _find(session, name)
            if row.subject is not None:
                raise UsageError("该账号由统一身份认证登录，没有本地密码")
            row.password, row.disabled_at = hashed, None
            _end_sessions(session, name)
            note(session, self._clock(), who, Event.PASSWORD, name)

    def change_role(self, name: str, role: StaffRole, who: str = CONSOLE) -> None:
        """Give an account another role, and end its sessions."""
        with self._database.write() as session:
            _find(session, name).role = role
            _end_sessions(session, name)
            note(session, self._clock(), who, Event.ROLE, name, ROLES[role])

    def knows(self, name: str) -> bool:
        """Whether there is an account of that name."""
        with self._database.read() as session:
            return _get(session, name) is not None

    def verify(self, name: str, password: str) -> Account | None:
        """Return the account where name and password fit; it takes as long where they don't."""
        with self._database.read() as session:
            row = _get(session, name)
        try:
            self._hasher.verify((row.password if row else "") or self._decoy, password)
        except (VerificationError, InvalidHashError):
            return None
        return _account(row) if row and row.password and row.disabled_at is None else None


def _account(row: AccountRow) -> Account:
    return Account(
        name=row.name,
        role=read_role(row.role),
        disabled=row.disabled_at is not None,
        single_sign_on=row.subject is not None,
    )


def read_role(stored: str) -> StaffRole:
    """Return a stored role; whatever is none of ours may do the least."""
    return "admin" if stored == "admin" else "reviewer" if stored == "reviewer" else "clerk"


def _get(session: Session, name: str) -> AccountRow | None:
    """Return the row; what can be no name may hold what a database refuses, and is not looked for."""
    return session.get(AccountRow, name) if NAME.fullmatch(name) else None


def _find(session: Session, name: str) -> AccountRow:
    row = _get(session, name)
    if row is None:
        raise UsageError(f"没有这个账号：{name}")
    return row


def _end_sessions(session: Session, name: str) -> None:
    session.execute(delete(SessionRow).where(SessionRow.name == name))


def _check_name(name: str) -> None:
    if not NAME.fullmatch(name):
        raise UsageError("账号名应为1至64个字符，可用汉字、字母、数字和 . _ - @")


def _check_password(name: str, password: str) -> None:
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise UsageError(f"密码应为{SHORTEST_PASSWORD}至{LONGEST_PASSWORD}个字符")
    if name.casefold() in password.casefold() and len(password) < len(name) + SHORTEST_PASSWORD // 2:
        raise UsageError("密码不能是账号名")
    if len(set(password)) < 4:
        raise UsageError("密码过于简单，请至少用4个不同的字符")
