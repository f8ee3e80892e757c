"""Messages that are sent again: answered alike, written down once."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from assistant.api.once import KEPT_SECONDS, Once
from assistant.api.schemas import AskRequest
from assistant.models import Answer
from assistant.records import Records
from assistant.records.journal import Logged
from assistant.records.register import RecordFilter

ASKED = AskRequest(question="首台套奖多少")


def logged(text: str) -> Logged:
    return Logged(answer=Answer(question="问", status="answered", text=text), answer_id=text)


@pytest.mark.parametrize("path", ["/api/v1/ask", "/v1/chat/completions"])
def test_a_message_that_is_sent_again_is_recorded_once(site: str, staff: Records, path: str) -> None:
    def total() -> int:
        return staff.register.list(RecordFilter()).total

    def send(message_id: str, question: str = "首台套奖多少") -> str:
        body: dict[str, object] = {"question": question}
        if path.startswith("/v1"):
            body = {"messages": [{"role": "user", "content": question}]}
        reply = httpx.post(f"{site}{path}", json=body, headers={"Idempotency-Key": message_id}, timeout=60)
        assert reply.status_code == 200
        return str(reply.headers.get("X-Answer-Id") or reply.json()["huiqi"]["answer_id"])

    before = total()
    with ThreadPoolExecutor(3) as threads:
        answers = set(threads.map(lambda _: send(f"{path}-1"), range(3)))
    assert len(answers) == 1
    assert total() - before == 1
    assert send(f"{path}-2") not in answers
    assert send(f"{path}-1", "工业设计中心奖多少") not in answers
    assert total() - before == 3


def test_who_comes_while_it_is_answered_waits_for_that_answer() -> None:
    once, asked, answered = Once(), threading.Event(), threading.Event()
    calls: list[str] = []

    def slowly() -> Logged:
        calls.append("slowly")
        asked.set()
        assert answered.wait(30)
        return logged("first")

    with ThreadPoolExecutor(2) as threads:
        first = threads.submit(once.run, "1", ASKED, slowly)
        assert asked.wait(30)
        second = threads.submit(once.run, "1", ASKED, lambda: logged("second"))
        answered.set()
        assert first.result() == second.result() == logged("first")
    assert calls == ["slowly"]


def test_what_failed_is_tried_again_and_what_is_old_forgotten() -> None:
    now = [0.0]
    once = Once(lambda: now[0])

    def fail() -> Logged:
        raise OSError

    with pytest.raises(OSError):
        once.run("1", ASKED, fail)
    assert once.run("1", ASKED, lambda: logged("second")) == logged("second")
    now[0] = KEPT_SECONDS - 1
    assert once.run("1", ASKED, lambda: logged("third")) == logged("second")
    now[0] = KEPT_SECONDS + 1
    assert once.run("1", ASKED, lambda: logged("fourth")) == logged("fourth")
    assert once.run(None, ASKED, lambda: logged("fifth")) == logged("fifth")
