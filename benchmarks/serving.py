"""What one process answers over HTTP by how many ask at once: `python -m benchmarks.serving`.

Starts the service as it runs in production, with records in a temporary SQLite file, and has 1, 8, 32 and 128 clients
ask the questions of the project's own cases one after the other; who is told 503 waits as long as `Retry-After` says.
Prints answers and refusals a second, milliseconds from the request to the last byte of an answer, of a refusal and of a
probe (`/healthz`, four a second), which share of a core the clients took themselves, and the resident memory of the
process before and after, and every minute. Clients and service share the machine.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Coroutine, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from itertools import cycle, product
from pathlib import Path
from typing import Any

from assistant.settings import ROOT
from benchmarks.light_client import Broken, LightClient, Reply
from benchmarks.timing import read_cases

CLIENTS = (1, 8, 32, 128)
SECONDS = 10.0
START_SECONDS = 300
PATIENCE = 120.0
PERCENTS = (50, 95, 99)
PROBED = 0.25
MINUTE = 60.0
HEADINGS = (
    "clients", "answers/s", "refused/s", "failed", "p50", "p95", "p99 ms", "refusal p50", "p95", "p99 ms",
    "probe p50", "p95", "p99 ms", "clients' share of a core", "MiB before, each minute, after",
)  # fmt: skip


@dataclass
class Tally:
    """What happened to the requests of one run: milliseconds of each answer, refusal and probe, how many failed."""

    answered: list[float] = field(default_factory=list)
    refused: list[float] = field(default_factory=list)
    probed: list[float] = field(default_factory=list)
    failed: int = 0
    share: float = 0.0
    """Seconds of the processor that the clients took, a second."""
    memory: list[int] = field(default_factory=list)


class Service:
    """The service under way."""

    def __init__(self, port: int, process: int) -> None:
        self.port, self.process = port, process

    def client(self) -> LightClient:
        """Return a client of it."""
        return LightClient("127.0.0.1", self.port)


@contextmanager
def serve(checkout: Path = ROOT) -> Iterator[Service]:
    """Run the service of a checkout without rate limits while in the block."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        own = {
            "HUIQI_DATABASE_URL": f"sqlite:///{Path(folder) / 'records.sqlite3'}",
            "HUIQI_PORT": str(port),
            "HUIQI_ADDRESS_RATE": "0",
        }
        command = [sys.executable, "-m", "assistant", "serve"]
        process = subprocess.Popen(command, cwd=checkout, env=os.environ | own, stderr=subprocess.DEVNULL)
        try:
            service, deadline = Service(port, process.pid), time.monotonic() + START_SECONDS
            while not asyncio.run(_is_there(service)):
                if process.poll() is not None or time.monotonic() > deadline:
                    raise SystemExit("服务没有启动")
                time.sleep(0.2)
            yield service
        finally:
            process.terminate()
            process.wait()


async def _is_there(service: Service) -> bool:
    try:
        async with service.client() as client:
            return (await asyncio.wait_for(client.get("/healthz"), 5)).status == 200
    except (Broken, TimeoutError):
        return False


class Run:
    """So many clients that ask for so long, and what is looked at meanwhile."""

    def __init__(self, service: Service, seconds: float) -> None:
        self._service, self._seconds, self._ends = service, seconds, time.monotonic() + seconds
        self.tally = Tally()

    @property
    def _left(self) -> float:
        return max(0.0, self._ends - time.monotonic())

    async def ask(self, questions: Iterable[str]) -> None:
        """Be a client."""
        async with self._service.client() as client:
            for question in questions:
                if not self._left:
                    return
                reply, taken = await self._time(client.post("/api/v1/ask", {"question": question}))
                if reply is None or reply.status not in (200, 503):
                    self.tally.failed += 1
                elif reply.status == 200:
                    self.tally.answered.append(taken)
                else:
                    self.tally.refused.append(taken)
                    await asyncio.sleep(min(reply.retry_after, self._left))

    async def probe(self) -> None:
        """Ask whether the service is alive, four times a second."""
        async with self._service.client() as client:
            while self._left:
                reply, taken = await self._time(client.get("/healthz"))
                self.tally.failed += reply is None
                self.tally.probed.append(taken)
                await asyncio.sleep(PROBED)

    async def watch(self, every: float) -> None:
        """Look at the memory at the beginning, every so many seconds, and at the end."""
        used = time.process_time()
        self.tally.memory.append(resident(self._service.process))
        while self._left:
            await asyncio.sleep(min(every, self._left))
            self.tally.memory.append(resident(self._service.process))
        self.tally.share = (time.process_time() - used) / self._seconds

    @staticmethod
    async def _time(call: Coroutine[Any, Any, Reply]) -> tuple[Reply | None, float]:
        """Return the reply, None where there is none, and the milliseconds that it took."""
        began, reply = time.perf_counter(), None
        with suppress(Broken, TimeoutError):
            reply = await asyncio.wait_for(call, PATIENCE)
        return reply, 1000 * (time.perf_counter() - began)


async def run(service: Service, clients: int, seconds: float, questions: list[str], every: float = MINUTE) -> Tally:
    """Have so many clients ask for so long; the memory is looked at `every` so many seconds."""
    going = Run(service, seconds)
    firsts = (number * 7 % len(questions) for number in range(clients))
    asking = (going.ask(cycle(questions[first:] + questions[:first])) for first in firsts)
    await asyncio.gather(*asking, going.probe(), going.watch(every))
    return going.tally


def percentiles(times: list[float]) -> str:
    """Return the percentiles of some milliseconds as cells of the table.

    >>> percentiles([1.0, 2.0, 3.0]), percentiles([])
    ('2 | 3 | 3', '- | - | -')
    """
    ordered = sorted(times)
    cells = (str(round(ordered[min(len(ordered) * p // 100, len(ordered) - 1)])) if ordered else "-" for p in PERCENTS)
    return " | ".join(cells)


def resident(process: int) -> int:
    """Return the resident memory of a process in MiB, where the system tells it."""
    status = Path(f"/proc/{process}/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return next((int(line.split()[1]) // 1024 for line in lines if line.startswith("VmRSS:")), 0)


def describe(name: str, tally: Tally, seconds: float) -> str:
    """Return what happened as a row of the table."""
    rates = [f"{len(times) / seconds:.1f}" for times in (tally.answered, tally.refused)]
    times = [percentiles(times) for times in (tally.answered, tally.refused, tally.probed)]
    memory = ", ".join(map(str, tally.memory))
    return f"| {' | '.join([name, *rates, str(tally.failed), *times, f'{tally.share:.2f}', memory])} |"


def main() -> int:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=SECONDS, help="how long each number of clients asks")
    parser.add_argument("--clients", type=int, nargs="*", default=CLIENTS, help="how many ask at once")
    parser.add_argument("--beside", type=Path, help="another checkout, with its index, to measure in the same run")
    options = parser.parse_args()
    questions = [turns[-1] for case in read_cases("questions", "questions") if isinstance(turns := case["turns"], list)]
    print(f"| {' | '.join(HEADINGS)} |\n|{'---|' * len(HEADINGS)}")
    with ExitStack() as stack:
        checkouts = {"": ROOT} | ({"beside": options.beside} if options.beside else {})
        services = {name: stack.enter_context(serve(checkout)) for name, checkout in checkouts.items()}
        for service in services.values():
            asyncio.run(run(service, 1, min(options.seconds, 3), questions))  # what is made once is made before
        for clients, (name, service) in product(options.clients, services.items()):
            tally = asyncio.run(run(service, clients, options.seconds, questions))
            print(describe(f"{clients} {name}".strip(), tally, options.seconds), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
