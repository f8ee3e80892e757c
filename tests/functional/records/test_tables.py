"""The tables, the upgrade of earlier ones, files and addresses that are no database, and all that is carried over."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, inspect, text

from assistant.errors import RecordsUnavailable, UsageError
from assistant.records import Records, open_records
from assistant.records.column_types import Table
from assistant.records.database import Database, read_url
from assistant.records.migration import upgrade
from assistant.records.register import RecordFilter
from assistant.records.transfer import copy_records, file_url
from assistant.settings import Settings
from tests.functional.records.conftest import PASSWORD, START, reply, wording


def test_migrations_make_the_tables_that_the_code_has(records: Records, database_url: str) -> None:
    engine = create_engine(read_url(Settings(database_url=database_url)))
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Table.metadata) == []
        indexes = {i["name"] for i in inspect(connection).get_indexes("questions")}
    engine.dispose()
    assert {"ix_questions_waiting", "ix_questions_counts"} <= indexes


def test_the_previous_version_is_upgraded_with_its_rows(database_url: str) -> None:
    database = Database(read_url(Settings(database_url=database_url)))
    with database._writer.begin() as connection:
        upgrade(connection, "0001")
        values = {"name": "老账号", "at": START.isoformat()}
        connection.execute(
            text("INSERT INTO accounts (name, role, password, created_at) VALUES (:name, 'clerk', 'x', :at)"), values
        )
    database.close()
    records = open_records(Settings(database_url=database_url))
    records.database.upgrade()
    assert [account.name for account in records.accounts.list()] == ["老账号"]
    assert records.queue.list() == ()
    records.close()


def test_an_address_that_is_no_database_is_told() -> None:
    for url in ("mysql://x/y", "nonsense", "postgresql://host", "sqlite://"):
        with pytest.raises(UsageError, match="HUIQI_DATABASE_URL"):
            open_records(Settings(database_url=url))


def test_without_a_database_nothing_is_approved_and_the_fault_is_logged(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    records = open_records(Settings(database_url="postgresql://nobody@127.0.0.1:1/nothing"))
    with caplog.at_level(logging.ERROR):
        assert records.approvals.find("key") is None
    assert "approved answers could not be looked up" in caplog.text
    with pytest.raises(RecordsUnavailable):
        records.database.ping()
    records.close()


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    file = tmp_path / "records.sqlite3"
    file.write_bytes(b"this is no database at all" * 100)
    with pytest.raises(RecordsUnavailable):
        open_records(Settings(database_url=f"sqlite:///{file}")).database.ping()


def test_the_file_is_nobody_elses(tmp_path: Path) -> None:
    file = tmp_path / "own" / "records.sqlite3"
    open_records(Settings(database_url=f"sqlite:///{file}")).database.upgrade()
    assert (file.stat().st_mode & 0o777, file.parent.stat().st_mode & 0o777) == (0o600, 0o700)


def test_all_records_are_carried_over_and_counted_on(records: Records, tmp_path: Path) -> None:
    records.accounts.add("张三", PASSWORD, "admin")
    written = records.journal.write(reply("技术中心", "answered"), "page", 5)
    records.journal.judge(written, "dislike", "不对")
    answer = records.approvals.add(wording(), "张三", approve=True)
    backup = Database(file_url(tmp_path / "backup.sqlite3"))
    assert copy_records(records.database, backup) > 5
    with pytest.raises(UsageError, match="--replace"):
        copy_records(records.database, backup)
    records.approvals.revoke(answer.id, "误操作", "张三")
    records.journal.write(reply("多出来的"), "page", 5)
    copy_records(backup, records.database, replace=True)
    assert [item.question for item in records.register.list(RecordFilter()).items] == ["技术中心"]
    assert records.approvals.get(answer.id).state == "approved"
    assert records.accounts.verify("张三", PASSWORD)
    records.journal.write(reply("接着问"), "page", 5)
    assert records.approvals.add(wording(text="再写一条。"), "张三", approve=False).id > answer.id
    backup.close()
    with pytest.raises(UsageError, match="同一个"):
        copy_records(records.database, records.database)
