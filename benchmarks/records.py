"""Measure the routes that read the records, with a hundred thousand rows in the database.

Run with `python -m benchmarks.records [database URL]`; without a URL a SQLite file in a temporary folder is used.
The database must be empty; its rows stay.
"""

from __future__ import annotations

import hashlib
import json
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from fastapi.testclient import TestClient
from sqlalchemy import insert

from assistant.access import COOKIE
from assistant.clock import local_day
from assistant.records import Records, open_records
from assistant.records.schema import AnswerRow, CitedRow, QuestionRow
from assistant.records.sessions import LoginFault
from assistant.service import Assistant
from assistant.settings import Settings
from assistant.web import create_app
from assistant.wiring import build_assistant

ROWS, DAYS, BATCH, CALLS = 100_000, 180, 5_000, 20
STATUSES = ("answered",) * 16 + ("not_covered", "not_covered", "clarify", "refused")
OPINIONS = (None,) * 17 + ("like", "like", "dislike")
ROUTES = (
    "records",
    "records?page=1000",
    "records?status=not_covered",
    "records?opinion=dislike",
    "records?words=技术中心",
    "records?words=没有人这样问过",
    "records?since={week}",
    "queue",
    "statistics",
    "statistics?since={week}",
    "approved",
)


def fill(records: Records, assistant: Assistant) -> None:
    """Write the rows: questions of the corpus, spread over the days that are kept."""
    chooser = random.Random(20211231)
    asked = [
        (question, clause)
        for part in assistant.corpus.questions
        for clause, questions in part.clauses.items()
        for question in questions
    ]
    now = datetime.now(UTC)
    for first in range(0, ROWS, BATCH):
        moments = [now - timedelta(days=DAYS * (1 - (first + i + 1) / ROWS)) for i in range(BATCH)]
        with records.database.write() as session:
            rows = [_row(first + i, moment, *chooser.choice(asked), chooser) for i, moment in enumerate(moments)]
            written = insert(QuestionRow).returning(QuestionRow.id, sort_by_parameter_order=True)
            numbers = session.scalars(written, [row for row, _ in rows]).all()
            session.execute(insert(AnswerRow), [{"question": n, "text": "依据文件作答。" * 60} for n in numbers])
            cited = [
                {"question": n, "policy": assistant.corpus.policies[0].meta.id, "clause": c, "day": row["day"]}
                for n, (row, clause) in zip(numbers, rows, strict=True)
                if row["status"] == "answered"
                for c in {clause, "附则"}
            ]
            session.execute(insert(CitedRow), cited)


def _row(
    number: int, moment: datetime, question: str, clause: str, chooser: random.Random
) -> tuple[dict[str, object], str]:
    status, opinion = chooser.choice(STATUSES), chooser.choice(OPINIONS)
    # Half of the questions are asked again and again, half are worded like no other.
    text = question if chooser.random() < 0.5 else f"{question}（{chooser.randrange(10**6)}）"
    row = {
        "answer_id": hashlib.sha256(str(number).encode()).hexdigest()[:22],
        "asked_at": moment,
        "day": local_day(moment),
        "channel": "page",
        "question": text,
        "earlier": (),
        "key": hashlib.sha256(text.encode()).hexdigest(),
        "subject": clause,
        "status": status,
        "latency_ms": max(1, round(chooser.lognormvariate(2, 0.8))),
        "guard_blocks": int(chooser.random() < 0.01),
        "opinion": opinion,
        "comment": "与我问的不是一回事" if opinion == "dislike" else None,
        "waiting": status == "not_covered" or opinion == "dislike",
        "approved": None,
    }
    return row, clause


def measure(call: Callable[[], object]) -> tuple[float, float]:
    """Return the median and the longest of the calls, in milliseconds."""
    times = []
    for _ in range(CALLS):
        started = time.perf_counter()
        call()
        times.append(1000 * (time.perf_counter() - started))
    return statistics.median(times), max(times)


def run(settings: Settings) -> None:
    """Fill the database and print a line for each route."""
    records = open_records(settings)
    records.database.upgrade()
    assistant = build_assistant(settings, records)
    started = time.perf_counter()
    fill(records, assistant)
    print(json.dumps({"rows": ROWS, "filled_seconds": round(time.perf_counter() - started, 1)}))
    records.accounts.add("bench", "a password for this run", "reviewer")
    token = records.sessions.log_in("bench", "a password for this run", "::1")
    assert not isinstance(token, LoginFault)
    client = TestClient(create_app(assistant, settings, records), cookies={COOKIE: token})
    week = (datetime.now(UTC) - timedelta(days=7)).date().isoformat()
    for route in ROUTES:
        address = f"/api/v1/staff/{route.format(week=week)}"
        assert client.get(address).status_code == 200, address
        median, longest = measure(lambda address=address: client.get(address))
        print(
            json.dumps({"route": route, "median_ms": round(median, 1), "max_ms": round(longest, 1)}, ensure_ascii=False)
        )
    question = "省级企业技术中心奖励多少"
    without, _ = measure(lambda: assistant.ask(question))
    logged, longest = measure(lambda: records.journal.ask(assistant, question, (), None, "api"))
    print(json.dumps({"ask_ms": round(without, 1), "ask_and_write_ms": round(logged, 1), "max_ms": round(longest, 1)}))
    records.close()


if __name__ == "__main__":
    if len(sys.argv) > 1:
        run(Settings(database_url=sys.argv[1]))
    else:
        with tempfile.TemporaryDirectory() as folder:
            run(Settings(database_url=f"sqlite:///{Path(folder) / 'records.sqlite3'}"))
