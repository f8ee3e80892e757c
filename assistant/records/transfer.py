"""All records from one database to another: a backup in a file, its way back, and SQLite to PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Connection, Table, delete, func, insert, select, text
from sqlalchemy.engine import URL, make_url

from assistant.errors import UsageError
from assistant.records.column_types import Table as Base
from assistant.records.database import Database
from assistant.records.schema import CountRow, DialogueRow, RepeatRow, SessionRow, TryRow

BATCH = 1000
PASSING = tuple(row.__tablename__ for row in (SessionRow, TryRow, CountRow, RepeatRow, DialogueRow))
"""What is not worth carrying over: who is logged in, and tries to, and what is kept for minutes."""


def file_url(file: Path) -> URL:
    """Return the address of a file as a database."""
    return make_url("sqlite://").set(database=str(file))


def copy_records(source: Database, target: Database, replace: bool = False) -> int:
    """Copy all records, both databases being brought up to date; return how many rows.

    Raises `UsageError` where the target has any and is not to be replaced; nothing is changed then, or when it fails.
    """
    if source.url == target.url:
        raise UsageError("来源和去向是同一个记录库")
    source.upgrade()
    target.upgrade()
    with source.reading() as origin, target.writing() as goal:
        if replace:
            for table in reversed(_tables()):
                goal.execute(delete(table))
        elif any(goal.scalar(select(func.count()).select_from(table)) for table in _tables()):
            raise UsageError("目标记录库里已有记录。确要覆盖的，请加 --replace")
        copied = sum(_copy(table, origin, goal) for table in _tables())
        _set_counters(goal)
    return copied


def _tables() -> list[Table]:
    """Return the tables, those that others refer to first."""
    return [table for table in Base.metadata.sorted_tables if table.name not in PASSING]


def _copy(table: Table, origin: Connection, goal: Connection) -> int:
    copied = 0
    for rows in _read(table, origin):
        goal.execute(insert(table), rows)
        copied += len(rows)
    return copied


def _read(table: Table, origin: Connection) -> Iterator[list[dict[str, object]]]:
    found = origin.execute(select(table).order_by(*table.primary_key.columns))
    for batch in found.mappings().partitions(BATCH):
        yield [dict(row) for row in batch]


def _set_counters(goal: Connection) -> None:
    """Let PostgreSQL count on from the highest number of each table; SQLite does so by itself."""
    if goal.dialect.name != "postgresql":
        return
    for table in _tables():
        column = table.autoincrement_column
        if column is not None:
            sequence = goal.scalar(text("SELECT pg_get_serial_sequence(:t, :c)"), {"t": table.name, "c": column.name})
            highest = goal.scalar(select(func.max(column)))
            if sequence and highest:
                goal.execute(text("SELECT setval(:s, :n)"), {"s": sequence, "n": highest})
