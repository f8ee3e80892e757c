"""More questions at once than can be answered: the rest are told so at once, and everything else is served."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from openai import OpenAI
from playwright.sync_api import Page, expect

from assistant.settings import Settings
from tests.functional.conftest import serve_app
from tests.functional.language_model import Endpoint, serving
from tests.functional.test_chat_page import finished, open_chat

QUESTION = "省级企业技术中心奖励多少"
WAIT = 60
MOST = 3


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


def ask(site: str) -> httpx.Response:
    return httpx.post(f"{site}/api/v1/ask", json={"question": QUESTION}, timeout=WAIT)


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
