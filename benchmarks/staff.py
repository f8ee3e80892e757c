"""Latency of look-up as staff type, over real HTTP: `python -m benchmarks.staff`.

Serves the app on a free port with records in a temporary SQLite file, logs in, and types the questions of the project's
own cases key by key, one request a key on a connection that is kept, as a browser does. Prints milliseconds from the
request to the last byte of the reply, the same for the pages, and, where Chromium is installed, what a clerk sees: from
the key to the frame that shows the clauses, the page's own pause before it asks included.
"""

from __future__ import annotations

import asyncio
import http.client
import shutil
import socket
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, urlencode

import uvicorn
from playwright.sync_api import sync_playwright

from assistant.access import COOKIE
from assistant.records import open_records
from assistant.settings import Settings
from assistant.web import build_server
from assistant.wiring import build_assistant
from benchmarks.timing import milliseconds, read_cases, show

NAME, ADMINISTRATOR, PASSWORD = "测量", "管理", "only for this measurement"
KEYS = 24  # characters typed of a question
QUESTIONS = 60
REPEATS = 30
WATCHED = 12  # questions typed in the browser
BETWEEN_KEYS = 180  # milliseconds: five keys a second
STOPWATCH = """() => {
  window.taken = [];
  let pressed = 0;
  document.getElementById("words").addEventListener("input", () => { pressed = performance.now(); }, true);
  new MutationObserver(() => {
    const start = pressed;
    pressed = 0;
    if (start) requestAnimationFrame(() => setTimeout(() => window.taken.push(performance.now() - start)));
  }).observe(document.getElementById("hits"), { childList: true });
}"""
PAGES = ("lookup", "rewards", "calculate", "eligibility", "check", "records", "statistics")


@contextmanager
def serve(**own: object) -> Iterator[tuple[http.client.HTTPConnection, str]]:
    """Serve the app, with settings of its `own`, while in the block; yield a connection and the cookie of a session."""
    # asyncio sends at once (TCP_NODELAY) only on sockets that name their protocol, as those of uvicorn itself do.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    with tempfile.TemporaryDirectory() as folder, listener:
        records_file = f"sqlite:///{Path(folder) / 'records.sqlite3'}"
        settings = Settings.model_validate({"database_url": records_file, **own})
        records = open_records(settings)
        assistant = build_assistant(settings, records)
        records.accounts.add(NAME, PASSWORD, "reviewer")
        records.accounts.add(ADMINISTRATOR, PASSWORD, "admin")
        listener.bind(("127.0.0.1", 0))
        servers: list[uvicorn.Server] = []

        async def run() -> None:
            servers.append(build_server(assistant, settings, records))
            await servers[0].serve(sockets=[listener])

        thread = threading.Thread(target=lambda: asyncio.run(run()))
        thread.start()
        while not (servers and servers[0].started):
            time.sleep(0.05)
        connection = http.client.HTTPConnection("127.0.0.1", listener.getsockname()[1], timeout=30)
        try:
            yield connection, log_in(connection)
        finally:
            connection.close()
            servers[0].should_exit = True
            thread.join()
            records.close()


def log_in(connection: http.client.HTTPConnection, name: str = NAME) -> str:
    """Log in and return the cookie."""
    form = urlencode({"name": name, "password": PASSWORD, "next": "/staff/lookup"})
    connection.request("POST", "/staff/login", form, {"Content-Type": "application/x-www-form-urlencoded"})
    with connection.getresponse() as response:
        response.read()
        cookie = response.getheader("Set-Cookie") or ""
    assert cookie.startswith(COOKIE), response.status
    return cookie.partition(";")[0]


def fetch(connection: http.client.HTTPConnection, cookie: str, path: str) -> None:
    """Get an address to its last byte; raise where it is not answered."""
    connection.request("GET", path, headers={"Cookie": cookie})
    with connection.getresponse() as response:
        response.read()
    if response.status != 200:
        raise RuntimeError(f"{path}: {response.status}")


def read_questions() -> list[str]:
    """Return the questions of the cases."""
    turns = [case["turns"] for case in read_cases("questions", "questions")]
    return [str(turn[-1]) for turn in turns if isinstance(turn, list)][:QUESTIONS]


def type_questions() -> list[str]:
    """Return what the search box holds after each key."""
    return [words[:end] for words in read_questions() for end in range(1, min(len(words), KEYS) + 1)]


def watch_keys(chromium: str, connection: http.client.HTTPConnection, cookie: str) -> list[float]:
    """Type questions in a browser, a key at a time; return how long each took to be on the screen."""
    site = f"http://{connection.host}:{connection.port}"
    name, _, token = cookie.partition("=")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        context = browser.new_context(viewport={"width": 1280, "height": 800})
        context.add_cookies([{"name": name, "value": token, "url": site}])
        page = context.new_page()
        page.goto(f"{site}/staff/lookup")
        page.wait_for_selector("#hits > *")
        page.evaluate(STOPWATCH)
        for words in read_questions()[:WATCHED]:
            for key in words[:KEYS]:
                page.keyboard.insert_text(key)
                page.wait_for_timeout(BETWEEN_KEYS)
            page.fill("#words", "")
            page.wait_for_timeout(BETWEEN_KEYS)
        taken: list[float] = page.evaluate("taken")
        browser.close()
    return taken


def main() -> None:
    """Run all on the default corpus and index."""
    with serve() as (connection, cookie):

        def get(path: str) -> None:
            fetch(connection, cookie, path)

        search = [f"/api/v1/staff/search?words={quote(words)}" for words in type_questions()]
        show("look-up, first key", milliseconds([lambda: get(search[0])] * 2))
        show("look-up, each key", milliseconds([lambda p=path: get(p) for path in search]))
        show("look-up, all clauses", milliseconds([lambda: get("/api/v1/staff/search")] * REPEATS))
        for page in PAGES:
            show(f"page {page}", milliseconds([lambda p=page: get(f"/staff/{p}")] * REPEATS))
        if chromium := shutil.which("chromium"):
            show("look-up, from key to screen", watch_keys(chromium, connection, cookie))


if __name__ == "__main__":
    main()
