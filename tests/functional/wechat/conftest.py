"""A platform of the test that sends messages to the app, and takes what is sent later."""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from pydantic import SecretStr

from assistant.api.wechat.messages import read_fields
from assistant.api.wechat.sealing import Seal, sign
from assistant.records import Records, open_records
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
