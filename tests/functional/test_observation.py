"""What the service tells those who run it: metrics, log lines, traces; nothing of what people asked."""

from __future__ import annotations

import gzip
import json
import logging
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import nullcontext
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families
from starlette.types import Message, Receive, Scope, Send

from assistant.answering.release import Reply
from assistant.api.watch import Watch
from assistant.logs import JsonFormatter
from assistant.models import Answer
from assistant.observation import Meter
from assistant.settings import ROOT, Settings
from tests.functional.conftest import run_apart

SECRET = "13905931234"
QUESTION = f"我的电话是{SECRET}，省级企业技术中心奖励多少"


def samples(site: str) -> dict[tuple[str, tuple[tuple[str, str], ...]], float]:
    reply = httpx.get(f"{site}/metrics")
    assert reply.headers["Content-Type"].startswith("text/plain")
    families = text_string_to_metric_families(reply.text)
    return {(s.name, tuple(sorted(s.labels.items()))): s.value for family in families for s in family.samples}


def test_answers_are_counted_by_status_and_channel(site: str) -> None:
    labels = (("channel", "openai"), ("status", "answered"))
    before = samples(site)
    body = {"messages": [{"role": "user", "content": QUESTION}]}
    for _ in range(3):
        assert httpx.post(f"{site}/v1/chat/completions", json=body, timeout=30).status_code == 200
    after = samples(site)
    key = ("huiqi_answers_total", labels)
    assert after[key] - before.get(key, 0) == 3
    timed = ("huiqi_answer_seconds_count", (("channel", "openai"),))
    assert after[timed] - before.get(timed, 0) == 3
    assert after["huiqi_index_age_seconds", ()] > 0
    assert after["huiqi_policies", ()] == 1
    assert after["huiqi_guard_blocks_total", (("reason", "wrong_value"),)] >= 0
    route = (("method", "POST"), ("route", "/v1/chat/completions"), ("status", "200"))
    assert after["huiqi_http_requests_total", route] >= 3


def test_blocked_drafts_are_counted_by_reason(site_settings: Settings) -> None:
    meter = Meter(site_settings, policies=1)
    answer = Answer(question="问", status="answered", text="答")
    reply = Reply(answer=answer, blocked=1, reasons=("wrong_value", "wrong_value", "fields"), model="rejected")
    meter.observe(reply, "api", 0.02)
    told = meter.expose().decode()
    assert 'huiqi_guard_blocks_total{reason="wrong_value"} 2.0' in told
    assert 'huiqi_guard_blocks_total{reason="fields"} 1.0' in told
    assert 'huiqi_model_drafts_total{outcome="rejected"} 1.0' in told


def test_what_people_ask_is_no_label_of_a_metric(site: str) -> None:
    httpx.get(f"{site}/api/v1/clauses", params={"words": SECRET})
    httpx.get(f"{site}/nowhere/{SECRET}")
    httpx.get(f"{site}/policy/{SECRET}")
    assert SECRET not in httpx.get(f"{site}/metrics").text


class Collector:
    """Takes in what an OTLP exporter sends."""

    def __init__(self) -> None:
        self.bodies: list[bytes] = []
        self.url = ""


@pytest.fixture
def collector() -> Iterator[Collector]:
    collector = Collector()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            collector.bodies.append(self.rfile.read(int(self.headers["Content-Length"])))
            assert self.path == "/v1/traces"
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        collector.url = f"http://127.0.0.1:{server.server_address[1]}"
        yield collector
        server.shutdown()
        thread.join()


def test_logs_are_json_and_traces_reach_the_collector_and_neither_quotes_anybody(
    site_settings: Settings, collector: Collector, tmp_path: Path
) -> None:
    reply, log = _serve_one_question(site_settings, collector, tmp_path)
    traces = b"".join(map(_plain, collector.bodies))
    assert b"POST /api/v1/ask" in traces and b"answer" in traces and b"answered" in traces
    lines = [json.loads(line) for line in log.splitlines() if line.startswith("{")]
    asked = [line for line in lines if line.get("route") == "/api/v1/ask"]
    assert len(asked) == 1 and asked[0]["status"] == 200 and asked[0]["method"] == "POST"
    assert asked[0]["request_id"] == reply.headers["X-Request-Id"]
    assert [line for line in log.splitlines() if not line.startswith(("{", "惠企问答"))] == []
    for told in (log, traces.decode(errors="replace")):
        assert SECRET not in told and "技术中心" not in told
    assert "127.0.0.1" not in json.dumps([line for line in lines if line["logger"].startswith("huiqi")])


def _serve_one_question(settings: Settings, collector: Collector, folder: Path) -> tuple[httpx.Response, str]:
    """Serve until one question is answered and traced; return the reply and the log."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    own = {
        "HUIQI_CORPUS_DIR": str(settings.corpus_dir),
        "HUIQI_INDEX_DIR": str(settings.index_dir),
        "HUIQI_DATABASE_URL": f"sqlite:///{folder / 'records.sqlite3'}",
        "HUIQI_PORT": str(port),
        "HUIQI_LOG_LEVEL": "INFO",
        "HUIQI_LOG_FORMAT": "json",
        "HUIQI_OTLP_ENDPOINT": collector.url,
    }
    command = [sys.executable, "-m", "assistant", "serve"]
    with subprocess.Popen(command, cwd=ROOT, env=os.environ | own, stderr=subprocess.PIPE) as process:
        site, deadline = f"http://127.0.0.1:{port}", time.monotonic() + 240
        while True:
            try:
                httpx.get(f"{site}/healthz")
                break
            except httpx.TransportError:
                assert process.poll() is None and time.monotonic() < deadline, "the server did not start"
                time.sleep(0.1)
        reply = httpx.post(f"{site}/api/v1/ask", json={"question": QUESTION}, timeout=30)
        httpx.get(f"{site}/api/v1/clauses", params={"words": SECRET})
        while not any(b"/api/v1/ask" in _plain(body) for body in collector.bodies) and time.monotonic() < deadline:
            time.sleep(0.1)
        process.terminate()
        assert process.stderr is not None
        return reply, process.stderr.read().decode()


def _plain(body: bytes) -> bytes:

    return gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body


def test_an_error_is_logged_by_its_kind_and_place() -> None:
    try:
        raise ValueError(SECRET)
    except ValueError:
        record = logging.LogRecord("x", logging.ERROR, __file__, 1, "失败", None, sys.exc_info())
    line = json.loads(JsonFormatter().format(record))
    assert (line["error"], line["level"], line["message"]) == ("ValueError", "ERROR", "失败")
    assert SECRET not in json.dumps(line) and "test_observation.py" in line["where"]


class Unanswered:
    """An app that hears that its client is gone and, as Starlette's middlewares do, has nothing to answer."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await receive()
        raise RuntimeError("No response returned.")


@pytest.mark.parametrize(("heard", "status"), [("http.disconnect", "499"), ("http.request", "500")])
def test_a_page_that_was_left_is_no_fault_of_ours(site_settings: Settings, heard: str, status: str) -> None:
    meter, sent = Meter(site_settings, policies=1), []

    async def receive() -> Message:
        return {"type": heard}

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "GET", "path": "/assets/left.js", "headers": []}
    watch = Watch(Unanswered(), meter)
    with nullcontext() if status == "499" else pytest.raises(RuntimeError):
        run_apart(watch(scope, receive, send))
    assert not sent
    counted = [line for line in meter.expose().decode().splitlines() if line.startswith("huiqi_http_requests_total{")]
    assert [f'status="{status}"' in line for line in counted] == [True]
