"""A real PostgreSQL server of this test run, in a folder of its own on a free port."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.conftest import need

USER = "postgres"  # the server refuses to run as root
START_SECONDS = 30


class PostgresServer:
    """A server that can be stopped and started again; `create` makes an empty database."""

    def __init__(self, programs: Path, folder: Path) -> None:
        self._programs = programs
        self._folder = folder
        self._numbers = count()
        self._process: subprocess.Popen[bytes] | None = None
        with socket.socket() as listener:
            listener.bind(("127.0.0.1", 0))
            self.port: int = listener.getsockname()[1]
        if os.getuid() == 0:
            shutil.chown(folder, USER, USER)
        options = ("--auth=trust", f"--username={USER}", "--encoding=UTF8", "--locale=C.UTF-8")
        subprocess.run([programs / "initdb", "-D", folder / "data", *options], check=True, **self._how)

    def start(self) -> None:
        """Start, and wait until connections are taken."""
        where = ("-D", self._folder / "data", "-k", self._folder, "-p", str(self.port))
        self._process = subprocess.Popen(
            [self._programs / "postgres", *where, "-c", "listen_addresses=127.0.0.1"], **self._how
        )
        deadline = time.monotonic() + START_SECONDS
        while not self._answers():
            assert self._process.poll() is None and time.monotonic() < deadline, "PostgreSQL did not start"
            time.sleep(0.05)

    def stop(self) -> None:
        """Stop at once, whoever is connected."""
        if self._process:
            self._process.send_signal(signal.SIGQUIT)
            self._process.wait()
            self._process = None

    def create(self) -> str:
        """Return the URL of a new database."""
        name = f"records{next(self._numbers)}"
        with psycopg.connect(self._url("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}".encode())
        return self._url(name)

    def _url(self, database: str) -> str:
        return f"postgresql://{USER}@127.0.0.1:{self.port}/{database}"

    def _answers(self) -> bool:
        try:
            psycopg.connect(self._url("postgres"), connect_timeout=1).close()
        except psycopg.OperationalError:
            return False
        return True

    @property
    def _how(self) -> dict[str, Any]:
        quiet = {"cwd": self._folder, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        return quiet | ({"user": USER, "group": USER, "extra_groups": ()} if os.getuid() == 0 else {})


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """Return a running server; skipped where PostgreSQL isn't installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
    need("postgresql", bool(found))
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        server = PostgresServer(found[-1], Path(folder))
        server.start()
        yield server
        server.stop()
