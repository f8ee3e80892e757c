"""Latency of answers and of the guard on this machine: `python -m benchmarks.timing`.

Prints milliseconds (median and 95th percentile) for one answer, warm, over the project's own cases, for one guard check
of 500 characters, and for drafts of growing length, whose time per character shows that the guard is linear. Long
replies laid end to end are what staff paste; short drafts laid end to end hold half as many figures again.
"""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable, Iterable

from assistant.guard.checker import Guard
from assistant.models import Turn
from assistant.service import Assistant
from assistant.settings import ROOT, Settings
from assistant.wiring import build_assistant

CASES = ROOT / "tests" / "cases"
LENGTHS = (1_000, 10_000, 100_000)


def read_cases(folder: str, *sets: str) -> list[dict[str, object]]:
    """Return the cases of a folder that were written in these sets, in the order of their ids."""
    lines = [line for path in (CASES / folder).glob("*.jsonl") for line in path.read_text("utf-8").splitlines()]
    cases = [case for case in map(json.loads, lines) if case["set"] in sets]
    return sorted(cases, key=lambda case: (sets.index(case["set"]), case["id"]))


def milliseconds(calls: Iterable[Callable[[], object]]) -> list[float]:
    """Return how long each call took."""
    taken = []
    for call in calls:
        start = time.perf_counter()
        call()
        taken.append((time.perf_counter() - start) * 1000)
    return taken


def show(label: str, taken: list[float]) -> None:
    """Print the median and the 95th percentile."""
    p95 = statistics.quantiles(taken, n=20)[-1]
    print(f"{label:<36} n={len(taken):<5} p50 {statistics.median(taken):8.2f} ms   p95 {p95:8.2f} ms")


def time_answers(assistant: Assistant) -> None:
    """Time whole answers, conversations included."""
    sets = ("questions", "dialogues", "questions-second")
    conversations = [case["turns"] for case in read_cases("questions", *sets)]

    def ask(turns: list[str]) -> Callable[[], object]:
        history = tuple(Turn(role="user", content=turn) for turn in turns[:-1])
        return lambda: assistant.ask(turns[-1], history)

    calls = [ask([str(turn) for turn in turns]) for turns in conversations if isinstance(turns, list)]
    milliseconds(calls[:50])  # warm up
    show("answer", milliseconds(calls))


def time_guard(guard: Guard) -> None:
    """Time checks of drafts of 500 characters, then of growing ones."""
    for label, name in (("of long replies", "guard-fifth"), ("of short drafts", "guard")):
        drafts = "\n".join(str(case["draft"]) for case in read_cases("guard", name))
        pieces = [drafts[i : i + 500] for i in range(0, len(drafts) - 500, 500)]
        milliseconds([lambda p=pieces[0]: guard.check(p)])
        show(f"guard, 500 characters {label}", milliseconds([lambda p=piece: guard.check(p) for piece in pieces]))
    for length in LENGTHS:
        text = (drafts * (length // len(drafts) + 1))[:length]
        taken = milliseconds([lambda t=text: guard.check(t)])[0]
        print(f"guard, {length:>7,} characters {taken:>12.1f} ms   {taken / length * 1000:8.2f} µs a character")


def main() -> None:
    """Run both on the default corpus and index."""
    assistant = build_assistant(Settings())
    time_answers(assistant)
    time_guard(Guard(assistant.corpus))


if __name__ == "__main__":
    main()
