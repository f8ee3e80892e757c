"""The limit on the rate of requests where several processes share one PostgreSQL."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import text

from assistant.policy.corpus import Corpus
from assistant.records import Records, open_records
from assistant.records.ask_limits import OwnRates, SharedRates
from assistant.settings import Settings
from tests.functional.postgres import PostgresServer
from tests.functional.servers import Caller, running

RATE = 20


@pytest.fixture
def records(postgres: PostgresServer) -> Iterator[Records]:
    records = open_records(Settings(database_url=postgres.create()))
    yield records
    records.close()


def kept(records: Records) -> list[tuple[int, int]]:
    """Return the counts as (minutes ago, hits)."""
    with records.database.reading() as connection:
        ago = "floor(extract(epoch FROM clock_timestamp()) / 60) - minute"
        rows = connection.execute(text(f"SELECT {ago}, hits FROM request_counts ORDER BY minute DESC"))
        return [(int(minutes), hits) for minutes, hits in rows]


def count_back(records: Records, minutes: int) -> None:
    """Let all requests have come some minutes earlier."""
    with records.database.writing() as connection:
        connection.execute(text("UPDATE request_counts SET minute = minute - :minutes"), {"minutes": minutes})


def wait_for_a_minute_to_spare() -> None:
    """Wait where the minute is about to end, of which what follows takes a part."""
    if (left := 60 - time.time() % 60) < 10:
        time.sleep(left)


def test_two_processes_on_one_database_share_a_rate(
    corpus: Corpus, built_index: Path, postgres: PostgresServer
) -> None:
    settings = Settings(
        corpus_dir=corpus.directory, index_dir=built_index, database_url=postgres.create(), address_rate=RATE
    )
    with running(settings, settings) as servers, ThreadPoolExecutor(8) as callers:
        wait_for_a_minute_to_spare()
        calls = [Caller(server.site) for server in servers] * (2 * RATE)
        replies = list(callers.map(lambda call: call("/api/v1/rewards"), calls))
        assert Counter(reply.status for reply in replies) == {200: RATE, 429: 3 * RATE}
        refused = next(reply for reply in replies if reply.status == 429)
        assert f"每分钟最多{RATE}次" in refused.body["detail"]
        assert 1 <= int(refused.headers["Retry-After"]) <= 63
        assert all(Caller(server.site)("/healthz").status == 200 for server in servers)


def test_requests_at_once_are_counted_one_by_one(records: Records) -> None:
    wait_for_a_minute_to_spare()
    with ThreadPoolExecutor(8) as callers:
        told = list(callers.map(lambda _: records.rates.take("key 甲", 30), range(90)))
    assert told.count(0) == 30
    assert kept(records) == [(0, 30)]
    assert records.rates.take("key 乙", 30) == 0, "somebody else's requests"


def test_requests_fade_within_the_minute_after_theirs_and_then_go(records: Records) -> None:
    wait_for_a_minute_to_spare()
    assert [records.rates.take("key 甲", 2) > 0 for _ in range(3)] == [False, False, True]
    count_back(records, 1)
    gone = time.time() % 60
    wait = records.rates.take("key 甲", 2)
    # Two of a minute ago count as one from its half on.
    assert wait == 0 if gone > 31 else 1 <= wait + gone <= 33 if gone < 29 else wait >= 0
    count_back(records, 1)
    records.rates.purge()
    assert all(minutes <= 1 for minutes, _ in kept(records))
    count_back(records, 1)
    records.rates.purge()
    assert kept(records) == []


def test_without_the_database_each_process_counts_for_itself(postgres: PostgresServer) -> None:
    records = open_records(Settings(database_url="postgresql://nobody@127.0.0.1:1/nothing"))
    assert isinstance(records.rates, SharedRates)
    assert [records.rates.take("from 192.0.2.1", 2) > 0 for _ in range(3)] == [False, False, True]
    records.close()


def test_a_file_is_not_written_for_each_request(tmp_path: Path) -> None:
    records = open_records(Settings(database_url=f"sqlite:///{tmp_path}/records.sqlite3"))
    assert isinstance(records.rates, OwnRates)
    assert [records.rates.take("from 192.0.2.1", 2) > 0 for _ in range(3)] == [False, False, True]
    records.close()
