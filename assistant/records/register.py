"""The journal as staff read it: all records by filters, and the queue of what wants an answer."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from pydantic import Field
from sqlalchemy import ColumnElement, Row, Select, func, select, update
from sqlalchemy.orm import Session

from assistant.clock import Clock
from assistant.errors import NotFound
from assistant.models import Model, Status
from assistant.records.audit import Event, note
from assistant.records.database import Database
from assistant.records.journal import Channel, Opinion, clean, storable
from assistant.records.tables import AnswerRow, ApprovedRow, CitedRow, DismissalRow, QuestionRow

PAGE = 50
QUEUE = 50
COMMENTS = 5


class RecordFilter(Model):
    """What records are looked for; days are dates where the policies are in force, both included."""

    status: Status | None = None
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
    status: Status
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


class OpinionCount(Model):
    """How many liked and disliked the answers."""

    like: int
    dislike: int


class QueueItem(Model):
    """A question that wants an answer, with all that asked the same; `record` is the latest of them."""

    question: str
    times: int
    last_asked_at: datetime
    status: Status
    opinions: OpinionCount
    comments: tuple[str, ...]
    record: int
    key: str


class Register:
    """Reads the journal."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

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

    def queue(self) -> tuple[QueueItem, ...]:
        """Return the questions that want an answer, the most wanted first."""
        with self._database.read() as session:
            groups = session.execute(queue_query()).all()
            latest = {
                row.id: row
                for row in session.scalars(select(QuestionRow).where(QuestionRow.id.in_([g.record for g in groups])))
            }
            comments = _comments(session, [group.key for group in groups])
        return tuple(
            QueueItem(
                question=latest[group.record].question,
                times=group.times,
                last_asked_at=latest[group.record].asked_at,
                status=latest[group.record].status,
                opinions=OpinionCount(like=group.likes, dislike=group.dislikes),
                comments=tuple(comments.get(group.key, ())[:COMMENTS]),
                record=group.record,
                key=group.key,
            )
            for group in groups
            if group.record in latest
        )

    def dismiss(self, identifier: int, reason: str, who: str) -> None:
        """Take a question off the queue, and keep it off unless somebody dislikes its answer."""
        with self._database.write() as session:
            row = session.get(QuestionRow, identifier)
            if row is None:
                raise NotFound("没有这条记录，可能已超过保存期限。")
            session.merge(DismissalRow(key=row.key, at=self._clock(), who=who, reason=clean(reason)))
            settle(session, row.key)
            note(session, self._clock(), who, Event.DISMISSED, row.question, clean(reason))


def settle(session: Session, key: str) -> None:
    """Mark all questions of a key as dealt with."""
    waiting = QuestionRow.key == key, QuestionRow.waiting.is_(True)
    session.execute(update(QuestionRow).where(*waiting).values(waiting=False))


def queue_query() -> Select[str, int, int, int, int]:
    """Return the query of the queue, which reads one index and nothing else."""
    times = func.count()
    dislikes = func.count().filter(QuestionRow.opinion == "dislike")
    likes = func.count().filter(QuestionRow.opinion == "like")
    return (
        select(
            QuestionRow.key,
            times.label("times"),
            likes.label("likes"),
            dislikes.label("dislikes"),
            func.max(QuestionRow.id).label("record"),
        )
        .where(QuestionRow.waiting.is_(True))
        .group_by(QuestionRow.key)
        .order_by((times + dislikes).desc(), func.max(QuestionRow.id).desc())
        .limit(QUEUE)
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


def _comments(session: Session, keys: list[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    query = (
        select(QuestionRow.key, QuestionRow.comment)
        .where(QuestionRow.key.in_(keys), QuestionRow.waiting.is_(True), QuestionRow.comment.is_not(None))
        .order_by(QuestionRow.id.desc())
    )
    for key, comment in session.execute(query):
        found.setdefault(key, []).append(comment or "")
    return found
