"""Messages of 企业微信 and a 公众号 over real HTTP: signed, sealed, answered once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from pydantic import SecretStr

from assistant.api.wechat import read_accounts, routes
from assistant.api.wechat.bubbles import make_plain
from assistant.api.wechat.messages import read_fields
from assistant.api.wechat.sealing import sign
from assistant.errors import UsageError
from assistant.records import Records
from assistant.records.register import RecordFilter
from assistant.settings import Settings
from tests.functional.conftest import serve_app
from tests.functional.wechat.conftest import APP, QUESTION, TOKEN, WAIT, post, read, seal


@pytest.mark.parametrize("path", ["/wecom", "/wechat"])
def test_the_answer_is_that_of_the_interface(chat: str, log: Records, path: str) -> None:
    expected = httpx.post(f"{chat}/api/v1/ask", json={"question": QUESTION}, timeout=WAIT).json()["text"]
    assert read(path, post(chat, path, QUESTION)) == make_plain(expected)
    latest = log.register.list(RecordFilter()).items[0]
    assert (latest.channel, latest.question) == (path.removeprefix("/"), QUESTION)


def test_the_addresses_show_that_they_are_ours(chat: str) -> None:
    stamp = {"timestamp": "1", "nonce": "n"}
    sealed = seal("/wecom").close("echoed")
    asked = {"msg_signature": sign(TOKEN, "1", "n", sealed), "echostr": sealed, **stamp}
    assert httpx.get(f"{chat}/wecom", params=asked).text == "echoed"
    asked = {"signature": sign(TOKEN, "1", "n"), "echostr": "echoed", **stamp}
    assert httpx.get(f"{chat}/wechat", params=asked).text == "echoed"
    for path in ("/wecom", "/wechat"):
        assert httpx.get(f"{chat}{path}", params={**asked, "signature": "x", "msg_signature": "x"}).status_code == 403


def test_a_message_that_nobody_signed_is_refused(chat: str) -> None:
    body = b"<xml><FromUserName>u</FromUserName><MsgType>text</MsgType><Content>x</Content></xml>"
    for path in ("/wecom", "/wechat"):
        for content in (body, b"<xml><Encrypt>AAAA</Encrypt></xml>"):
            reply = httpx.post(f"{chat}{path}", params={"signature": sign(TOKEN, "", "")}, content=content)
            assert (reply.status_code, reply.headers["content-type"]) == (403, "application/problem+json")
        assert httpx.post(f"{chat}{path}", content=b"nonsense").status_code == 422
        assert httpx.post(f"{chat}{path}", content=b"x" * 70_000).status_code == 413


@pytest.mark.parametrize("path", ["/wecom", "/wechat"])
def test_a_message_that_comes_three_times_is_answered_alike_and_recorded_once(
    chat: str, log: Records, path: str
) -> None:
    before = log.register.list(RecordFilter()).total
    with ThreadPoolExecutor(3) as threads:
        replies = list(threads.map(lambda _: read(path, post(chat, path, QUESTION, f"{path}-same")), range(3)))
    assert len(set(replies)) == 1
    assert log.register.list(RecordFilter()).total == before + 1


def test_a_user_is_remembered_until_a_new_conversation(chat: str) -> None:
    assert "50万元" in read("/wecom", post(chat, "/wecom", "省级工业设计中心奖多少"))
    follow_up = read("/wecom", post(chat, "/wecom", "那市级呢"))
    assert "工业设计中心" in follow_up and "5万元" in follow_up
    assert read("/wecom", post(chat, "/wecom", "新对话")) == routes.BEGUN_ANEW
    assert read("/wecom", post(chat, "/wecom", "那市级呢")).startswith("请说明您问的是哪一项")


def test_what_is_no_text_is_told_and_events_are_taken(chat: str) -> None:
    assert read("/wechat", post(chat, "/wechat", "", MsgType="image")) == routes.NOT_TEXT
    assert "请直接提问" in read("/wechat", post(chat, "/wechat", "", MsgType="event", Event="subscribe"))
    assert post(chat, "/wechat", "", MsgType="event", Event="unsubscribe").text == "success"


def test_accounts_that_are_half_there_are_told(chat_settings: Settings) -> None:
    for missing, said in (
        ({"wecom_token": SecretStr("")}, "HUIQI_WECOM_TOKEN"),
        ({"wecom_agent": None}, "HUIQI_WECOM_AGENT"),
        ({"wecom_aes_key": SecretStr("short")}, "HUIQI_WECOM_AES_KEY：EncodingAESKey 应为43个"),
        ({"wechat_app_id": ""}, "HUIQI_WECHAT_APP_ID"),
    ):
        with pytest.raises(UsageError, match=said):
            read_accounts(chat_settings.model_copy(update=missing))


def test_without_a_key_a_public_account_is_in_the_clear(site_settings: Settings, tmp_path: Path) -> None:
    own = {
        "wechat_app_id": APP,
        "wechat_token": SecretStr(TOKEN),
        "database_url": f"sqlite:///{tmp_path / 'p.sqlite3'}",
    }
    said = {"ToUserName": "us", "FromUserName": "u", "MsgType": "text", "Content": QUESTION, "MsgId": "1"}
    body = "<xml>" + "".join(f"<{name}>{value}</{name}>" for name, value in said.items()) + "</xml>"
    stamp = {"signature": sign(TOKEN, "1", "n"), "timestamp": "1", "nonce": "n"}
    for site in serve_app(site_settings.model_copy(update=own)):
        reply = httpx.post(f"{site}/wechat", params=stamp, content=body.encode(), timeout=WAIT)
        assert "50万元" in read_fields(reply.content)["Content"]
        assert httpx.post(f"{site}/wechat", params={**stamp, "nonce": "m"}, content=body.encode()).status_code == 403
        assert httpx.get(f"{site}/wecom").status_code == 404
