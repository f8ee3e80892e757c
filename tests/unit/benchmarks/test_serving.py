"""The benchmark of serving: a short run, whose counts must hold whatever the machine does."""

from __future__ import annotations

import asyncio
import json
import os
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from benchmarks.serving import Service, resident, run
from tests.listening import Handler, listening

SECONDS = 0.5


@pytest.fixture
def told() -> Counter[int | str]:
    """How often a status was told, and how often a page was asked for."""
    return Counter()


@pytest.fixture
def answering(told: Counter[int | str]) -> Iterator[Service]:
    """A service that refuses every third request, and fails every seventh."""
    count = iter(range(1, 1_000_000))

    class Told(Handler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            told[self.path] += 1
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def do_POST(self) -> None:
            assert json.loads(self.rfile.read(int(self.headers["Content-Length"])))["question"]
            number = next(count)
            status = 503 if number % 3 == 0 else 500 if number % 7 == 0 else 200
            told[status] += 1
            self.send_response(status)
            self.send_header("Retry-After", "0.01")
            self.send_header("Content-Length", "0")
            self.end_headers()

    with listening(Told) as port:
        yield Service(port, os.getpid())


def test_answers_refusals_and_faults_are_told_apart(answering: Service, told: Counter[int | str]) -> None:
    with ThreadPoolExecutor(1) as pool:  # Playwright leaves a running event loop in the thread of the tests
        tally = pool.submit(lambda: asyncio.run(run(answering, 4, SECONDS, ["一", "二", "三"], SECONDS / 4))).result()
    assert (len(tally.answered), len(tally.refused)) == (told[200], told[503])
    assert tally.failed == told[500] and min(tally.answered) > 0
    assert len(tally.probed) == told["/healthz"] > 1
    assert len(tally.memory) == 5 and min(tally.memory) > 10 and tally.share > 0


def test_memory_is_told_of_a_process_that_there_is() -> None:
    assert resident(os.getpid()) > 10 and resident(2**22 + 1) == 0
