"""A hundred thousand records: counts stay right, and are read from indexes alone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import Engine, Select, create_engine, text

from assistant.records import Records, open_records
from assistant.records.database import read_url
from assistant.records.queue import queue_query
from assistant.records.register import RecordFilter
from assistant.records.statistics import clause_query, day_query, latency_query, subject_query
from assistant.settings import Settings
from tests.functional.postgres import PostgresServer

ROWS, DAYS = 100_000, 100

NUMBERS = f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {ROWS})"
DAY = {"sqlite": f"date('2021-01-01', '+' || (i % {DAYS}) || ' days')", "postgresql": f"DATE '2021-01-01' + i % {DAYS}"}
QUESTIONS = f"""
INSERT INTO questions (answer_id, asked_at, day, channel, question, earlier, key, subject, status, latency_ms,
                       guard_blocks, opinion, comment, waiting, approved)
{NUMBERS}
SELECT 'a' || i, '2021-01-01 00:00:00', {{day}}, 'page', '第' || i || '问', '[]', 'k' || (i % 1000), '事项' || (i % 7),
       CASE WHEN i % 10 = 0 THEN 'not_covered' ELSE 'answered' END, i % 200, CASE WHEN i % 100 = 0 THEN 1 ELSE 0 END,
       CASE WHEN i % 50 = 0 THEN 'dislike' END, NULL, i % 10 = 0, NULL
FROM n
"""
CITED = """
INSERT INTO cited_clauses (question, policy, clause, day)
SELECT id, 'p', '二（一）', day FROM questions WHERE status = 'answered'
"""


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """A database with all the rows."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path_factory.mktemp('volume') / 'records.sqlite3'}"
    else:
        server: PostgresServer = request.getfixturevalue("postgres")
        url = server.create()
    records = open_records(Settings(database_url=url))
    records.database.upgrade()
    records.close()
    engine = create_engine(read_url(Settings(database_url=url)), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(QUESTIONS.format(day=DAY[request.param])))
        connection.execute(text(CITED))
        if request.param == "postgresql":
            connection.execute(text("VACUUM ANALYZE"))
    yield engine
    engine.dispose()


@pytest.fixture
def records(engine: Engine) -> Iterator[Records]:
    records = open_records(Settings(database_url=engine.url.render_as_string(hide_password=False)))
    yield records
    records.close()


def explain(engine: Engine, query: Select[*tuple[object, ...]]) -> str:
    """Return the database's plan of a query."""
    statement = str(query.compile(engine, compile_kwargs={"literal_binds": True}))
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}").all()
            return "\n".join(row[-1] for row in rows)
        connection.exec_driver_sql("SET enable_seqscan = off")  # it reads small tables whole, whatever the indexes
        return json.dumps(connection.exec_driver_sql(f"EXPLAIN (FORMAT JSON) {statement}").scalar())


def test_counts_are_right(records: Records) -> None:
    found = records.counter.count()
    assert sum(day.questions for day in found.days) == ROWS and len(found.days) == DAYS
    assert found.statuses["not_covered"] == ROWS // 10
    assert sum(day.dislikes for day in found.days) == ROWS // 50
    assert found.guard_blocks == ROWS // 100
    assert found.clauses[0].times == ROWS - ROWS // 10
    assert (found.latency_ms.p50, found.latency_ms.p95) == (99, 189)
    week = records.counter.count(date(2021, 1, 1), date(2021, 1, 7))
    assert sum(day.questions for day in week.days) == 7 * ROWS // DAYS


def test_records_and_queue_are_found(records: Records) -> None:
    page = records.register.list(RecordFilter(status="not_covered"), 200)
    assert (page.total, page.pages, len(page.items)) == (ROWS // 10, 200, 50)
    assert records.register.list(RecordFilter(words="第9999问")).total == 1
    assert records.register.list(RecordFilter(words="没有这样的话")).total == 0
    queue = records.queue.list()
    assert len(queue) == 50 and queue[0].times == queue[0].opinions.dislike == ROWS // 1000


@pytest.mark.parametrize(
    ("query", "index"),
    [
        (day_query(None, None), "ix_questions_counts"),
        (day_query(date(2021, 1, 1), date(2021, 1, 7)), "ix_questions_counts"),
        (latency_query(None, None), "ix_questions_counts"),
        (subject_query(None, None), "ix_questions_subjects"),
        (clause_query(None, None), "ix_cited_clauses_counts"),
    ],
)
def test_statistics_read_indexes_and_no_table(engine: Engine, query: Select[*tuple[object, ...]], index: str) -> None:
    plan = explain(engine, query)
    assert index in plan
    if engine.dialect.name == "sqlite":
        assert f"COVERING INDEX {index}" in plan
    else:
        assert "Index Only Scan" in plan and "Seq Scan" not in plan


def test_the_queue_reads_what_waits_and_nothing_else(engine: Engine) -> None:
    assert "ix_questions_waiting" in explain(engine, queue_query())
