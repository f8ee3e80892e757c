"""Servers as processes of their own, as they run in production, and calls to them by staff."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message
from typing import Any, NamedTuple

from assistant.access import COOKIE, CSRF_HEADER
from assistant.records import Records
from assistant.records.sessions import LoginFault
from assistant.settings import ROOT, Settings

START_SECONDS = 180


class Reply(NamedTuple):
    status: int
    headers: Message
    body: Any


@dataclass(frozen=True)
class Caller:
    """Calls one site, as a member of staff where `headers` say so."""

    site: str
    headers: dict[str, str] = field(default_factory=dict)

    def __call__(self, path: str, body: object = None, **headers: str) -> Reply:
        """GET `path`, or POST `body` to it as JSON; return the decoded reply whatever its status."""
        data = None if body is None else json.dumps(body).encode()
        sent = {"Content-Type": "application/json"} | self.headers | headers
        request = urllib.request.Request(f"{self.site}{path}", data=data, headers=sent)
        try:
            with urllib.request.urlopen(request, timeout=60) as response:
                content = response.read()
                return Reply(response.status, response.headers, json.loads(content) if content else None)
        except urllib.error.HTTPError as error:
            with error:
                return Reply(error.code, error.headers, json.load(error))


def log_in(site: str, records: Records, name: str, password: str) -> Caller:
    """Return calls by a member of staff who is logged in."""
    token = records.sessions.log_in(name, password, "127.0.0.1")
    assert not isinstance(token, LoginFault)
    member = records.sessions.find(token)
    assert member is not None
    return Caller(site, {"Cookie": f"{COOKIE}={token}", CSRF_HEADER: member.csrf_token})


def free_port() -> str:
    """Return a port that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return str(listener.getsockname()[1])


class Server:
    """A server that listens, or is about to; `site` is its address."""

    def __init__(self, settings: Settings) -> None:
        port = free_port()
        self.site = f"http://127.0.0.1:{port}"
        own = {
            "HUIQI_CORPUS_DIR": str(settings.corpus_dir),
            "HUIQI_INDEX_DIR": str(settings.index_dir),
            "HUIQI_DATABASE_URL": settings.database_url,
            "HUIQI_PORT": port,
            "HUIQI_OWN_APPROVAL": str(settings.own_approval).lower(),
            "HUIQI_ADDRESS_RATE": str(settings.address_rate),
            "HUIQI_WORKERS": str(settings.workers),
        }
        self.process = subprocess.Popen(
            [sys.executable, "-m", "assistant", "serve"],
            cwd=ROOT,
            env=os.environ | own,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def wait(self) -> None:
        """Wait until it answers."""
        deadline = time.monotonic() + START_SECONDS
        while True:
            assert self.process.poll() is None and time.monotonic() < deadline, "the server did not start"
            try:
                Caller(self.site)("/healthz")
                return
            except OSError:
                time.sleep(0.1)


@contextmanager
def running(*settings: Settings) -> Iterator[tuple[Server, ...]]:
    """Run a server for each of the settings, all started at once."""
    servers = tuple(Server(own) for own in settings)
    try:
        for server in servers:
            server.wait()
        yield servers
    finally:
        for server in servers:
            server.process.kill()
            server.process.wait()
