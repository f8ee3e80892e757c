"""The database behind the records: SQLite in a file by default, PostgreSQL by URL."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session

from assistant.errors import RecordsUnavailable, UsageError
from assistant.settings import Settings

LOG = logging.getLogger(__name__)
CONNECT_SECONDS = 3
LOCK_SECONDS = 10
REST_SECONDS = 5  # after a connection failed: nobody waits for the next try
WRITES = "huiqi_writes"


def read_url(settings: Settings) -> URL:
    """Return where the records are; raise `UsageError` where it is neither SQLite nor PostgreSQL."""
    try:
        url = make_url(settings.database_url)
    except ArgumentError as error:
        raise UsageError("环境变量 HUIQI_DATABASE_URL：不是数据库地址") from error
    if url.drivername in ("postgres", "postgresql"):
        url = url.set(drivername="postgresql+psycopg")
    if url.drivername not in ("sqlite", "postgresql+psycopg") or not url.database:
        raise UsageError("环境变量 HUIQI_DATABASE_URL：应为 sqlite:///文件 或 postgresql://用户@主机/库名")
    return url


class Database:
    """Transactions on one database; every failure to reach or read it is `RecordsUnavailable`."""

    def __init__(self, url: URL) -> None:
        self.url = url
        self._engine = _create_engine(url)
        self._writer = self._engine.execution_options(**{WRITES: True})
        self._lock = Lock()
        self._upgraded = False
        self._resting_until = 0.0

    def upgrade(self) -> None:
        """Bring the tables up to date, once; processes that start together take turns."""
        with self._lock:
            if not self._upgraded:
                with self._reach(), self._writer.begin() as connection:
                    _upgrade(connection)
                self._upgraded = True

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Open a transaction that changes nothing."""
        with self._reach(), Session(self._engine, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """Open a transaction that is on disk when it is left, or undone by an exception."""
        self.upgrade()
        with self._reach(), Session(self._writer, expire_on_commit=False) as session, session.begin():
            yield session

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Open a transaction without the mapper, that changes nothing."""
        with self._reach(), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Open a transaction without the mapper, that is on disk when it is left, or undone by an exception."""
        self.upgrade()
        with self._reach(), self._writer.begin() as connection:
            yield connection

    def ping(self) -> None:
        """Raise `RecordsUnavailable` where the database does not answer."""
        self.upgrade()
        with self.read() as session:
            session.execute(text("SELECT 1"))

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    @contextmanager
    def _reach(self) -> Iterator[None]:
        if time.monotonic() < self._resting_until:
            raise RecordsUnavailable("记录库暂时无法连接，请稍后再试。")
        try:
            yield
        except (DBAPIError, PoolTimeout) as error:
            if isinstance(error, OperationalError | InterfaceError) and self.url.get_backend_name() != "sqlite":
                self._resting_until = time.monotonic() + REST_SECONDS
            LOG.error("database failed: %s", type(error).__name__)
            raise RecordsUnavailable("记录库暂时无法使用，请稍后再试；多次出现请联系系统维护人员。") from error


def _create_engine(url: URL) -> Engine:
    if url.get_backend_name() == "sqlite":
        _make_file(Path(url.database or ""))
        engine = create_engine(url, connect_args={"timeout": LOCK_SECONDS})
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    return create_engine(
        url,
        connect_args={"connect_timeout": CONNECT_SECONDS},
        pool_pre_ping=True,
        pool_size=10,
        pool_timeout=LOCK_SECONDS,
    )


def _make_file(file: Path) -> None:
    """Make the file, which nobody else may read, with its folder."""
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        file.touch(mode=0o600)
    except OSError as error:
        raise RecordsUnavailable(f"无法建立记录库文件：{file}") from error


def _prepare_sqlite(connection: Any, _record: object) -> None:
    """Let readers and one writer work side by side, and have each commit on disk before it is acknowledged.

    What is deleted is overwritten.
    """
    connection.isolation_level = None  # the driver would open transactions by its own rules
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "secure_delete = ON"):
        connection.execute(f"PRAGMA {pragma}").close()


def _begin_sqlite(connection: Connection) -> None:
    """Take the write lock first where something is to be written: upgrading a read lock could deadlock."""
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _upgrade(connection: Connection) -> None:
    from assistant.records.migration import upgrade  # Alembic is needed once a start

    upgrade(connection)
