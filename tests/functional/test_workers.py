"""Several workers that serve one address: whoever answers, it is the same service."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Page, expect

from assistant.policy.corpus import Corpus
from assistant.records import Records, open_records
from assistant.records.register import RecordFilter
from assistant.settings import ROOT, Settings
from tests.functional.servers import Caller, Server, free_port, log_in, running
from tests.functional.test_chat_page import ask, open_chat

pytestmark = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="finds the workers in /proc")
PASSWORD = "long enough for a test"
QUESTION = "省级企业技术中心奖励多少"
PATIENCE = 120
OUT_OF_USE = "ningde-2023-990"


def workers_of(server: Server) -> list[int]:
    """Return the processes that serve, the helper of the library left out."""
    parent = server.process.pid
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text(encoding="ascii").split()
    return [pid for pid in map(int, children) if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()]


@contextmanager
def only(server: Server, worker: int) -> Iterator[Caller]:
    """Let one worker answer: the others stand still."""
    others = [pid for pid in workers_of(server) if pid != worker]
    for pid in others:
        os.kill(pid, signal.SIGSTOP)
    try:
        yield Caller(server.site)
    finally:
        for pid in others:
            os.kill(pid, signal.SIGCONT)


def wait_for_each(server: Server) -> None:
    """Wait until every worker answers."""
    for worker in workers_of(server):
        with only(server, worker) as call:
            assert call("/readyz").status == 200


@pytest.fixture(scope="module")
def settings(many_corpus: Corpus, many_index: Path, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    folder = tmp_path_factory.mktemp("workers")
    shutil.copytree(many_corpus.directory, folder / "corpus")
    shutil.copytree(many_index, folder / "index")
    return Settings(
        corpus_dir=folder / "corpus",
        index_dir=folder / "index",
        database_url=f"sqlite:///{folder / 'records.sqlite3'}",
        workers=2,
    )


@pytest.fixture(scope="module")
def records(settings: Settings) -> Iterator[Records]:
    records = open_records(settings)
    records.accounts.add("审核员", PASSWORD, "reviewer")
    yield records
    records.close()


@pytest.fixture(scope="module")
def server(settings: Settings, records: Records) -> Iterator[Server]:
    with running(settings) as (server,):
        assert len(workers_of(server)) == 2
        wait_for_each(server)
        yield server


def test_staff_who_log_in_at_one_are_known_to_all(server: Server, records: Records) -> None:
    headers = log_in(server.site, records, "审核员", PASSWORD).headers
    for worker in workers_of(server):
        with only(server, worker):
            assert Caller(server.site, headers)("/api/v1/staff/me").body["name"] == "审核员"


def test_answers_streams_and_opinions_are_those_of_one_service(server: Server, records: Records) -> None:
    before = records.register.list(RecordFilter()).total
    answers, streams, names = set(), set(), []
    for worker in workers_of(server):
        with only(server, worker) as call:
            reply = call("/api/v1/ask", {"question": QUESTION})
            answers.add(reply.body["text"])
            names.append(reply.headers["X-Answer-Id"])
            body = {"messages": [{"role": "user", "content": QUESTION}], "stream": True}
            events = httpx.post(f"{server.site}/v1/chat/completions", json=body, timeout=60).text.split("\n\n")[:-2]
            chunks = [json.loads(event.removeprefix("data: ")) for event in events]
            streams.add("".join(chunk["choices"][0]["delta"].get("content", "") for chunk in chunks))
    assert answers == streams and len(answers) == 1
    for worker, name in zip(workers_of(server), reversed(names), strict=True):
        with only(server, worker) as call:
            assert call("/api/v1/opinions", {"answer_id": name, "opinion": "like"}).status in (200, 204)
    assert records.register.list(RecordFilter()).total - before == 4


def test_a_page_that_one_gave_out_is_at_home_with_all(server: Server) -> None:
    numbers, scripts = set(), set()
    for worker in workers_of(server):
        with only(server, worker) as call:
            numbers.add(call("/gradio_api/app_id").body["app_id"])
            with urllib.request.urlopen(f"{server.site}/", timeout=60) as reply:
                page = reply.read().decode()
            scripts.add(tuple(sorted(re.findall(r'(?:src|href)="([^"]+)"', page))))
            shown = call("/chat/answer", {"question": QUESTION, "earlier": []})
            assert shown.status == 200 and "企业技术中心" in str(shown.body)
    assert len(numbers) == len(scripts) == 1, (numbers, scripts)


def test_metrics_count_what_all_did(server: Server) -> None:
    def count() -> int:
        told = httpx.get(f"{server.site}/metrics", timeout=60).text
        assert re.search(r"^huiqi_policies 4\.0$", told, re.M) and "huiqi_index_age_seconds " in told
        return sum(int(float(n)) for n in re.findall(r'^huiqi_answers_total\{channel="api",.* (\S+)$', told, re.M))

    before = count()
    for worker in workers_of(server):
        with only(server, worker) as call:
            call("/api/v1/ask", {"question": QUESTION})
    assert count() - before == 2


def test_what_is_published_at_one_is_served_by_all(server: Server, records: Records) -> None:
    staff = log_in(server.site, records, "审核员", PASSWORD)
    pages = f"{server.site}/policy/{OUT_OF_USE}"
    assert httpx.get(pages, timeout=60).status_code == 200
    assert staff(f"/api/v1/staff/policies/{OUT_OF_USE}/disable", {"reason": "试用"}).status == 204
    for worker in workers_of(server):
        with only(server, worker):
            deadline = time.monotonic() + PATIENCE
            while httpx.get(pages, timeout=60).status_code != 404:
                assert time.monotonic() < deadline, "a worker still serves it"
                time.sleep(0.2)


def test_a_worker_that_dies_is_begun_anew(server: Server) -> None:
    killed, other = workers_of(server)
    os.kill(killed, signal.SIGKILL)
    deadline = time.monotonic() + PATIENCE
    while killed in (now := workers_of(server)) or len(now) < 2:
        assert time.monotonic() < deadline, "it was not begun anew"
        assert Caller(server.site)("/healthz").status == 200
        time.sleep(0.2)
    assert other in now
    wait_for_each(server)


@pytest.mark.filterwarnings("ignore::DeprecationWarning:gradio.queueing")
def test_a_conversation_of_the_page_goes_on_whichever_worker_dies(server: Server, page: Page) -> None:
    """No worker holds anything of it: each that may have answered so far is killed, and the next one goes on."""
    open_chat(page, server.site)
    assert "100万元" in ask(page, "宁德市国家级单项冠军企业奖多少").inner_text()
    answered = 1
    for question, sum_told in (("那市级呢", "5万元"), ("省级的呢", "50万元")):
        first, second = workers_of(server)
        for worker in (first, second):
            os.kill(worker, signal.SIGKILL)
            page.locator("#question textarea").fill(question)
            page.keyboard.press("Enter")
            answered += 1
            expect(page.locator(".bot-row")).to_have_count(answered, timeout=PATIENCE * 1000)
            expect(page.locator(".bot-row").last).to_contain_text(sum_told, timeout=PATIENCE * 1000)
            wait_for_each(server)
    page.reload()
    expect(page.locator(".bot-row")).to_have_count(answered, timeout=60_000)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_all_end_with_the_process_that_began_them(settings: Settings, number: signal.Signals) -> None:
    with running(settings) as (server,):
        workers = workers_of(server)
        server.process.send_signal(number)
        assert server.process.wait(60) == (-signal.SIGKILL if number is signal.SIGKILL else 0)
        deadline = time.monotonic() + 60
        while any(Path(f"/proc/{pid}").exists() for pid in workers):
            assert time.monotonic() < deadline, "a worker goes on"
            time.sleep(0.1)


def test_what_keeps_all_from_starting_is_told_once(many_corpus: Corpus, tmp_path: Path) -> None:
    own = {
        "HUIQI_CORPUS_DIR": str(many_corpus.directory),
        "HUIQI_INDEX_DIR": str(tmp_path / "nothing"),
        "HUIQI_DATABASE_URL": f"sqlite:///{tmp_path / 'records.sqlite3'}",
        "HUIQI_PORT": free_port(),
        "HUIQI_WORKERS": "2",
    }
    command = [sys.executable, "-m", "assistant", "serve"]
    done = subprocess.run(command, cwd=ROOT, env=os.environ | own, capture_output=True, text=True, timeout=300)
    assert done.returncode == 2, done.stderr
    assert done.stderr.count("python -m index build") == 1 and "Traceback" not in done.stderr
