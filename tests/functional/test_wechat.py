"""Messages of 企业微信 and a 公众号 over real HTTP: signed, sealed, answered once; late answers are sent later."""

from __future__ import annotations

import json
import secrets
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from pydantic import SecretStr

from assistant.api.wechat import read_accounts, routes
from assistant.api.wechat.messages import read_fields
from assistant.api.wechat.sealing import Seal, sign
from assistant.api.wechat.wording import make_plain
from assistant.errors import UsageError
from assistant.records import Records, open_records
from assistant.records.register import RecordFilter
from assistant.settings import Settings
from tests.functional.conftest import serve_app
from tests.functional.language_model import Endpoint, serving
from tests.functional.postgres import PostgresServer
from tests.listening import Handler, listening

TOKEN, KEY, CORP, APP = "a-token", "k" * 43, "ww0123456789abcdef", "wx0123456789abcdef"
QUESTION = "省级企业技术中心奖励多少"
WAIT = 30


class Platform:
    """The platform's own interface: gives tokens, takes messages; the first token has already ended."""

    def __init__(self) -> None:
        self.sent: list[dict[str, object]] = []
        self.tokens = 0
        self.url = ""

    def get(self, path: str, asked: dict[str, list[str]]) -> dict[str, object]:
        assert asked.get("corpsecret", asked.get("secret")) == ["a-secret"]
        self.tokens += 1
        return {"errcode": 0, "access_token": f"token-{self.tokens}", "expires_in": 7200}

    def post(self, path: str, asked: dict[str, list[str]], body: dict[str, object]) -> dict[str, object]:
        if asked["access_token"] == ["token-1"]:
            return {"errcode": 42001, "errmsg": "access_token expired"}
        self.sent.append(body | {"path": path})
        return {"errcode": 0}

    def wait(self, number: int) -> list[dict[str, object]]:
        deadline = time.monotonic() + WAIT
        while len(self.sent) < number:
            assert time.monotonic() < deadline, self.sent
            time.sleep(0.02)
        return self.sent


@pytest.fixture(scope="module")
def platform() -> Iterator[Platform]:
    platform = Platform()

    class Told(Handler):
        def do_GET(self) -> None:
            split = urlsplit(self.path)
            self.tell(platform.get(split.path, parse_qs(split.query)))

        def do_POST(self) -> None:
            split, body = urlsplit(self.path), self.rfile.read(int(self.headers["Content-Length"]))
            self.tell(platform.post(split.path, parse_qs(split.query), json.loads(body)))

    with listening(Told) as port:
        platform.url = f"http://127.0.0.1:{port}"
        yield platform


@pytest.fixture(scope="module")
def model() -> Iterator[Endpoint]:
    with serving() as endpoint:
        yield endpoint


@pytest.fixture(scope="module")
def chat_settings(site_settings: Settings, platform: Platform, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Both platforms; only the application of 企业微信 may send."""
    own = {
        "database_url": f"sqlite:///{tmp_path_factory.mktemp('records') / 'chat.sqlite3'}",
        "wecom_corp_id": CORP,
        "wecom_token": SecretStr(TOKEN),
        "wecom_aes_key": SecretStr(KEY),
        "wecom_secret": SecretStr("a-secret"),
        "wecom_agent": 7,
        "wecom_url": platform.url,
        "wechat_app_id": APP,
        "wechat_token": SecretStr(TOKEN),
        "wechat_aes_key": SecretStr(KEY),
    }
    return site_settings.model_copy(update=own)


@pytest.fixture(scope="module")
def chat(chat_settings: Settings) -> Iterator[str]:
    yield from serve_app(chat_settings)


@pytest.fixture(scope="module")
def slow_chat(chat_settings: Settings, model: Endpoint, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The same with a language model that takes its time."""
    file = tmp_path_factory.mktemp("records") / "slow.sqlite3"
    slow = {"llm_url": model.url, "llm_model": "slow", "llm_seconds": 20.0, "database_url": f"sqlite:///{file}"}
    yield from serve_app(chat_settings.model_copy(update=slow))


@pytest.fixture(scope="module")
def copies(
    chat_settings: Settings, model: Endpoint, postgres: PostgresServer
) -> Iterator[tuple[tuple[str, str], Records]]:
    """Two copies on one PostgreSQL, with a language model that takes its time; and their records."""
    slow = {"llm_url": model.url, "llm_model": "slow", "llm_seconds": 20.0, "database_url": postgres.create()}
    own = chat_settings.model_copy(update=slow)
    records = open_records(own)
    for first in serve_app(own):
        for second in serve_app(own):
            yield (first, second), records
    records.close()


@pytest.fixture
def log(chat_settings: Settings, chat: str) -> Iterator[Records]:
    records = open_records(chat_settings)
    yield records
    records.close()


def seal(path: str) -> Seal:
    return Seal(TOKEN, KEY, CORP if path == "/wecom" else APP)


def post(site: str, path: str, text: str, message: str = "", sender: str = "u", **fields: str) -> httpx.Response:
    """Send a message as the platform does."""
    said = {"ToUserName": "us", "FromUserName": sender, "CreateTime": "1", "MsgType": "text", "Content": text}
    said |= {"MsgId": message or secrets.token_hex(8)} | fields
    document = "<xml>" + "".join(f"<{name}><![CDATA[{value}]]></{name}>" for name, value in said.items()) + "</xml>"
    sealed, stamp = seal(path).close(document), {"timestamp": "1409659813", "nonce": secrets.token_hex(4)}
    signature = sign(TOKEN, *stamp.values(), sealed)
    body = f"<xml><ToUserName>us</ToUserName><Encrypt><![CDATA[{sealed}]]></Encrypt></xml>"
    asked = {"msg_signature": signature, "encrypt_type": "aes", **stamp}
    return httpx.post(f"{site}{path}", params=asked, content=body.encode(), timeout=WAIT)


def read(path: str, reply: httpx.Response) -> str:
    """Return the text of a sealed reply."""
    assert reply.status_code == 200 and reply.headers["content-type"] == "application/xml; charset=utf-8"
    outer = read_fields(reply.content)
    inner = seal(path).open(outer["MsgSignature"], outer["TimeStamp"], outer["Nonce"], outer["Encrypt"])
    fields = read_fields(inner.encode())
    assert (fields["ToUserName"], fields["FromUserName"], fields["MsgType"]) == ("u", "us", "text")
    return fields["Content"]


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
