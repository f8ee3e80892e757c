"""Records as servers of their own keep them: two on one database, one that is killed, one whose database goes down."""

from __future__ import annotations

import http.client
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote_plus, urlsplit

import pytest
from sqlalchemy import select

from assistant.policy.corpus import Corpus
from assistant.records import Records, open_records
from assistant.records.register import RecordFilter
from assistant.records.schema import QuestionRow
from assistant.settings import Settings
from tests.functional.postgres import PostgresServer
from tests.functional.servers import Caller, log_in, running

PASSWORD = "long enough for a test"
QUESTION = "省级企业技术中心奖励多少"
APPROVED = "新认定的省级企业技术中心，一次性奖励50万元，见二（一）。"


@pytest.fixture
def postgres_settings(corpus: Corpus, built_index: Path, postgres: PostgresServer) -> Settings:
    return Settings(
        corpus_dir=corpus.directory, index_dir=built_index, database_url=postgres.create(), own_approval=True
    )


@pytest.fixture
def records(postgres_settings: Settings) -> Iterator[Records]:
    records = open_records(postgres_settings)
    yield records
    records.close()


def asked(site: str) -> str:
    reply = Caller(site)("/api/v1/ask", {"question": QUESTION})
    assert reply.status == 200
    return str(reply.body["text"])


def test_two_processes_on_one_database_agree(postgres_settings: Settings, records: Records) -> None:
    with running(postgres_settings, postgres_settings) as (one, other):
        records.accounts.add("审核员", PASSWORD, "reviewer")
        here = log_in(one.site, records, "审核员", PASSWORD)
        there = Caller(other.site, here.headers)
        assert there("/api/v1/staff/me").body["name"] == "审核员"
        answer = here("/api/v1/staff/approved", {"question": QUESTION, "text": APPROVED}).body
        assert answer["state"] == "approved"
        assert APPROVED in asked(other.site) and APPROVED in asked(one.site)
        there(f"/api/v1/staff/approved/{answer['id']}/revoke", {"reason": "试用结束"})
        assert APPROVED not in asked(one.site) and APPROVED not in asked(other.site)
        assert here("/api/v1/staff/records").body["total"] == there("/api/v1/staff/records").body["total"] == 4
        tries = [records.sessions.log_in("审核员", "wrong", "127.0.0.1") for _ in range(5)]
        assert len(tries) == 5
        form = f"name={quote_plus('审核员')}&password={quote_plus(PASSWORD)}"
        assert "fault=limit" in post_form(other.site, form)


def post_form(site: str, form: str) -> str:
    """Send the login form and return where it leads."""
    connection = http.client.HTTPConnection(urlsplit(site).netloc, timeout=30)
    connection.request("POST", "/staff/login", form, {"Content-Type": "application/x-www-form-urlencoded"})
    location = connection.getresponse().getheader("Location") or ""
    connection.close()
    return location


def test_a_killed_process_loses_no_acknowledged_row(corpus: Corpus, built_index: Path, tmp_path: Path) -> None:
    settings = Settings(
        corpus_dir=corpus.directory, index_dir=built_index, database_url=f"sqlite:///{tmp_path}/records.sqlite3"
    )
    acknowledged: list[str] = []
    enough = threading.Event()

    def ask_on(site: str, worker: int) -> None:
        for number in range(10_000):
            try:
                reply = Caller(site)("/api/v1/ask", {"question": f"第{worker}人第{number}问：省级企业技术中心奖励多少"})
                name = reply.headers["X-Answer-Id"]
                Caller(site)("/api/v1/opinions", {"answer_id": name, "opinion": "dislike", "comment": f"说明{number}"})
            except OSError:
                return
            acknowledged.append(name)
            if len(acknowledged) >= 60:
                enough.set()

    with running(settings) as (server,), ThreadPoolExecutor(4) as workers:
        for worker in range(4):
            workers.submit(ask_on, server.site, worker)
        assert enough.wait(120)
        server.process.kill()
        server.process.wait()
    records = open_records(settings)
    with records.database.read() as session:
        kept = set(
            session.scalars(
                select(QuestionRow.answer_id).where(QuestionRow.opinion == "dislike", QuestionRow.comment.is_not(None))
            )
        )
    assert set(acknowledged) <= kept and len(acknowledged) >= 60
    records.close()


def test_without_its_database_the_chat_answers_and_the_probe_tells(
    postgres_settings: Settings, postgres: PostgresServer
) -> None:
    with running(postgres_settings) as (server,):
        call = Caller(server.site)
        assert call("/api/v1/ask", {"question": QUESTION}).headers["X-Answer-Id"]
        postgres.stop()
        try:
            reply = call("/api/v1/ask", {"question": QUESTION})
            assert reply.status == 200 and "50万元" in reply.body["text"]
            assert reply.headers["X-Answer-Id"] is None
            probe = call("/readyz")
            assert probe.status == 503 and "记录库" in probe.body["detail"]
            assert call("/healthz").status == 200
            assert call("/api/v1/staff/me", Cookie="huiqi_session=x").status == 503
        finally:
            postgres.start()
        deadline = time.monotonic() + 30
        while call("/readyz").status != 200:
            assert time.monotonic() < deadline, "the server did not find its database again"
            time.sleep(0.5)
        assert call("/api/v1/ask", {"question": QUESTION}).headers["X-Answer-Id"]


def test_a_server_starts_without_its_database_and_uses_it_later(
    postgres_settings: Settings, postgres: PostgresServer, records: Records
) -> None:
    postgres.stop()
    try:
        with running(postgres_settings) as (server,):
            assert "50万元" in asked(server.site)
            postgres.start()
            deadline = time.monotonic() + 30
            while Caller(server.site)("/readyz").status != 200:
                assert time.monotonic() < deadline, "the server did not find its database"
                time.sleep(0.5)
            asked(server.site)
            assert records.register.list(RecordFilter()).total == 1
    finally:
        postgres.stop()
        postgres.start()
