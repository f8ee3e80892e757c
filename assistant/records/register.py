"""The journal as staff read it: all records by filters."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from pydantic import Field
from sqlalchemy import ColumnElement, Row, Select, func, select
from sqlalchemy.orm import Session

from assistant.errors import NotFound
from assistant.models import Model
from assistant.records.database import Database
from assistant.records.journal import Channel, Opinion, RecordedStatus, storable
from assistant.records.schema import AnswerRow, ApprovedRow, CitedRow, QuestionRow

PAGE = 50


class RecordFilter(Model):
    """What records are looked for; days are dates where the policies are in force, both included."""

    status: RecordedStatus | None = None
    opinion: Opinion | None = None
    since: date | None = None
    until: date | None = None
    words: str = Field("", max_length=200)


class Record(Model):
    """A question as it was answered; `approved_by` names who approved the answer, where staff wrote it."""

    id: int
    asked_at: datetime
    channel: Channel
    question: str
    status: RecordedStatus
    clauses: tuple[str, ...]
    latency_ms: int
    guard_blocks: int
    opinion: Opinion | None
    comment: str | None
    approved_by: str | None


class RecordDetail(Model):
    """A record with the messages before it and the text of the answer."""

    record: Record
    earlier: tuple[str, ...]
    answer: str


class RecordPage(Model):
    """A page of records, the latest first."""

    items: tuple[Record, ...]
    total: int
    page: int
    pages: int


class Register:
    """Reads the journal."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def list(self, wanted: RecordFilter, page: int = 1) -> RecordPage:
        """Return a page of the records that fit."""
        with self._database.read() as session:
            total, numbers = _find(session, wanted, PAGE * (page - 1))
            rows = session.execute(
                _with_reviewer().where(QuestionRow.id.in_(numbers)).order_by(QuestionRow.id.desc())
            ).all()
            clauses = _clauses(session, numbers)
        items = tuple(_record(row, clauses) for row in rows)
        return RecordPage(items=items, total=total, page=page, pages=max(1, -(-total // PAGE)))

    def get(self, identifier: int) -> RecordDetail:
        """Return one record whole; raise `NotFound` where there is none."""
        with self._database.read() as session:
            row = session.execute(_with_reviewer().where(QuestionRow.id == identifier)).first()
            if row is None:
                raise NotFound("没有这条记录，可能已超过保存期限。")
            answer = session.get(AnswerRow, identifier)
            clauses = _clauses(session, [identifier])
        return RecordDetail(
            record=_record(row, clauses), earlier=tuple(row[0].earlier), answer=answer.text if answer else ""
        )


def _with_reviewer() -> Select[QuestionRow, str | None]:
    return select(QuestionRow, ApprovedRow.reviewer).outerjoin(ApprovedRow, ApprovedRow.id == QuestionRow.approved)


def _find(session: Session, wanted: RecordFilter, offset: int) -> tuple[int, list[int]]:
    """Return how many records fit, and which are on the page that begins at `offset`."""
    conditions = _conditions(wanted)
    counted = select(func.count()).select_from(QuestionRow).where(*conditions)
    if wanted.words and not offset:  # no index has words: read the texts once, not once to count and once to list
        query = select(QuestionRow.id, func.count().over()).where(*conditions)
        rows = session.execute(query.order_by(QuestionRow.id.desc()).limit(PAGE)).all()
        return rows[0][1] if rows else 0, [row[0] for row in rows]
    ordered = select(QuestionRow.id).where(*conditions).order_by(QuestionRow.id.desc())
    return session.scalar(counted) or 0, list(session.scalars(ordered.limit(PAGE).offset(offset)))


def _conditions(wanted: RecordFilter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if wanted.status:
        conditions.append(QuestionRow.status == wanted.status)
    if wanted.opinion:
        conditions.append(QuestionRow.opinion == wanted.opinion)
    if wanted.since:
        conditions.append(QuestionRow.day >= wanted.since)
    if wanted.until:
        conditions.append(QuestionRow.day < wanted.until + timedelta(days=1))
    conditions += [QuestionRow.question.icontains(word, autoescape=True) for word in storable(wanted.words).split()[:8]]
    return conditions


def _record(row: Row[QuestionRow, str | None], clauses: dict[int, list[str]]) -> Record:
    question, reviewer = row[0], row[1]
    return Record(
        id=question.id,
        asked_at=question.asked_at,
        channel=question.channel,
        question=question.question,
        status=question.status,
        clauses=tuple(clauses.get(question.id, ())),
        latency_ms=question.latency_ms,
        guard_blocks=question.guard_blocks,
        opinion=question.opinion,
        comment=question.comment,
        approved_by=reviewer,
    )


def _clauses(session: Session, questions: list[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    query = select(CitedRow.question, CitedRow.clause).where(CitedRow.question.in_(questions))
    for question, clause in session.execute(query):
        found.setdefault(question, []).append(clause)
    return found
