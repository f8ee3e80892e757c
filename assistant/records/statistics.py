"""What the journal adds up to, counted by the database from indexes alone."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import date
from typing import TextIO

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from assistant.models import Model
from assistant.records.database import Database
from assistant.records.schema import CitedRow, QuestionRow

MOST = 20
OTHER = "其他"
STATUSES = {
    "answered": "已答复",
    "clarify": "请其说明",
    "not_covered": "文件未涵盖",
    "refused": "不予受理",
    "acknowledged": "寒暄致谢",
    "handover": "转人工",
    "signpost": "指引去处",
    "error": "无法读取",
}
"""How questions were dealt with, in the words of staff; a greeting is no question that wanted an answer."""

HEADINGS = ("日期", "提问", *STATUSES.values(), "评为没用", "核验拦截")


class Day(Model):
    """The questions of one day."""

    day: date
    questions: int
    answered: int
    clarify: int
    not_covered: int
    refused: int
    acknowledged: int
    handover: int
    signpost: int
    error: int
    dislikes: int
    guard_blocks: int


class ClauseCount(Model):
    """How often answers cited a clause."""

    policy: str
    clause: str
    times: int


class SubjectCount(Model):
    """How often a subject was asked about and not covered; `example` is how it was last asked about."""

    topic: str
    times: int
    example: str


class Latency(Model):
    """How long answers took, in milliseconds; None where there was none."""

    p50: int | None
    p95: int | None


class Statistics(Model):
    """The counts of a stretch of days."""

    days: tuple[Day, ...]
    statuses: dict[str, int]
    clauses: tuple[ClauseCount, ...]
    unanswered: tuple[SubjectCount, ...]
    latency_ms: Latency
    guard_blocks: int


class Counter:
    """Counts what the journal holds."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def count(self, since: date | None = None, until: date | None = None) -> Statistics:
        """Return the counts from `since` to `until`, both included."""
        with self._database.read() as session:
            days = _days(session, since, until)
            clauses = session.execute(clause_query(since, until)).all()
            subjects = session.execute(subject_query(since, until)).all()
            examples = {topic: session.scalar(_latest(topic, since, until)) or "" for topic, _ in subjects}
            latencies = session.execute(latency_query(since, until)).all()
        return Statistics(
            days=days,
            statuses={status: sum(getattr(day, status) for day in days) for status in STATUSES},
            clauses=tuple(ClauseCount(policy=policy, clause=clause, times=times) for policy, clause, times in clauses),
            unanswered=tuple(
                SubjectCount(topic=topic or OTHER, times=times, example=examples[topic]) for topic, times in subjects
            ),
            latency_ms=Latency(p50=percentile(latencies, 50), p95=percentile(latencies, 95)),
            guard_blocks=sum(day.guard_blocks for day in days),
        )


def day_query(since: date | None, until: date | None) -> Select[date, str, int, int, int]:
    """Count questions by day and status."""
    return (
        select(
            QuestionRow.day,
            QuestionRow.status,
            func.count(),
            func.count().filter(QuestionRow.opinion == "dislike"),
            func.coalesce(func.sum(QuestionRow.guard_blocks), 0),
        )
        .where(*_within(QuestionRow.day, since, until))
        .group_by(QuestionRow.day, QuestionRow.status)
        .order_by(QuestionRow.day)
    )


def clause_query(since: date | None, until: date | None) -> Select[str, str, int]:
    """Count citations by clause."""
    times = func.count()
    return (
        select(CitedRow.policy, CitedRow.clause, times)
        .where(*_within(CitedRow.day, since, until))
        .group_by(CitedRow.policy, CitedRow.clause)
        .order_by(times.desc(), CitedRow.policy, CitedRow.clause)
        .limit(MOST)
    )


def subject_query(since: date | None, until: date | None) -> Select[str, int]:
    """Count what was not covered by subject."""
    times = func.count()
    return (
        select(QuestionRow.subject, times)
        .where(QuestionRow.status == "not_covered", *_within(QuestionRow.day, since, until))
        .group_by(QuestionRow.subject)
        .order_by(times.desc(), QuestionRow.subject)
        .limit(MOST)
    )


def _latest(subject: str, since: date | None, until: date | None) -> Select[str]:
    """Ask for the latest question on a subject that was not covered."""
    return (
        select(QuestionRow.question)
        .where(
            QuestionRow.status == "not_covered",
            QuestionRow.subject == subject,
            *_within(QuestionRow.day, since, until),
        )
        .order_by(QuestionRow.id.desc())
        .limit(1)
    )


def latency_query(since: date | None, until: date | None) -> Select[int, int]:
    """Count answers by their latency: a percentile is read from that, in any database."""
    return (
        select(QuestionRow.latency_ms, func.count())
        .where(*_within(QuestionRow.day, since, until))
        .group_by(QuestionRow.latency_ms)
    )


def percentile(counts: Iterable[tuple[int, int]], percent: int) -> int | None:
    """Return the value that so many percent do not exceed, from values and how often each occurs.

    >>> percentile([(30, 1), (10, 8), (20, 1)], 50), percentile([(10, 8), (20, 1), (30, 1)], 95), percentile([], 50)
    (10, 30, None)
    """
    ordered = sorted(counts)
    wanted, passed = sum(times for _, times in ordered) * percent / 100, 0
    for value, times in ordered:
        passed += times
        if passed >= wanted:
            return value
    return None


def _days(session: Session, since: date | None, until: date | None) -> tuple[Day, ...]:
    days: dict[date, dict[str, int]] = {}
    for day, status, times, dislikes, blocks in session.execute(day_query(since, until)):
        counts = days.setdefault(day, dict.fromkeys(list(Day.model_fields)[1:], 0))
        counts[status] += times
        for name, number in (("questions", times), ("dislikes", dislikes), ("guard_blocks", blocks)):
            counts[name] += number
    return tuple(Day(day=day, **counts) for day, counts in days.items())


def _within(column: InstrumentedAttribute[date], since: date | None, until: date | None) -> list[ColumnElement[bool]]:
    return [*([column >= since] if since else []), *([column <= until] if until else [])]


def write_days(days: Iterable[Day], stream: TextIO) -> None:
    """Write the days as CSV under Chinese headings; dates and numbers only, so that nothing reads as a formula."""
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(HEADINGS)
    writer.writerows(day.model_dump(mode="json").values() for day in days)
