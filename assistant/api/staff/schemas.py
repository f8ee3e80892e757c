"""What the routes for staff accept and return, where it is not what the records hold."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import Field, StringConstraints

from assistant.api.schemas import Problem
from assistant.models import Finding, Model
from assistant.records.accounts import Account, StaffRole
from assistant.records.approvals import Approved
from assistant.records.queue import QueueItem
from assistant.records.register import RecordFilter

Written = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class Me(Model):
    """Who is logged in, and until when."""

    name: str
    role: StaffRole
    expires_at: datetime


class AccountList(Model):
    """All accounts by name."""

    items: tuple[Account, ...]


class NewPassword(Model):
    """A password to be set."""

    password: str = Field(max_length=200)


class NewRole(Model):
    """A role to be given."""

    role: StaffRole


class NewAccount(NewPassword, NewRole):
    """An account to be added."""

    name: Written = Field(max_length=64)


class RecordQuery(RecordFilter):
    """Which records, and which page of them."""

    page: int = Field(1, ge=1, le=1_000_000)


class Queue(Model):
    """What wants an answer, the most wanted first."""

    items: tuple[QueueItem, ...]


class ApprovedList(Model):
    """All answers that staff wrote, the latest first."""

    items: tuple[Approved, ...]


class Reason(Model):
    """Why something is dismissed or revoked."""

    reason: Written = Field(max_length=500)


class Dismissal(Reason):
    """What needs no answer, and why."""

    records: tuple[int, ...] = Field(min_length=1, max_length=50)


class AnswerRequest(Model):
    """An answer for a question; `record` names the record that it was written for, with the messages before it.

    `revises` names the answer that it is to take the place of, which has these messages too.
    """

    question: Written = Field(max_length=2000)
    text: Written = Field(max_length=4000)
    record: int | None = None
    revises: int | None = None


class Trial(Model):
    """A question to try an answer with, after the messages before it."""

    question: Written = Field(max_length=2000)
    earlier: tuple[str, ...] = Field((), max_length=20)


class Tried(Model):
    """What the question gets; `same` tells that the answer serves it, or will when it is approved."""

    same: bool
    served: bool
    text: str


class Objection(Problem):
    """What the guard holds against an answer, at spans of its text."""

    findings: tuple[Finding, ...]
