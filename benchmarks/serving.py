"""What one process answers over HTTP by how many ask at once: `python -m benchmarks.serving`.

Starts the service as it runs in production, with records in a temporary SQLite file, and has 1, 8, 32 and 128 clients
ask the questions of the project's own cases one after the other; who is told 503 waits as long as `Retry-After` says.
Prints answers and refusals a second, milliseconds from the request to the last byte of an answer and of a refusal, and
the resident memory of the process before and after each. Clients and service share the machine.
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
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path

import httpx

from assistant.settings import ROOT
from benchmarks.timing import read_cases

CLIENTS = (1, 8, 32, 128)
SECONDS = 10.0
START_SECONDS = 300
PERCENTS = (50, 95, 99)


@dataclass
class Tally:
    """What happened to the requests of one run: milliseconds of each answer and refusal, and how many failed."""

    answered: list[float] = field(default_factory=list)
    refused: list[float] = field(default_factory=list)
    failed: int = 0


@contextmanager
def serve() -> Iterator[tuple[str, int]]:
    """Run the service without rate limits while in the block; yield its address and process id."""
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
        process = subprocess.Popen(command, cwd=ROOT, env=os.environ | own, stderr=subprocess.DEVNULL)
        try:
            site, deadline = f"http://127.0.0.1:{port}", time.monotonic() + START_SECONDS
            while True:
                if process.poll() is not None or time.monotonic() > deadline:
                    raise SystemExit("服务没有启动")
                try:
                    httpx.get(f"{site}/healthz", timeout=5)
                    break
                except httpx.HTTPError:
                    time.sleep(0.2)
            yield site, process.pid
        finally:
            process.terminate()
            process.wait()


async def run(site: str, clients: int, seconds: float, questions: list[str]) -> Tally:
    """Have so many clients ask for so long."""
    tally, ends = Tally(), time.monotonic() + seconds
    limits = httpx.Limits(max_connections=clients, max_keepalive_connections=clients)
    async with httpx.AsyncClient(base_url=site, timeout=120, limits=limits) as client:

        async def ask(first: int) -> None:
            for question in cycle(questions[first:] + questions[:first]):
                if time.monotonic() >= ends:
                    return
                started = time.perf_counter()
                try:
                    reply = await client.post("/api/v1/ask", json={"question": question})
                except httpx.HTTPError:
                    tally.failed += 1
                    continue
                taken = 1000 * (time.perf_counter() - started)
                if reply.status_code == 503:
                    tally.refused.append(taken)
                    await asyncio.sleep(min(float(reply.headers["Retry-After"]), max(ends - time.monotonic(), 0)))
                elif reply.status_code == 200:
                    tally.answered.append(taken)
                else:
                    tally.failed += 1

        await asyncio.gather(*(ask(number * 7 % len(questions)) for number in range(clients)))
    return tally


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


def main() -> int:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=SECONDS, help="how long each number of clients asks")
    parser.add_argument("--clients", type=int, nargs="*", default=CLIENTS, help="how many ask at once")
    options = parser.parse_args()
    questions = [turns[-1] for case in read_cases("questions", "questions") if isinstance(turns := case["turns"], list)]
    print(
        "| clients | answers/s | refused/s | failed | p50 | p95 | p99 ms "
        "| refusal p50 | p95 | p99 ms | MiB before, after |"
    )
    print("|---|---|---|---|---|---|---|---|---|---|---|")
    with serve() as (site, process):
        asyncio.run(run(site, 1, min(options.seconds, 3), questions))  # what is made once is made before
        for clients in options.clients:
            before = resident(process)
            tally = asyncio.run(run(site, clients, options.seconds, questions))
            rates = " | ".join(f"{len(times) / options.seconds:.1f}" for times in (tally.answered, tally.refused))
            told = f"{percentiles(tally.answered)} | {percentiles(tally.refused)} | {before}, {resident(process)}"
            print(f"| {clients} | {rates} | {tally.failed} | {told} |", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
