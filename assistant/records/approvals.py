"""Answers that staff wrote: proposed, approved, in use, revoked. Who writes and who approves is audited."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Literal

from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from assistant.answering.approved import ApprovedAnswer
from assistant.clock import Clock
from assistant.errors import Conflict, NotAllowed, NotFound, RecordsUnavailable
from assistant.models import Model
from assistant.records.audit import Event, note
from assistant.records.database import Database
from assistant.records.journal import clean, storable
from assistant.records.queue import settle
from assistant.records.schema import ApprovedRow, QuestionRow

LOG = logging.getLogger(__name__)
SYSTEM = "系统"
"""Who takes an answer out of use that the guard no longer passes."""

WORDINGS = 30  # questions that are listed as they were asked

State = Literal["proposed", "approved", "revoked", "stale"]


class Wording(Model):
    """An answer for the questions of a key, as it passed the guard."""

    key: str
    question: str
    earlier: tuple[str, ...]
    text: str
    policies: Mapping[str, str]


class Approved(Model):
    """An answer that staff wrote; `stale` where a policy has changed or the guard objected since."""

    id: int
    question: str
    earlier: tuple[str, ...]
    text: str
    state: State
    author: str
    created_at: datetime
    reviewer: str | None
    reviewed_at: datetime | None
    uses: int
    reason: str | None


class ApprovedDetail(Model):
    """An answer with the questions that it is for, as they were asked, and all answers ever written for these."""

    answer: Approved
    wordings: tuple[str, ...]
    versions: tuple[Approved, ...]


class Approvals:
    """The answers of staff."""

    def __init__(self, database: Database, clock: Clock, own_approval: bool = False) -> None:
        """`own_approval` lets reviewers approve what they wrote themselves; else it takes two."""
        self.own_approval = own_approval
        self._database = database
        self._clock = clock

    def find(self, key: str) -> ApprovedAnswer | None:
        """Return the answer in use for a key; None too where the database can't be asked."""
        try:
            with self._database.read() as session:
                row = session.scalars(
                    select(ApprovedRow).where(ApprovedRow.key == key, ApprovedRow.state == "approved")
                ).first()
        except RecordsUnavailable:
            LOG.error("approved answers could not be looked up")
            return None
        return _answer(row) if row else None

    def retire(self, identifier: int, reason: str) -> None:
        """Take an answer out of use that the guard no longer passes."""
        try:
            with self._database.write() as session:
                self._move(session, identifier, ("approved",), "stale", SYSTEM, Event.STALE, reason)
        except (RecordsUnavailable, Conflict, NotFound):
            LOG.error("approved answer %d could not be retired", identifier)

    def list(self, is_current: Callable[[ApprovedAnswer], bool]) -> tuple[Approved, ...]:
        """Return all answers, the latest first."""
        with self._database.read() as session:
            rows = session.scalars(select(ApprovedRow).order_by(ApprovedRow.id.desc())).all()
        return tuple(_approved(row, is_current) for row in rows)

    def get(self, identifier: int) -> Approved:
        """Return one answer; raise `NotFound` where there is none."""
        with self._database.read() as session:
            return _approved(_find(session, identifier), lambda _: True)

    def key(self, identifier: int) -> str:
        """Return the key of the questions that an answer is for."""
        with self._database.read() as session:
            return _find(session, identifier).key

    def describe(self, identifier: int, is_current: Callable[[ApprovedAnswer], bool]) -> ApprovedDetail:
        """Return one answer with its wordings and versions, the latest first."""
        with self._database.read() as session:
            row = _find(session, identifier)
            asked = select(QuestionRow.question, func.max(QuestionRow.id)).where(QuestionRow.key == row.key)
            latest = asked.group_by(QuestionRow.question).order_by(func.max(QuestionRow.id).desc()).limit(WORDINGS)
            wordings = tuple(question for question, _ in session.execute(latest))
            same = select(ApprovedRow).where(ApprovedRow.key == row.key).order_by(ApprovedRow.id.desc())
            versions = tuple(_approved(version, is_current) for version in session.scalars(same))
            return ApprovedDetail(answer=_approved(row, is_current), wordings=wordings, versions=versions)

    def add(self, wording: Wording, author: str, approve: bool) -> Approved:
        """Keep an answer that passed the guard; `approve` puts it in use at once."""
        with self._database.write() as session:
            row = ApprovedRow(
                key=wording.key,
                question=clean(wording.question),
                earlier=tuple(map(clean, wording.earlier)),
                answer=storable(wording.text),
                policies=dict(wording.policies),
                state="proposed",
                author=author,
                created_at=self._clock(),
                uses=0,
            )
            session.add(row)
            session.flush()
            note(session, self._clock(), author, Event.PROPOSED, _name(row), row.question)
            if approve:
                self._approve(session, row, wording, author)
        return _approved(row, lambda _: True)

    def approve(self, identifier: int, wording: Wording, reviewer: str) -> Approved:
        """Put an answer in use, as it passed the guard just now; an older one for the same questions goes."""
        with self._database.write() as session:
            row = _find(session, identifier)
            if row.state not in ("proposed", "stale", "approved"):
                raise Conflict("该答复已撤销，不能核准；如需使用，请另写一条。")
            if row.state == "proposed" and row.author == reviewer and not self.own_approval:
                raise NotAllowed("自己写的答复须由另一位审核人员核准。")
            self._approve(session, row, wording, reviewer)
        return _approved(row, lambda _: True)

    def follow(self, identifier: int, key: str) -> bool:
        """Let an answer in use serve the key that its question has now; return whether it did not before, and may.

        It may not where another answer in use has that key.
        """
        with self._database.write() as session:
            row = _find(session, identifier)
            taken = select(ApprovedRow.id).where(ApprovedRow.key == key, ApprovedRow.state == "approved")
            if row.state != "approved" or session.scalars(taken).first() is not None:
                return False
            row.key = key
            settle(session, key)
            note(session, self._clock(), SYSTEM, Event.FOLLOWED, _name(row), row.question)
        return True

    def revoke(self, identifier: int, reason: str, reviewer: str) -> Approved:
        """Take an answer out of use for good."""
        with self._database.write() as session:
            states: tuple[State, ...] = ("proposed", "approved", "stale")
            row = self._move(session, identifier, states, "revoked", reviewer, Event.REVOKED, clean(reason))
            row.reviewer, row.reviewed_at = reviewer, self._clock()
        return _approved(row, lambda _: True)

    def _approve(self, session: Session, row: ApprovedRow, wording: Wording, reviewer: str) -> None:
        others = ApprovedRow.key == wording.key, ApprovedRow.state == "approved", ApprovedRow.id != row.id
        replaced = update(ApprovedRow).where(*others).values(state="revoked", reason=f"由第{row.id}号答复替代")
        session.execute(replaced)
        row.state, row.reason = "approved", None
        row.key, row.policies = wording.key, dict(wording.policies)
        row.reviewer, row.reviewed_at = reviewer, self._clock()
        try:
            session.flush()
        except IntegrityError as error:
            raise Conflict("另一位审核人员刚刚为同一问题核准了答复，请刷新后再办理。") from error
        settle(session, row.key)
        note(session, self._clock(), reviewer, Event.APPROVED, _name(row), row.question)

    def _move(
        self,
        session: Session,
        identifier: int,
        sources: tuple[State, ...],
        to: State,
        who: str,
        what: Event,
        reason: str,
    ) -> ApprovedRow:
        row = _find(session, identifier)
        if row.state not in sources:
            raise Conflict("该答复的状态已有变化，请刷新后再办理。")
        row.state, row.reason = to, reason
        note(session, self._clock(), who, what, _name(row), reason)
        return row


def _find(session: Session, identifier: int) -> ApprovedRow:
    row = session.get(ApprovedRow, identifier, with_for_update=True)
    if row is None:
        raise NotFound("没有这条答复。")
    return row


def _name(row: ApprovedRow) -> str:
    return f"第{row.id}号答复"


def _answer(row: ApprovedRow) -> ApprovedAnswer:
    return ApprovedAnswer(id=row.id, text=row.answer, policies=row.policies)


def _approved(row: ApprovedRow, is_current: Callable[[ApprovedAnswer], bool]) -> Approved:
    stale = row.state == "approved" and not is_current(_answer(row))
    return Approved.model_validate(
        {
            "id": row.id,
            "question": row.question,
            "earlier": row.earlier,
            "text": row.answer,
            "state": "stale" if stale else row.state,
            "author": row.author,
            "created_at": row.created_at,
            "reviewer": row.reviewer,
            "reviewed_at": row.reviewed_at,
            "uses": row.uses,
            "reason": "政策文件或奖补表已有变化，须重新核准" if stale else row.reason,
        }
    )
