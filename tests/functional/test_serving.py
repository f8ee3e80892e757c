"""The server as an administrator starts and stops it: faults told in Chinese, at once, with what to do."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.settings import ROOT, Settings
from tests.functional.servers import START_SECONDS


@pytest.fixture
def port() -> Iterator[int]:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        number = listener.getsockname()[1]
    yield number


def start(*arguments: str, **own: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", *arguments],
        cwd=ROOT,
        env=os.environ | own,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


def test_a_port_in_use_is_told_before_anything_else() -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        port = listener.getsockname()[1]
        out, err = (process := start("assistant", "serve", HUIQI_PORT=str(port))).communicate(timeout=START_SECONDS)
    assert (process.returncode, out) == (2, "")
    assert err.startswith(f"端口 {port} 已被占用。") and "HUIQI_PORT=" in err and len(err.splitlines()) == 1


@pytest.mark.parametrize("module", [("assistant", "serve"), ("index", "check")])
def test_settings_that_can_not_be_are_told(module: tuple[str, ...]) -> None:
    own = {"HUIQI_PORT": "abc", "HUIQI_ROOT_PATH": "huiqi"}
    out, err = (process := start(*module, **own)).communicate(timeout=START_SECONDS)
    assert (process.returncode, out) == (2, "")
    assert err.splitlines() == [
        "环境变量 HUIQI_PORT：应为整数",
        "环境变量 HUIQI_ROOT_PATH：应以 / 开头、不以 / 结尾，如 /huiqi；没有网关前缀的不设",
    ]
    _, err = (process := start(*module, HUIQI_PROT="7861")).communicate(timeout=START_SECONDS)
    assert (process.returncode, err) == (2, "环境变量 HUIQI_PROT：没有这项设置，是否指 HUIQI_PORT\n")


@pytest.fixture
def served(site_settings: Settings, port: int, tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """A server that answers at `port` and tells every request."""
    process = start(
        "assistant",
        "serve",
        HUIQI_CORPUS_DIR=str(site_settings.corpus_dir),
        HUIQI_INDEX_DIR=str(site_settings.index_dir),
        HUIQI_DATABASE_URL=f"sqlite:///{tmp_path / 'records.sqlite3'}",
        HUIQI_PORT=str(port),
        HUIQI_LOG_LEVEL="INFO",
    )
    deadline = time.monotonic() + START_SECONDS
    while True:
        assert process.poll() is None and time.monotonic() < deadline, "the server did not start"
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as response:
                assert response.status == 200
            break
        except OSError:
            time.sleep(0.2)
    yield process
    process.kill()
    process.communicate()


def stop(process: subprocess.Popen[str]) -> list[str]:
    """Press Ctrl-C; return the lines of the log."""
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=START_SECONDS)
    assert (process.returncode, out) == (0, "")
    assert not re.search("Traceback|KeyboardInterrupt|unsupported", err), err
    return err.splitlines()


def test_it_says_where_it_is_logs_with_the_time_and_stops_quietly(served: subprocess.Popen[str], port: int) -> None:
    lines = stop(served)
    assert f"惠企问答：http://127.0.0.1:{port}/" in lines and lines[-1] == "已停止。"
    assert [line for line in lines if re.match(r"\d{4}-\d{2}-\d{2} [\d:,]+ INFO huiqi.access GET /healthz 200", line)]


def test_open_pages_do_not_keep_it_from_stopping(served: subprocess.Popen[str], port: int) -> None:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/gradio_api/heartbeat/a-page", timeout=60) as stream:
        assert stream.readline()
        lines = stop(served)
        stream.read()  # ends as a response should, else this raises
    assert not [line for line in lines if " ERROR " in line], lines
    assert lines[-1] == "已停止。"


def test_who_presses_twice_gets_no_fault_of_ours(served: subprocess.Popen[str], port: int) -> None:
    """A request that never comes to its end is what one waits for; the second Ctrl-C does not."""
    with socket.create_connection(("127.0.0.1", port)) as caller:
        caller.sendall(b"POST /api/v1/check HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n")
        caller.sendall(b"Content-Length: 9\r\n\r\n{")
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=30):
            served.send_signal(signal.SIGINT)
        assert served.stderr is not None
        while "Waiting for connections" not in (line := served.stderr.readline()):
            assert line, "it stopped by itself"
        lines = stop(served)
    assert lines[-1] == "已停止。"
