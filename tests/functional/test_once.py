"""Messages that are sent again: answered alike, written down once, by however many processes."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from assistant.api.once import answer_once, stream_once
from assistant.api.schemas import AskRequest
from assistant.clock import now
from assistant.models import Answer
from assistant.policy.corpus import Corpus
from assistant.records import Records, open_records
from assistant.records.journal import Logged
from assistant.records.register import RecordFilter
from assistant.records.resent import KEPT_SECONDS
from assistant.settings import Settings
from tests.functional.postgres import PostgresServer
from tests.functional.servers import Server, running

ASKED = AskRequest(question="首台套奖多少")
STREAMED = "/v1/chat/completions?streamed"
PATHS = ("/api/v1/ask", "/v1/chat/completions", STREAMED)


class Hands:
    """A clock that is put forward by hand."""

    def __init__(self) -> None:
        self.at = now()

    def __call__(self) -> datetime:
        return self.at

    def forward(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)


@pytest.fixture
def clock() -> Hands:
    return Hands()


@pytest.fixture(params=["sqlite", "postgresql", "none"])
def records(
    request: pytest.FixtureRequest, postgres: PostgresServer, tmp_path: Path, clock: Hands
) -> Iterator[Records]:
    """Records on each database, and on one that isn't there."""
    urls = {"sqlite": f"sqlite:///{tmp_path}/r.sqlite3", "none": "postgresql://nobody@127.0.0.1:1/nothing"}
    records = open_records(Settings(database_url=urls.get(request.param) or postgres.create()), clock)
    records.repeats._own._clock = lambda: clock.at.timestamp()
    yield records
    records.close()


def logged(text: str) -> Logged:
    return Logged(answer=Answer(question=ASKED.question, status="answered", text=text), answer_id=text)


def run(records: Records, text: str, message_id: str | None = "1") -> str:
    """Answer the message with a text, unless it has been; return what it is answered."""
    told = answer_once(records.repeats, message_id, ASKED, ASKED.question, lambda: logged(text))
    assert told.answer.question == ASKED.question
    return told.answer.text


@pytest.mark.parametrize("path", PATHS)
def test_a_message_that_is_sent_again_is_recorded_once(site: str, staff: Records, path: str) -> None:
    def total() -> int:
        return staff.register.list(RecordFilter()).total

    before = total()
    with ThreadPoolExecutor(3) as threads:
        answers = set(threads.map(lambda _: send(site, path, f"{path}-1"), range(3)))
    assert len(answers) == 1
    assert total() - before == 1
    assert send(site, path, f"{path}-2") not in answers
    assert send(site, path, f"{path}-1", "工业设计中心奖多少") not in answers
    assert total() - before == 3


def send(site: str, path: str, message_id: str, question: str = ASKED.question) -> tuple[str, str]:
    """Ask; return the name of the answer and all that was answered."""
    body: dict[str, object] = {"question": question}
    if path.startswith("/v1"):
        body = {"messages": [{"role": "user", "content": question}], "stream": path == STREAMED}
    reply = httpx.post(f"{site}{path}", json=body, headers={"Idempotency-Key": message_id}, timeout=60)
    assert reply.status_code == 200
    told = join(reply.text) if path == STREAMED else reply.json()
    if path.startswith("/v1"):
        return str(told["huiqi"]["answer_id"]), str((told["choices"], told["huiqi"])).replace(site, "")
    return str(reply.headers["X-Answer-Id"]), str(told)


def join(events: str) -> dict[str, Any]:
    """Return a stream in one: what its last chunk has beside, and all its text."""
    chunks = [json.loads(event.removeprefix("data: ")) for event in events.split("\n\n") if event.startswith("data: {")]
    text = "".join(chunk["choices"][0]["delta"].get("content") or "" for chunk in chunks)
    closing = chunks[-1]
    return {"huiqi": closing["huiqi"], "choices": (closing["choices"], text)}


def test_a_stream_and_a_whole_reply_are_one_message(site: str, staff: Records) -> None:
    before = staff.register.list(RecordFilter()).total
    answers = {send(site, path, "both")[0] for path in PATHS[1:]}
    assert len(answers) == 1
    assert staff.register.list(RecordFilter()).total - before == 1


def test_an_unusable_stream_is_refused_each_time(site: str) -> None:
    body = {"messages": [{"role": "user", "content": " "}], "stream": True}
    for _ in range(2):
        reply = httpx.post(f"{site}/v1/chat/completions", json=body, headers={"Idempotency-Key": "empty"}, timeout=60)
        assert reply.status_code == 422


@pytest.fixture(scope="module")
def copies(corpus: Corpus, built_index: Path, postgres: PostgresServer) -> Iterator[tuple[tuple[Server, ...], Records]]:
    """Two servers, one of them with two workers, on one PostgreSQL; and its records."""
    own = Settings(corpus_dir=corpus.directory, index_dir=built_index, database_url=postgres.create())
    records = open_records(own)
    with running(own, own.model_copy(update={"workers": 2})) as servers:
        yield servers, records
    records.close()


