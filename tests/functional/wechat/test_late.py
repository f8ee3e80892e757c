"""Answers that are too long or too late for one reply are sent in several, or later, by one copy."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from assistant.api.wechat import routes
from assistant.api.wechat.bubbles import make_plain
from assistant.records import Records
from assistant.records.register import RecordFilter
from tests.functional.language_model import Endpoint
from tests.functional.wechat.conftest import QUESTION, WAIT, Platform, post, read


def test_what_is_too_long_for_one_message_is_sent_in_several(chat: str, platform: Platform) -> None:
    platform.sent.clear()
    post(chat, "/wecom", "新对话")
    asked = "所有奖补列成表"
    whole = make_plain(httpx.post(f"{chat}/api/v1/ask", json={"question": asked}, timeout=WAIT).json()["text"])
    assert len(whole.encode()) > 2048
    for _ in range(2):
        assert post(chat, "/wecom", asked, "long").text == "success"
    sent = platform.wait(2)
    assert {(one["path"], one["touser"], one["agentid"]) for one in sent} == {("/cgi-bin/message/send", "u", 7)}
    texts = [one["text"]["content"] for one in sent]  # type: ignore[index]
    assert "".join("".join(texts).split()) == "".join(whole.split())
    assert platform.tokens == 2  # the first had ended before its time
    post(chat, "/wechat", "新对话")
    said = read("/wechat", post(chat, "/wechat", asked))
    assert len(said.encode()) <= 2048 and said.endswith(routes.REST.format(site=f"{chat}/"))


def test_an_answer_that_is_late_is_sent_when_it_is_ready(
    slow_chat: str, platform: Platform, model: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(routes, "REPLY_SECONDS", 0.2)
    go_on = threading.Event()
    model.say = lambda messages: "" * go_on.wait(WAIT)
    platform.sent.clear()
    for _ in range(3):
        assert post(slow_chat, "/wecom", QUESTION, "late").text == "success"
    assert not platform.sent
    go_on.set()
    (sent,) = platform.wait(1)
    assert "50万元" in str(sent["text"])
    assert post(slow_chat, "/wecom", QUESTION, "late").text == "success"
    assert len(platform.sent) == 1


def test_copies_answer_a_message_once_and_know_what_was_said(
    copies: tuple[tuple[str, str], Records], platform: Platform, model: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    (first, second), records = copies
    assert "500万元" in read("/wechat", post(first, "/wechat", "国家级企业技术中心奖多少"))
    assert "5万元" in read("/wechat", post(second, "/wechat", "那市级呢"))
    before = records.register.list(RecordFilter()).total
    with ThreadPoolExecutor(4) as threads:
        replies = set(threads.map(lambda s: read("/wechat", post(s, "/wechat", QUESTION, "same")), (first, second) * 2))
    assert len(replies) == 1
    assert records.register.list(RecordFilter()).total == before + 1

    monkeypatch.setattr(routes, "REPLY_SECONDS", 0.2)
    go_on = threading.Event()
    model.say = lambda messages: "" * go_on.wait(WAIT)
    platform.sent.clear()
    assert {post(site, "/wecom", QUESTION, "late").text for site in (first, second, first)} == {"success"}
    assert not platform.sent
    go_on.set()
    (sent,) = platform.wait(1)
    assert "50万元" in str(sent["text"])
    assert post(second, "/wecom", QUESTION, "late").text == "success"
    time.sleep(1)
    assert len(platform.sent) == 1
    assert records.register.list(RecordFilter()).total == before + 2


def test_an_account_that_may_not_send_replies_to_a_later_call(
    slow_chat: str, model: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(routes, "REPLY_SECONDS", 0.2)
    monkeypatch.setattr(routes, "GONE_SECONDS", 0.1)
    go_on = threading.Event()
    model.say = lambda messages: "" * go_on.wait(WAIT)
    assert read("/wechat", post(slow_chat, "/wechat", QUESTION, "patient")) == routes.LATE
    monkeypatch.setattr(routes, "REPLY_SECONDS", WAIT)
    go_on.set()
    assert "50万元" in read("/wechat", post(slow_chat, "/wechat", QUESTION, "patient"))
