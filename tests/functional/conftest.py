"""The web app on a real port, and a real browser before it."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, expect, sync_playwright
from pydantic import SecretStr

from assistant.access import COOKIE
from assistant.policy.corpus import Corpus
from assistant.records import Records, open_records
from assistant.records.sessions import LoginFault
from assistant.service import Assistant
from assistant.settings import Settings
from assistant.web import build_server
from assistant.wiring import build_assistant
from tests.conftest import need
from tests.functional.postgres import postgres as postgres

CHROMIUM = "/usr/bin/chromium"
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
START_SECONDS = 180
LOAD_SECONDS, SHOW_SECONDS = 120, 30
"""How long a page may take to load, and what is expected on it to show, on a machine that others keep busy."""
Result = TypeVar("Result")
PLAIN_KEY, HASHED_KEY = "a-key-of-the-tests", "another-key-of-the-tests"
REVIEWER, SECOND, CLERK, ADMINISTRATOR = "审核员", "复核员", "接线员", "管理员"
PASSWORD = "long enough for a test"


def serve_app(settings: Settings) -> Iterator[str]:
    """Serve the real app on a free port until the caller is done; yield its address."""
    servers: list[uvicorn.Server] = []
    records = open_records(settings)
    assistant = build_assistant(settings, records)
    records.start()

    async def run(listener: socket.socket) -> None:
        # Built inside a running event loop: without one Gradio opens loops of its own and never closes them.
        servers.append(build_server(assistant, settings, records))
        await servers[0].serve(sockets=[listener])

    # asyncio sends at once (TCP_NODELAY) only on sockets that name their protocol, as those of uvicorn itself do.
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listener:
        listener.bind(("127.0.0.1", 0))
        thread = threading.Thread(target=lambda: asyncio.run(run(listener)))
        thread.start()
        deadline = time.monotonic() + START_SECONDS
        while not (servers and servers[0].started):
            assert thread.is_alive() and time.monotonic() < deadline, "the server did not start"
            time.sleep(0.05)
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        servers[0].should_exit = True
        thread.join()
    records.close()


def run_apart(coroutine: Coroutine[Any, Any, Result]) -> Result:
    """Run a coroutine in a thread of its own: in that of a test a browser may have a loop running."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(lambda: asyncio.run(coroutine)).result()


@pytest.fixture(scope="session")
def served(built_index: Path) -> Assistant:
    """The assistant over the real corpus, without a page before it."""
    return build_assistant(Settings(index_dir=built_index))


@pytest.fixture(scope="session")
def site_settings(corpus: Corpus, built_index: Path, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of `site`, whose records are a file of this run."""
    file = tmp_path_factory.mktemp("records") / "site.sqlite3"
    return Settings(corpus_dir=corpus.directory, index_dir=built_index, database_url=f"sqlite:///{file}")


@pytest.fixture(scope="session")
def site(site_settings: Settings) -> Iterator[str]:
    yield from serve_app(site_settings)


@pytest.fixture(scope="session")
def staff(site: str, site_settings: Settings) -> Iterator[Records]:
    """The records of `site`, with an account of each role and a second reviewer, all with the password `PASSWORD`."""
    records = open_records(site_settings)
    records.accounts.add(REVIEWER, PASSWORD, "reviewer")
    records.accounts.add(SECOND, PASSWORD, "reviewer")
    records.accounts.add(ADMINISTRATOR, PASSWORD, "admin")
    records.accounts.add(CLERK, PASSWORD, "clerk")
    yield records
    records.close()


@pytest.fixture(scope="session")
def site_behind_gateway(site_settings: Settings) -> Iterator[str]:
    """The app as a gateway sees it that publishes it under /huiqi, a prefix it strips; with `site`'s records."""
    yield from serve_app(site_settings.model_copy(update={"root_path": "/huiqi"}))


@pytest.fixture(scope="session")
def site_with_keys(site_settings: Settings) -> Iterator[str]:
    """The app with API keys and low limits; with `site`'s records."""
    keys = SecretStr(f"plain={PLAIN_KEY},hashed=sha256:{sha256(HASHED_KEY.encode()).hexdigest()}")
    limits = {"api_keys": keys, "request_limit": 4096, "address_rate": 5, "key_rate": 40}
    yield from serve_app(site_settings.model_copy(update=limits))


@pytest.fixture(scope="session")
def site_of_many(many_corpus: Corpus, many_index: Path) -> Iterator[str]:
    """The app over several policies of two cities, serving one of these."""
    yield from serve_app(Settings(corpus_dir=many_corpus.directory, index_dir=many_index, region="宁德市"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real browser; skipped where Chromium isn't installed."""
    need("chromium", Path(CHROMIUM).exists())
    expect.set_options(timeout=1000 * SHOW_SECONDS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


def _open_page(browser: Browser, width: int) -> Iterator[Page]:
    """Open a browser in a foreign language and in dark mode, which our pages must not mind."""
    context = browser.new_context(viewport={"width": width, "height": 800}, locale="en-US", color_scheme="dark")
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    context.set_default_timeout(1000 * LOAD_SECONDS)
    yield context.new_page()
    context.close()


def _log_in(page: Page, site: str, staff: Records, name: str) -> Page:
    token = staff.sessions.log_in(name, PASSWORD, "127.0.0.1")
    assert not isinstance(token, LoginFault)
    page.context.add_cookies([{"name": COOKIE, "value": token, "url": site}])
    return page


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    yield from _open_page(browser, 1280)


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    yield from _open_page(browser, 390)


@pytest.fixture
def staff_page(page: Page, site: str, staff: Records) -> Page:
    """A desktop browser in which a reviewer is logged in."""
    return _log_in(page, site, staff, REVIEWER)


@pytest.fixture
def staff_phone(phone: Page, site: str, staff: Records) -> Page:
    """A phone in which a reviewer is logged in."""
    return _log_in(phone, site, staff, REVIEWER)


@pytest.fixture
def clerk_page(browser: Browser, site: str, staff: Records) -> Iterator[Page]:
    """A desktop browser of its own in which a clerk is logged in."""
    for page in _open_page(browser, 1280):
        yield _log_in(page, site, staff, CLERK)


@pytest.fixture
def administrator_page(browser: Browser, site: str, staff: Records) -> Iterator[Page]:
    """A desktop browser of its own in which an administrator is logged in."""
    for page in _open_page(browser, 1280):
        yield _log_in(page, site, staff, ADMINISTRATOR)


@pytest.fixture
def requested(page: Page) -> list[str]:
    """The addresses that `page` requests from here on."""
    addresses: list[str] = []
    page.on("request", lambda request: addresses.append(request.url))
    return addresses
