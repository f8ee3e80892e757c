"""More questions at once than can be answered: the rest are told so at once, and everything else is served."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from openai import OpenAI
from playwright.sync_api import Page, expect

from assistant.answering.release import Reply
from assistant.api.permits import AT_ONCE
from assistant.service import Assistant
from assistant.settings import Settings
from tests.functional.conftest import serve_app
from tests.functional.language_model import Endpoint, serving
from tests.functional.test_chat_page import finished, open_chat

QUESTION = "省级企业技术中心奖励多少"
WAIT = 60
MOST = 3
QUEUED = 3
"""Requests that may wait at the site without a language model."""


@pytest.fixture(scope="module")
def model() -> Iterator[Endpoint]:
    with serving() as endpoint:
        yield endpoint


@pytest.fixture(scope="module")
def crowded(site_settings: Settings, model: Endpoint, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site that answers three at a time, whose language model takes as long as a test wants."""
    file: Path = tmp_path_factory.mktemp("records") / "crowded.sqlite3"
    own = {"busy_limit": MOST, "llm_url": model.url, "llm_model": "slow", "llm_seconds": float(WAIT)}
    yield from serve_app(site_settings.model_copy(update=own | {"database_url": f"sqlite:///{file}"}))


@pytest.fixture(scope="module")
def plain(site_settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site whose answers are work of the processor alone, with room for a few that wait."""
    file: Path = tmp_path_factory.mktemp("records") / "plain.sqlite3"
    own = {"busy_limit": AT_ONCE + QUEUED, "database_url": f"sqlite:///{file}"}
    yield from serve_app(site_settings.model_copy(update=own))


class Held:
    """Answers that are begun and wait until they may go on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.began, self.go_on, self.number = threading.Semaphore(0), threading.Event(), 0
        reply, lock = Assistant.reply, threading.Lock()

        def hold(assistant: Assistant, *asked: Any) -> Reply:
            with lock:
                self.number += 1
            self.began.release()
            assert self.go_on.wait(WAIT)
            return reply(assistant, *asked)

        monkeypatch.setattr(Assistant, "reply", hold)


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Held:
    return Held(monkeypatch)


def ask(site: str) -> httpx.Response:
    return httpx.post(f"{site}/api/v1/ask", json={"question": QUESTION}, timeout=WAIT)


def begin_asking(site: str, body: bytes) -> socket.socket:
    """Send the head of a question, and of its body no more than this."""
    address = urlsplit(site)
    connection = socket.create_connection((str(address.hostname), int(address.port or 80)), timeout=WAIT)
    head = "POST /api/v1/ask HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n"
    connection.sendall(head.encode() + body)
    return connection


@pytest.mark.filterwarnings("ignore::DeprecationWarning:gradio.queueing")
def test_who_comes_when_all_are_busy_is_told_at_once(crowded: str, model: Endpoint, page: Page) -> None:
    go_on, came = threading.Event(), threading.Semaphore(0)

    def say(messages: list[dict[str, str]]) -> str:
        came.release()
        return "" * go_on.wait(WAIT)

    model.say = say
    open_chat(page, crowded)
    with ThreadPoolExecutor(MOST) as threads:
        waiting = [threads.submit(ask, crowded) for _ in range(MOST)]
        for _ in range(MOST):
            assert came.acquire(timeout=WAIT)
        refused = ask(crowded)  # while the others still wait
        assert (refused.status_code, refused.headers["Retry-After"]) == (503, "1")
        assert refused.headers["Content-Type"] == "application/problem+json" and "请稍后再试" in refused.text
        for path in ("/healthz", "/readyz", "/", "/rewards", "/metrics"):
            assert httpx.get(f"{crowded}{path}", timeout=WAIT).status_code == 200, path
        page.locator("#question textarea").fill(QUESTION)
        page.keyboard.press("Enter")
        expect(page.get_by_text("提问的人较多，请稍后再试。")).to_be_visible()
        expect(page.locator("#question textarea")).to_have_value(QUESTION)  # nothing that was typed is lost
        assert not any(one.done() for one in waiting)
        go_on.set()
        assert [one.result().status_code for one in waiting] == [200] * MOST
    assert ask(crowded).status_code == 200
    page.keyboard.press("Enter")
    expect(finished(page, 0)).to_contain_text("50万元")
    assert 'code="503"' in httpx.get(f"{crowded}/metrics").text


def test_openais_client_tries_again(crowded: str, model: Endpoint) -> None:
    """It waits as long as `Retry-After` says; the answer is there on a later try."""
    go_on, came = threading.Event(), threading.Semaphore(0)

    def say(messages: list[dict[str, str]]) -> str:
        came.release()
        return "" * go_on.wait(WAIT)

    model.say = say
    with (
        ThreadPoolExecutor(MOST) as threads,
        OpenAI(base_url=f"{crowded}/v1", api_key="none", max_retries=30) as client,
    ):
        waiting = [threads.submit(ask, crowded) for _ in range(MOST)]
        for _ in range(MOST):
            assert came.acquire(timeout=WAIT)
        threading.Timer(0.5, go_on.set).start()
        said = client.chat.completions.create(model="huiqi", messages=[{"role": "user", "content": QUESTION}])
        assert "50万元" in (said.choices[0].message.content or "")
        assert all(one.result().status_code == 200 for one in waiting)


def test_few_are_worked_on_and_who_comes_last_is_refused_while_they_wait(plain: str, held: Held) -> None:
    with ThreadPoolExecutor(AT_ONCE + QUEUED + 1) as threads:
        try:
            asked = [threads.submit(ask, plain) for _ in range(AT_ONCE + QUEUED + 1)]
            done, others = wait(asked, timeout=WAIT, return_when=FIRST_COMPLETED)
            (refused,) = done  # nothing else can be done: every answer waits
            assert refused.result().status_code == 503 and len(others) == AT_ONCE + QUEUED
            for _ in range(AT_ONCE):
                assert held.began.acquire(timeout=WAIT)
            for path in ("/healthz", "/readyz", "/rewards", "/metrics"):
                assert httpx.get(f"{plain}{path}", timeout=WAIT).status_code == 200, path
            with begin_asking(plain, b"") as connection:  # a refusal waits for no body
                told = connection.recv(65_536).decode().lower()
            assert told.startswith("http/1.1 503") and "\r\nretry-after: 1\r\n" in told
            assert "\r\nx-content-type-options: nosniff\r\n" in told and "\r\nx-request-id: " in told
            assert held.number == AT_ONCE  # the rest have not been begun
        finally:
            held.go_on.set()
        assert [one.result().status_code for one in others] == [200] * (AT_ONCE + QUEUED)
    assert held.number == AT_ONCE + QUEUED


def test_who_sends_slowly_keeps_nobody_from_being_answered(plain: str) -> None:
    slow = [begin_asking(plain, b'{"question": "') for _ in range(AT_ONCE + 1)]
    try:
        assert ask(plain).status_code == 200
    finally:
        for connection in slow:
            connection.close()


def test_an_answer_that_fails_gives_its_permit_back(plain: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(assistant: Assistant, *asked: object) -> Reply:
        raise RuntimeError("no answer")

    with monkeypatch.context() as failing:
        failing.setattr(Assistant, "reply", fail)
        assert [ask(plain).status_code for _ in range(AT_ONCE + 1)] == [500] * (AT_ONCE + 1)
    assert ask(plain).status_code == 200
