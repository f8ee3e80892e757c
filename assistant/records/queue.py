"""The queue of what wants an answer: who has taken it on, what has been submitted for it, and what needs none."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Literal

from pydantic import Field
from sqlalchemy import ColumnElement, Select, delete, func, select, update
from sqlalchemy.orm import Session

from assistant.clock import Clock
from assistant.errors import NotFound
from assistant.models import Model
from assistant.records.audit import Event, note
from assistant.records.database import Database
from assistant.records.journal import Opinion, RecordedStatus, clean, storable
from assistant.records.schema import ApprovedRow, ClaimRow, DismissalRow, QuestionRow

QUEUE = 50
COMMENTS = 5

Progress = Literal["open", "mine", "claimed", "submitted"]


class QueueFilter(Model):
    """What is looked for; `progress` tells nobody's, one's own and anybody's questions, and those submitted."""

    words: str = Field("", max_length=200)
    status: RecordedStatus | None = None
    opinion: Opinion | None = None
    progress: Progress | None = None


class OpinionCount(Model):
    """How many liked and disliked the answers."""

    like: int
    dislike: int


class QueueItem(Model):
    """A question that wants an answer, with all that asked the same; `record` is the latest of them.

    `earlier` is what was asked before it; `claimed_by` has taken it on; `submitted_by` wrote an answer that waits for
    approval.
    """

    question: str
    earlier: tuple[str, ...]
    subject: str
    times: int
    last_asked_at: datetime
    status: RecordedStatus
    opinions: OpinionCount
    comments: tuple[str, ...]
    record: int
    key: str
    claimed_by: str | None
    submitted_by: str | None


class Queue:
    """Reads and shortens the queue."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def list(self, wanted: QueueFilter | None = None, who: str = "") -> tuple[QueueItem, ...]:
        """Return the questions that want an answer and fit, the most wanted first; `who` is whose are `mine`."""
        wanted = wanted or QueueFilter()
        with self._database.read() as session:
            groups = session.execute(queue_query(*_conditions(wanted, who))).all()
            keys = [group.key for group in groups]
            numbers = [group.record for group in groups]
            latest = {row.id: row for row in session.scalars(select(QuestionRow).where(QuestionRow.id.in_(numbers)))}
            comments = _comments(session, keys)
            claims = {row.key: row.who for row in session.scalars(select(ClaimRow).where(ClaimRow.key.in_(keys)))}
            submitted = _submitted(session, keys)
        return tuple(
            _item(
                latest[group.record],
                group.times,
                OpinionCount(like=group.likes, dislike=group.dislikes),
                comments,
                claims.get(group.key),
                submitted.get(group.key),
            )
            for group in groups
            if group.record in latest
        )

    def claim(self, identifier: int, who: str) -> None:
        """Take a question on, from whoever had it."""
        with self._database.write() as session:
            session.merge(ClaimRow(key=_find(session, identifier).key, who=who, at=self._clock()))

    def release(self, identifier: int) -> None:
        """Let others take a question on."""
        with self._database.write() as session:
            session.execute(delete(ClaimRow).where(ClaimRow.key == _find(session, identifier).key))

    def dismiss(self, identifiers: Collection[int], reason: str, who: str) -> None:
        """Take questions off the queue, and keep them off unless somebody dislikes an answer to them."""
        with self._database.write() as session:
            for identifier in identifiers:
                row = _find(session, identifier)
                session.merge(DismissalRow(key=row.key, at=self._clock(), who=who, reason=clean(reason)))
                settle(session, row.key)
                note(session, self._clock(), who, Event.DISMISSED, row.question, clean(reason))


def settle(session: Session, key: str) -> None:
    """Mark all questions of a key as dealt with."""
    waiting = QuestionRow.key == key, QuestionRow.waiting.is_(True)
    session.execute(update(QuestionRow).where(*waiting).values(waiting=False))
    session.execute(delete(ClaimRow).where(ClaimRow.key == key))


def queue_query(*conditions: ColumnElement[bool]) -> Select[str, int, int, int, int]:
    """Return the query of the queue, which reads one index and nothing else where there are no conditions."""
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
        .where(QuestionRow.waiting.is_(True), *conditions)
        .group_by(QuestionRow.key)
        .order_by((times + dislikes).desc(), func.max(QuestionRow.id).desc())
        .limit(QUEUE)
    )


def _conditions(wanted: QueueFilter, who: str) -> Iterable[ColumnElement[bool]]:
    for word in storable(wanted.words).split()[:8]:
        yield QuestionRow.question.icontains(word, autoescape=True)
    if wanted.status:
        yield QuestionRow.status == wanted.status
    if wanted.opinion:
        yield QuestionRow.opinion == wanted.opinion
    claimed = select(ClaimRow.key)
    proposed = select(ApprovedRow.key).where(ApprovedRow.state == "proposed")
    if wanted.progress == "mine":
        yield QuestionRow.key.in_(claimed.where(ClaimRow.who == who))
    elif wanted.progress == "claimed":
        yield QuestionRow.key.in_(claimed)
    elif wanted.progress == "submitted":
        yield QuestionRow.key.in_(proposed)
    elif wanted.progress == "open":
        yield QuestionRow.key.not_in(claimed)
        yield QuestionRow.key.not_in(proposed)


def _item(
    row: QuestionRow,
    times: int,
    opinions: OpinionCount,
    comments: Mapping[str, list[str]],
    claimed_by: str | None,
    submitted_by: str | None,
) -> QueueItem:
    return QueueItem.model_validate(
        {
            "question": row.question,
            "earlier": tuple(row.earlier),
            "subject": row.subject,
            "times": times,
            "last_asked_at": row.asked_at,
            "status": row.status,
            "opinions": opinions,
            "comments": tuple(comments.get(row.key, ())[:COMMENTS]),
            "record": row.id,
            "key": row.key,
            "claimed_by": claimed_by,
            "submitted_by": submitted_by,
        }
    )


def _find(session: Session, identifier: int) -> QuestionRow:
    row = session.get(QuestionRow, identifier)
    if row is None:
        raise NotFound("没有这条记录，可能已超过保存期限。")
    return row


def _submitted(session: Session, keys: Collection[str]) -> dict[str, str]:
    query = select(ApprovedRow.key, ApprovedRow.author).where(
        ApprovedRow.key.in_(keys), ApprovedRow.state == "proposed"
    )
    return {key: author for key, author in session.execute(query.order_by(ApprovedRow.id)).all()}


def _comments(session: Session, keys: Collection[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    query = (
        select(QuestionRow.key, QuestionRow.comment)
        .where(QuestionRow.key.in_(keys), QuestionRow.waiting.is_(True), QuestionRow.comment.is_not(None))
        .order_by(QuestionRow.id.desc())
    )
    for key, comment in session.execute(query):
        found.setdefault(key, []).append(comment or "")
    return found