@pytest.mark.parametrize("path", PATHS)
def test_copies_and_workers_on_one_database_record_it_once(
    copies: tuple[tuple[Server, ...], Records], path: str
) -> None:
    servers, records = copies
    for asked in range(4):
        before = records.register.list(RecordFilter()).total
        with ThreadPoolExecutor(8) as threads:
            sites = [server.site for server in servers] * 4
            answers = set(threads.map(lambda site, n=asked: send(site, path, f"{path}-{n}"), sites))
        assert len(answers) == 1, "all say the same, the fields beside the text too"
        assert records.register.list(RecordFilter()).total - before == 1


def test_who_comes_while_it_is_answered_waits_for_that_answer(records: Records) -> None:
    asked, answered = threading.Event(), threading.Event()
    calls: list[str] = []

    def slowly() -> Logged:
        calls.append("slowly")
        asked.set()
        assert answered.wait(30)
        return logged("first")

    with ThreadPoolExecutor(2) as threads:
        first = threads.submit(answer_once, records.repeats, "1", ASKED, ASKED.question, slowly)
        assert asked.wait(30)
        second = threads.submit(run, records, "second")
        answered.set()
        assert first.result().answer.text == second.result() == "first"
    assert calls == ["slowly"]


def test_what_failed_is_tried_again_and_what_is_old_forgotten(records: Records, clock: Hands) -> None:
    def fail() -> Logged:
        raise OSError

    with pytest.raises(OSError):
        answer_once(records.repeats, "1", ASKED, ASKED.question, fail)
    assert run(records, "second") == "second"
    clock.forward(KEPT_SECONDS - 1)
    assert run(records, "third") == "second"
    clock.forward(2)
    assert run(records, "fourth") == "fourth"
    assert run(records, "fifth", None) == "fifth"


def test_a_stream_that_its_reader_left_is_answered_anew_and_one_at_its_end_is_not(records: Records) -> None:
    def pieces(text: str) -> Iterator[str | Logged]:
        yield from text
        yield logged(text)

    def stream(text: str) -> Iterator[str | Logged]:
        return stream_once(records.repeats, "1", ASKED, ASKED.question, lambda: pieces(text))

    left = stream("first")
    assert next(left) == "f"
    left.close()  # type: ignore[attr-defined]
    *shown, whole = stream("second")
    assert isinstance(whole, Logged) and "".join(map(str, shown)) == whole.answer.text == "second"
    assert list(stream("third")) == ["second", whole], "what came to its end"


def test_one_says_that_the_answer_is_sent_later(records: Records) -> None:
    assert records.repeats.call("a") == (1, False)
    assert [records.repeats.delay("a") for _ in range(2)] == [True, False]
    assert records.repeats.call("a") == (2, True)


@pytest.mark.parametrize("records", ["sqlite", "postgresql"], indirect=True)
def test_the_message_of_a_process_that_died_is_answered_by_another(records: Records, clock: Hands) -> None:
    assert records.repeats.take("a") == (True, None)
    assert records.repeats.take("a") == (False, None)
    clock.forward(31)
    assert records.repeats.take("a") == (True, None)


@pytest.mark.parametrize("records", ["sqlite", "postgresql"], indirect=True)
def test_what_is_kept_for_minutes_is_purged_and_holds_no_question(records: Records, clock: Hands) -> None:
    run(records, "first")
    assert [turn.content for turn in records.dialogues.turn("甲", "我叫张三，首台套奖多少")] == []
    assert [turn.content for turn in records.dialogues.turn("甲", "市级呢")] == ["我叫〔姓名隐去〕，首台套奖多少"]

    def kept(*tables: str) -> str:
        with records.database.reading() as connection:
            return str([connection.exec_driver_sql(f"SELECT * FROM {table}").all() for table in tables])

    assert "first" in kept("repeats") and "首台套" not in kept("repeats")
    assert all(secret not in kept("dialogues") for secret in ("甲", "张三"))
    clock.forward(31 * 60)
    records.repeats.purge()
    records.dialogues.purge()
    assert kept("repeats", "dialogues") == "[[], []]"


def test_a_conversation_of_a_chat_ends_after_half_an_hour_or_when_it_is_said(records: Records, clock: Hands) -> None:
    def said(user: str, message: str) -> list[str]:
        return [turn.content for turn in records.dialogues.turn(user, message)]

    assert said("a", "1") == []
    assert said("b", "2") == []
    assert said("a", "3") == ["1"]
    records.dialogues.forget("a")
    assert said("a", "4") == []
    clock.forward(29 * 60)
    assert said("a", "5") == ["4"]
    clock.forward(31 * 60)
    assert said("a", "6") == []
