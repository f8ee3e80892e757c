"""The journal: every question with its answer, and what people thought of it; personal data is masked before."""

from __future__ import annotations

import logging
import secrets
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Literal

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from assistant.clock import Clock, local_day
from assistant.errors import NotFound, RecordsUnavailable
from assistant.models import Answer, GuardResult, Model, Status, Turn
from assistant.records.database import Database
from assistant.records.schema import AnswerRow, ApprovedRow, CitedRow, DismissalRow, QuestionRow
from assistant.text.masking import mask
from assistant.tracing import span

if TYPE_CHECKING:
    from assistant.answering.release import Reply
    from assistant.service import Assistant

LOG = logging.getLogger(__name__)
LONGEST_TEXT = 4000  # characters of a question or comment that are kept

Channel = Literal["page", "api", "openai", "mcp", "wecom", "wechat"]
Opinion = Literal["like", "dislike"]
RecordedStatus = Status | Literal["acknowledged", "handover", "signpost"]
"""How a question was dealt with; a greeting asks for nothing, and counts apart from what was not covered."""


class Logged(Model):
    """An answer, what the guard made of it, and the name under which opinions on it are taken.

    `answer_id` is None where it could not be written down.
    """

    answer: Answer
    answer_id: str | None
    guard: GuardResult = GuardResult(ok=True)
    blocked: int = 0


class Journal:
    """Writes questions and opinions; what it has returned is on disk. `observe` is told of each answer."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self.observe: Callable[[Reply, Channel, float], None] = lambda reply, channel, seconds: None

    def ask(
        self, assistant: Assistant, question: str, history: Sequence[Turn], as_of: date | None, channel: Channel
    ) -> Logged:
        """Answer a question and write it down; an answer that can't be written down is given all the same."""
        pieces = self.stream(assistant, question, history, as_of, channel, whole=True)
        return next(piece for piece in pieces if isinstance(piece, Logged))

    def stream(
        self,
        assistant: Assistant,
        question: str,
        history: Sequence[Turn],
        as_of: date | None,
        channel: Channel,
        whole: bool = False,
    ) -> Iterator[str | Logged]:
        """Yield an answer piece by piece, each fit to be shown, and last the whole as it was written down.

        `whole` yields no pieces. Input that can't be used has none either.
        """
        started = time.perf_counter()
        asked = (question, history, as_of)
        with span("answer", channel=channel) as current:
            for piece in [assistant.reply(*asked)] if whole else assistant.stream(*asked):
                if isinstance(piece, str):
                    yield piece
                    continue
                seconds = time.perf_counter() - started
                current.set_attributes({"status": piece.answer.status, "blocked": piece.blocked})
                self.observe(piece, channel, seconds)
                yield Logged(
                    answer=piece.answer,
                    answer_id=self._try_to_write(piece, channel, round(1000 * seconds)),
                    guard=piece.guard,
                    blocked=piece.blocked,
                )

    def _try_to_write(self, reply: Reply, channel: Channel, latency_ms: int) -> str | None:
        try:
            return self.write(reply, channel, latency_ms)
        except RecordsUnavailable:
            LOG.error("a question was answered and not written down")
            return None

    def write(self, reply: Reply, channel: Channel, latency_ms: int) -> str:
        """Write an answered question down and return the name of the answer."""
        row = self._row(reply, channel, latency_ms)
        answer = AnswerRow(text=clean(reply.answer.text))
        places = dict.fromkeys((citation.policy, citation.clause) for citation in reply.answer.citations)
        with self._database.write() as session:
            row.waiting = _is_open(reply) and session.get(DismissalRow, row.key) is None
            session.add(row)
            session.flush()
            answer.question = row.id
            session.add(answer)
            session.add_all(CitedRow(question=row.id, policy=p, clause=c, day=row.day) for p, c in places)
            _count_use(session, reply.approved)
        return row.answer_id

    def judge(self, answer_id: str, opinion: Opinion | None, comment: str | None = None) -> None:
        """Keep an opinion on an answer, in place of any before; raise `NotFound` where there is no such answer."""
        with self._database.write() as session:
            row = session.scalars(select(QuestionRow).where(QuestionRow.answer_id == answer_id)).first()
            if row is None:
                raise NotFound("没有这条答复，可能已超过保存期限。")
            if opinion == "dislike":
                row.waiting = True
            elif row.opinion == "dislike" and row.status != "not_covered":
                row.waiting = False
            row.opinion = opinion
            row.comment = clean(comment) if comment and opinion else None

    def _row(self, reply: Reply, channel: Channel, latency_ms: int) -> QuestionRow:
        now = self._clock()
        return QuestionRow(
            answer_id=secrets.token_urlsafe(16),
            asked_at=now,
            day=local_day(now),
            channel=channel,
            question=clean(reply.answer.question),
            earlier=tuple(map(clean, reply.earlier)),
            key=reply.key,
            subject=reply.subject[:64],
            status=_status(reply),
            latency_ms=latency_ms,
            guard_blocks=reply.blocked,
            opinion=None,
            comment=None,
            approved=reply.approved,
        )


def clean(text: str) -> str:
    """Return what may be stored of a text: masked, not longer than allowed, and nothing that a database refuses.

    >>> clean("我叫张三" + chr(0))
    '我叫〔姓名隐去〕�'
    """
    return mask(storable(text[:LONGEST_TEXT]))


def storable(text: str) -> str:
    """Return the text without what a database refuses: zeros, and halves of characters."""
    return "".join("\ufffd" if c == "\0" or "\ud800" <= c <= "\udfff" else c for c in text)


def _is_open(reply: Reply) -> bool:
    """Whether staff should look at the question: it was not answered although it might have been."""
    unanswered = reply.answer.status == "not_covered" or (reply.blocked > 0 and reply.approved is None)
    return bool(reply.key) and reply.expected and unanswered


def _status(reply: Reply) -> RecordedStatus:
    """Return how the question was dealt with."""
    greeted = reply.answer.status == "not_covered" and bool(reply.key) and not reply.expected
    return "acknowledged" if greeted else reply.answer.status


def _count_use(session: Session, approved: int | None) -> None:
    if approved is not None:
        used = update(ApprovedRow).where(ApprovedRow.id == approved).values(uses=ApprovedRow.uses + 1)
        session.execute(used)
