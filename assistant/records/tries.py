"""The limit on tries to log in: by name and address together, so that a call centre behind one address goes on."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, func, or_, select
from sqlalchemy.orm import Session

from assistant.records.schema import TryRow

TRIES_OF_PAIR, TRIES_OF_NAME, TRIES_OF_ADDRESS = 5, 30, 300
TRIES_WINDOW = timedelta(minutes=15)


class Subjects:
    """What a try counts for, as digests: the name, the address, and both together."""

    def __init__(self, name: str, address: str) -> None:
        self.name, self.address = _digest(f"name:{name.casefold()}"), _digest(f"address:{address}")
        self.pair = self.name[:32] + self.address[:32]

    @property
    def limits(self) -> dict[str, int]:
        """How many tries each may have within the window."""
        return {self.pair: TRIES_OF_PAIR, self.name: TRIES_OF_NAME, self.address: TRIES_OF_ADDRESS}


def record_try(session: Session, subjects: Subjects, now: datetime) -> tuple[int, ...]:
    """Write a try down before it is made, so that tries made at once count too."""
    rows = [TryRow(subject=subject, at=now) for subject in subjects.limits]
    session.add_all(rows)
    session.flush()
    return tuple(row.id for row in rows)


def is_locked(session: Session, subjects: Subjects, now: datetime) -> bool:
    """Whether there were too many tries within the window."""
    since = now - TRIES_WINDOW
    return any(
        (session.scalar(select(func.count()).where(TryRow.subject == subject, TryRow.at > since)) or 0) > most
        for subject, most in subjects.limits.items()
    )


def forget_tries(session: Session, subjects: Subjects, made: tuple[int, ...]) -> None:
    """Forget the tries of somebody who has logged in; the address keeps those that others made."""
    own = TryRow.id.in_(made) | TryRow.subject.in_((subjects.pair, subjects.name))
    session.execute(delete(TryRow).where(own))


def lift(session: Session, name: str | None, address: str | None) -> int:
    """Lift the lock of a name, of an address, or all where neither is given; return how many tries are forgotten."""
    wanted: list[ColumnElement[bool]] = []
    subjects = Subjects(name or "", address or "")
    if name is not None:
        wanted += [TryRow.subject == subjects.name, TryRow.subject.startswith(subjects.name[:32])]
    if address is not None:
        wanted += [TryRow.subject == subjects.address, TryRow.subject.endswith(subjects.address[:32])]
    query = delete(TryRow).where(or_(*wanted)) if wanted else delete(TryRow)
    return len(session.execute(query.returning(TryRow.id)).all())


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
