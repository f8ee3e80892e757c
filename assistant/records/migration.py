"""Bring the tables to the version of the code, on SQLite and PostgreSQL alike."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text

LOCK = 0x4855_4951  # any number that no other application on the server uses


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Upgrade within the connection's transaction; who comes second waits, and finds it done.

    SQLite's write lock is taken when the transaction begins; PostgreSQL has a lock for applications.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)
