"""Records in both databases: SQLite in a file, and a real PostgreSQL server; with a clock that stands still."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant.answering.release import Reply
from assistant.models import Answer, Citation, Status
from assistant.records import Records, open_records
from assistant.records.approvals import Wording
from assistant.records.register import RecordFilter
from assistant.settings import Settings
from tests.functional.postgres import PostgresServer

PASSWORD = "long enough for a test"
START = datetime(2021, 8, 31, 15, 0, tzinfo=UTC)  # 23:00 in Ningde


@dataclass
class Time:
    """A clock that stands still until it is moved."""

    moment: datetime = START

    def __call__(self) -> datetime:
        return self.moment

    def pass_by(self, **span: float) -> None:
        self.moment += timedelta(**span)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/deep/records.sqlite3"
    server: PostgresServer = request.getfixturevalue("postgres")
    return server.create()


@pytest.fixture
def settings(database_url: str) -> Settings:
    return Settings(database_url=database_url, retention_days=30)


@pytest.fixture
def clock() -> Time:
    return Time()


@pytest.fixture
def records(settings: Settings, clock: Time) -> Iterator[Records]:
    records = open_records(settings, clock)
    records.database.upgrade()
    yield records
    records.close()


def reply(
    question: str = "研发加计扣除怎么办",
    status: Status = "not_covered",
    key: str = "",
    blocked: int = 0,
    **more: object,
) -> Reply:
    cited = (Citation(policy="p", clause="二（一）", quote="x"), Citation(policy="p", clause="二（一）", quote="y"))
    answer = Answer(
        question=question, status=status, text=f"答：{question}", citations=cited if status == "answered" else ()
    )
    return Reply(answer=answer, key=key or question, subject="加计扣除", expected=True, blocked=blocked).model_copy(
        update=more
    )


def wording(key: str = "研发加计扣除怎么办", text: str = "请咨询税务部门。") -> Wording:
    return Wording(key=key, question="研发加计扣除怎么办", earlier=(), text=text, policies={"p": "v1"})


def latest(records: Records) -> int:
    return records.register.list(RecordFilter()).items[0].id
