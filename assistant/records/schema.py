"""The tables of the database: what is kept, and by which indexes it is found.

Every change here needs a migration (`migrations/versions`); a test compares the two.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from assistant.records.column_types import COUNTED, KEY, NAME, Table


class AccountRow(Table):
    """A member of staff; `disabled_at` is set where the account can no longer be used.

    `subject` is the digest of whom an identity provider vouches for; such an account has no password.
    """

    __tablename__ = "accounts"

    name: Mapped[str] = mapped_column(NAME, primary_key=True)
    role: Mapped[str] = mapped_column(String(16))
    password: Mapped[str] = mapped_column(String(256))
    created_at: Mapped[datetime]
    disabled_at: Mapped[datetime | None]
    subject: Mapped[str | None] = mapped_column(KEY, unique=True)


class SessionRow(Table):
    """A session, by the digest of its token."""

    __tablename__ = "sessions"

    token: Mapped[str] = mapped_column(KEY, primary_key=True)
    name: Mapped[str] = mapped_column(ForeignKey("accounts.name", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]


class TryRow(Table):
    """A failed try to log in, counted by the digest of a name or an address."""

    __tablename__ = "login_tries"

    id: Mapped[int] = mapped_column(COUNTED, primary_key=True)
    subject: Mapped[str] = mapped_column(KEY)
    at: Mapped[datetime]

    __table_args__ = (Index("ix_login_tries_subject_at", "subject", "at"),)


class CountRow(Table):
    """How many requests somebody made in a minute (since 1970), by the digest of who it is; of PostgreSQL alone."""

    __tablename__ = "request_counts"

    subject: Mapped[str] = mapped_column(KEY, primary_key=True)
    minute: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    hits: Mapped[int]


class RepeatRow(Table):
    """A message that may be sent again, by its digest; `late` where the answer is sent by itself."""

    __tablename__ = "repeats"

    message: Mapped[str] = mapped_column(KEY, primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    calls: Mapped[int]
    taken_at: Mapped[datetime | None]
    answer: Mapped[str | None] = mapped_column(Text)
    late: Mapped[bool]


class DialogueRow(Table):
    """What a user of a chat said last, by the digest of who it is; texts are masked."""

    __tablename__ = "dialogues"

    user: Mapped[str] = mapped_column("sender", KEY, primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    turns: Mapped[tuple[str, ...]]


class AuditRow(Table):
    """A change that somebody made."""

    __tablename__ = "audit"

    id: Mapped[int] = mapped_column(COUNTED, primary_key=True)
    at: Mapped[datetime]
    who: Mapped[str] = mapped_column(NAME)
    what: Mapped[str] = mapped_column(String(32))
    subject: Mapped[str] = mapped_column(String(128))
    detail: Mapped[str] = mapped_column(Text)


class QuestionRow(Table):
    """A question that was answered; texts are masked.

    `day` is the date where the policies are in force; `waiting` while staff have yet to look at it.
    """

    __tablename__ = "questions"

    id: Mapped[int] = mapped_column(COUNTED, primary_key=True)
    answer_id: Mapped[str] = mapped_column(String(32), unique=True)
    asked_at: Mapped[datetime]
    day: Mapped[date]
    channel: Mapped[str] = mapped_column(String(8))
    question: Mapped[str] = mapped_column(Text)
    earlier: Mapped[tuple[str, ...]]
    key: Mapped[str] = mapped_column(KEY)
    subject: Mapped[str] = mapped_column(String(64))
    status: Mapped[str] = mapped_column(String(16))
    latency_ms: Mapped[int]
    guard_blocks: Mapped[int]
    opinion: Mapped[str | None] = mapped_column(String(8))
    comment: Mapped[str | None] = mapped_column(Text)
    waiting: Mapped[bool]
    approved: Mapped[int | None] = mapped_column(ForeignKey("approved_answers.id", ondelete="SET NULL"), index=True)

    __table_args__ = (
        Index("ix_questions_counts", "day", "status", "opinion", "guard_blocks", "latency_ms"),
        Index("ix_questions_subjects", "status", "day", "subject"),
        Index("ix_questions_status", "status", "id"),
        Index("ix_questions_opinion", "opinion", "id"),
        Index("ix_questions_key", "key"),
        Index("ix_questions_asked_at", "asked_at"),
    )


Index(
    "ix_questions_waiting",
    QuestionRow.key,
    QuestionRow.opinion,
    sqlite_where=QuestionRow.waiting.is_(True),
    postgresql_where=QuestionRow.waiting.is_(True),
)


class AnswerRow(Table):
    """What was answered, apart from the question, so that lists and counts need not read it."""

    __tablename__ = "answers"

    question: Mapped[int] = mapped_column(ForeignKey("questions.id", ondelete="CASCADE"), primary_key=True)
    text: Mapped[str] = mapped_column(Text)


class CitedRow(Table):
    """A clause that an answer cited."""

    __tablename__ = "cited_clauses"

    question: Mapped[int] = mapped_column(ForeignKey("questions.id", ondelete="CASCADE"), primary_key=True)
    policy: Mapped[str] = mapped_column(String(64), primary_key=True)
    clause: Mapped[str] = mapped_column(String(32), primary_key=True)
    day: Mapped[date]

    __table_args__ = (Index("ix_cited_clauses_counts", "policy", "clause", "day"),)


class ApprovedRow(Table):
    """An answer that staff wrote; `policies` is the version of each policy that it rests on."""

    __tablename__ = "approved_answers"

    id: Mapped[int] = mapped_column(COUNTED, primary_key=True)
    key: Mapped[str] = mapped_column(KEY)
    question: Mapped[str] = mapped_column(Text)
    earlier: Mapped[tuple[str, ...]]
    answer: Mapped[str] = mapped_column(Text)
    policies: Mapped[dict[str, str]] = mapped_column(JSON)
    state: Mapped[str] = mapped_column(String(16))
    author: Mapped[str] = mapped_column(NAME)
    created_at: Mapped[datetime]
    reviewer: Mapped[str | None] = mapped_column(NAME)
    reviewed_at: Mapped[datetime | None]
    uses: Mapped[int]
    reason: Mapped[str | None] = mapped_column(Text)

    __table_args__ = (
        Index(
            "ix_approved_answers_in_use",
            "key",
            unique=True,
            sqlite_where=text("state = 'approved'"),
            postgresql_where=text("state = 'approved'"),
        ),
        Index("ix_approved_answers_key", "key"),
    )


class ClaimRow(Table):
    """Who has taken on the questions of a key."""

    __tablename__ = "claims"

    key: Mapped[str] = mapped_column(KEY, primary_key=True)
    at: Mapped[datetime]
    who: Mapped[str] = mapped_column(NAME)


class ContactRow(Table):
    """A department's contact as staff verified it; it goes before the one of the corpus."""

    __tablename__ = "contacts"

    department: Mapped[str] = mapped_column(String(100), primary_key=True)
    phone: Mapped[str | None] = mapped_column(String(40))
    address: Mapped[str | None] = mapped_column(String(200))
    hours: Mapped[str | None] = mapped_column(String(200))
    last_verified: Mapped[date | None]
    at: Mapped[datetime]
    who: Mapped[str] = mapped_column(NAME)


class DismissalRow(Table):
    """A question that staff decided needs no answer of its own."""

    __tablename__ = "dismissals"

    key: Mapped[str] = mapped_column(KEY, primary_key=True)
    at: Mapped[datetime]
    who: Mapped[str] = mapped_column(NAME)
    reason: Mapped[str] = mapped_column(Text)
