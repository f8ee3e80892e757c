"""Records that an earlier release left, served by this one: nothing is lost, and approved answers are still told."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from assistant.policy.corpus import Corpus
from assistant.records import Records, open_records
from assistant.records.audit import Event
from assistant.records.database import Database, read_url
from assistant.records.register import RecordFilter
from assistant.records.transfer import copy_records
from assistant.settings import Settings
from assistant.wiring import build_assistant
from tests.functional.postgres import PostgresServer
from tests.functional.servers import Server, log_in, running

DUMP = Path(__file__).with_name("records_0003.sql")
THEN = "7a45429872b9a19de4399b8c25627d0fb77ac3861cd83dc6dc1364cc111b203c"
"""The version of the document on which the answers were approved then."""
PASSWORD = "long enough for a test"
ASKED = [
    ("宠物店有没有补贴", (), "请咨询市市场监督管理局"),
    ("怎么申报", ("省级企业技术中心奖多少",), "查看当年的申报通知"),
    ("外地人能申请吗", (), "没有对申请人户籍的要求"),
]
PATIENCE = 60


def restore(file: Path, text: str) -> Settings:
    """Make the database of the dump."""
    connection = sqlite3.connect(file)
    connection.executescript(text)
    connection.close()
    return Settings(database_url=f"sqlite:///{file}")


@pytest.fixture(scope="module")
def settings(corpus: Corpus, built_index: Path, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings for the records, whose document has not changed since."""
    where = {"corpus_dir": corpus.directory, "index_dir": built_index}
    now = (
        build_assistant(Settings().model_copy(update=where))
        .examine("请咨询市工业和信息化局。", "省级企业技术中心奖多少")
        .policies
    )
    text = DUMP.read_text(encoding="utf-8")
    assert THEN in text
    for version in now.values():
        text = text.replace(THEN, version)
    return restore(tmp_path_factory.mktemp("old") / "r.sqlite3", text).model_copy(update=where)


@pytest.fixture(scope="module")
def server(settings: Settings) -> Iterator[Server]:
    with running(settings) as (server,):
        yield server


@pytest.fixture(scope="module")
def records(settings: Settings, server: Server) -> Iterator[Records]:
    records = open_records(settings)
    yield records
    records.close()


def test_approved_answers_are_told_as_before(server: Server, records: Records) -> None:
    caller = log_in(server.site, records, "审核员", PASSWORD)
    for question, earlier, words in ASKED:
        body = {"question": question, "history": [{"role": "user", "content": turn} for turn in earlier]}
        deadline = time.monotonic() + PATIENCE
        while words not in (text := caller("/api/v1/ask", body).body["text"]):
            assert time.monotonic() < deadline, text
            time.sleep(0.5)
    assert [entry.what for entry in records.audit.list().items].count(Event.FOLLOWED) <= len(ASKED)


def test_accounts_questions_and_the_queue_are_kept(server: Server, records: Records) -> None:
    accounts = {account.name: account for account in records.accounts.list()}
    assert {name: one.role for name, one in accounts.items()} == {
        "接线员": "clerk",
        "审核员": "reviewer",
        "离职的": "clerk",
    }
    assert accounts["离职的"].disabled
    for name in ("接线员", "审核员"):
        assert log_in(server.site, records, name, PASSWORD)("/api/v1/staff/me").body["name"] == name
    asked = [item.question for item in records.register.list(RecordFilter()).items]
    assert {"省级企业技术中心奖多少", "宠物店补贴多少", "我叫〔姓名隐去〕，研发加计扣除怎么办"} <= set(asked)
    assert "省级企业技术中心奖多少" in {item.question for item in records.queue.list()}


def test_an_answer_whose_document_has_changed_waits_for_a_reviewer(
    corpus: Corpus, built_index: Path, tmp_path: Path
) -> None:
    where = {"corpus_dir": corpus.directory, "index_dir": built_index}
    settings = restore(tmp_path / "r.sqlite3", DUMP.read_text(encoding="utf-8")).model_copy(update=where)
    records = open_records(settings)
    records.database.upgrade()
    assistant = build_assistant(settings, records)
    assert {answer.state for answer in records.approvals.list(assistant.is_current)} == {"stale"}
    records.close()


def test_the_old_file_goes_over_to_postgresql(tmp_path: Path, postgres: PostgresServer) -> None:
    old = restore(tmp_path / "r.sqlite3", DUMP.read_text(encoding="utf-8"))
    new = Settings(database_url=postgres.create())
    with closing(Database(read_url(old))) as source, closing(Database(read_url(new))) as target:
        assert copy_records(source, target) > 10
    before, after = open_records(old), open_records(new)
    assert [a.name for a in before.accounts.list()] == [a.name for a in after.accounts.list()]
    assert before.approvals.list(lambda _: True) == after.approvals.list(lambda _: True)
    assert before.queue.list() == after.queue.list()
    assert before.register.list(RecordFilter()) == after.register.list(RecordFilter())
    before.close()
    after.close()
