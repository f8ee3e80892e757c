"""What the interfaces refuse before they answer: size, key, rate, character set; each told in Chinese."""

from __future__ import annotations

import http.client
import json
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from pydantic import SecretStr

from assistant.api.descriptions import FIELDS
from assistant.api.keys import digest, make_key, read_keys
from assistant.cli.main import main
from assistant.errors import UsageError
from assistant.settings import Settings
from tests.functional.conftest import CLERK, HASHED_KEY, PASSWORD, PLAIN_KEY
from tests.functional.servers import log_in

ASKED = {"question": "省级企业技术中心奖励多少"}


def post(address: str, content: bytes, content_type: str | None = "application/json", **headers: str) -> httpx.Response:
    sent = headers | ({"Content-Type": content_type} if content_type else {})
    return httpx.post(address, content=content, headers=sent, timeout=30)


def assert_problem(reply: httpx.Response, status: int) -> Any:
    assert reply.status_code == status, reply.text
    assert reply.headers["Content-Type"] == "application/problem+json"
    body = reply.json()
    assert body["status"] == status
    assert not body["title"].isascii() and not body["detail"].isascii()
    assert body["error"]["message"].endswith(body["detail"])
    return body


def encoded(charset: str) -> bytes:
    return json.dumps(ASKED, ensure_ascii=False).encode(charset)


@pytest.mark.parametrize(
    ("content_type", "charset"),
    [
        ("application/json", "utf-8"),
        ("application/json; charset=utf-8", "utf-8"),
        ("application/json;charset=GBK", "gbk"),
        ("application/json; charset=gb18030", "gb18030"),
        ("application/json", "utf-16"),
        ("application/vnd.huiqi+json", "utf-8"),
    ],
)
def test_json_is_read_in_the_character_set_that_it_is_in(site: str, content_type: str, charset: str) -> None:
    reply = post(f"{site}/api/v1/ask", encoded(charset), content_type)
    assert reply.status_code == 200
    assert reply.json()["question"] == ASKED["question"]


@pytest.mark.parametrize(
    ("content", "content_type", "status"),
    [
        (encoded("gbk"), "application/json", 400),
        (encoded("gbk"), "application/json; charset=utf-8", 400),
        (b"\xff\xfe\x00", "application/json", 400),
        (encoded("utf-8"), "application/json; charset=klingon", 415),
        (encoded("utf-8"), "application/json; charset=hex", 415),
        (encoded("utf-8"), "text/plain", 415),
        (encoded("utf-8"), "application/x-www-form-urlencoded", 415),
        (encoded("utf-8"), None, 415),
        (b"[" * 100_000, "application/json", 400),
        (b'{"question": ' + b"1" * 5000 + b"}", "application/json", 400),
        (b'{"question": "\\ud800"}', "application/json", 422),
        (b"{not json", "application/json", 422),
        (b"", "application/json", 422),
    ],
)
@pytest.mark.parametrize("path", ["/api/v1/ask", "/api/v1/check", "/api/v1/calculate", "/api/v1/eligibility"])
def test_bodies_that_cannot_be_read_are_problems(
    site: str, path: str, content: bytes, content_type: str | None, status: int
) -> None:
    assert_problem(post(f"{site}{path}", content, content_type), status)


@pytest.mark.parametrize("path", ["/api/v1/nothing", "/api/nothing", "/v1/nothing"])
def test_unknown_addresses_are_problems(site: str, path: str) -> None:
    assert_problem(httpx.get(f"{site}{path}"), 404)
    assert_problem(httpx.get(f"{site}/api/v1/ask"), 405)


def test_too_large_a_request_is_refused_before_its_body_is_sent(site_with_keys: str) -> None:
    parts = urlsplit(site_with_keys)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=30)
    connection.putrequest("POST", "/api/v1/ask")
    connection.putheader("Content-Type", "application/json")
    connection.putheader("Content-Length", str(16 * 1024 * 1024))
    connection.endheaders()  # and not a byte of the body
    reply = connection.getresponse()
    assert reply.status == 413
    assert json.load(reply)["title"] == "请求内容过大"
    connection.close()


def test_a_body_of_unknown_length_is_read_up_to_the_limit(site_with_keys: str) -> None:
    def pieces() -> Any:
        yield b'{"question": "'
        for _ in range(64):
            yield b"a" * 1024

    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {PLAIN_KEY}"}
    assert_problem(httpx.post(f"{site_with_keys}/api/v1/ask", content=pieces(), headers=headers), 413)


def test_machines_need_a_key_where_there_are_keys(site_with_keys: str) -> None:
    address = f"{site_with_keys}/api/v1/ask"
    missing = post(address, encoded("utf-8"))
    assert_problem(missing, 401)
    assert missing.headers["WWW-Authenticate"].startswith("Bearer")
    for path in ("/v1/models", "/mcp", "/api/v1/clauses"):
        assert_problem(httpx.get(f"{site_with_keys}{path}", headers={"X-API-Key": "no-key-of-ours"}), 401)
    for headers in ({"Authorization": f"Bearer {PLAIN_KEY}"}, {"X-API-Key": HASHED_KEY}):
        assert post(address, encoded("utf-8"), **headers).status_code == 200
    assert httpx.get(f"{site_with_keys}/api/v1/openapi.json").status_code == 200


def test_staff_need_no_key(site_with_keys: str, staff: Any) -> None:
    caller = log_in(site_with_keys, staff, CLERK, PASSWORD)
    assert caller("/api/v1/check", {"text": "奖励5万元。"}).status in (200, 429)
    assert httpx.get(f"{site_with_keys}/api/v1/check", headers={"Cookie": "huiqi_session=forged"}).status_code == 401


def test_what_is_too_frequent_is_told_when_to_come_again(site_with_keys: str) -> None:
    headers = {"X-API-Key": PLAIN_KEY}
    replies = [httpx.get(f"{site_with_keys}/api/v1/rewards", headers=headers) for _ in range(45)]
    refused = [reply for reply in replies if reply.status_code == 429]
    assert 0 < len(refused) < len(replies)
    body = assert_problem(refused[0], 429)
    assert 0 < int(refused[0].headers["Retry-After"]) <= 60
    assert "每分钟最多40次" in body["detail"]
    assert httpx.get(f"{site_with_keys}/api/v1/rewards", headers={"X-API-Key": HASHED_KEY}).status_code == 200
    probes = [httpx.get(f"{site_with_keys}/healthz").status_code for _ in range(20)]
    assert set(probes) == {200}


def test_addresses_have_a_limit_of_their_own(site_with_keys: str) -> None:
    sent = [httpx.post(f"{site_with_keys}/api/v1/opinions", json={}) for _ in range(7)]
    assert {reply.status_code for reply in sent} == {422, 429}


def test_keys_are_read_plain_or_hashed() -> None:
    key = make_key()
    assert read_keys(f"甲={key}, b=sha256:{digest(key)}") == {digest(key): "b"}
    for wrong in ("甲", "甲=short", "=long-enough-a-key", "甲=sha256:12", "a b=long-enough-a-key"):
        with pytest.raises(UsageError, match="HUIQI_API_KEYS"):
            read_keys(wrong)


def test_the_command_line_makes_keys(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["key", "wecom"]) == 0
    out, told = capsys.readouterr()
    key, entry = out.split()
    assert read_keys(entry) == {digest(key): "wecom"}
    assert "HUIQI_API_KEYS" in told
    assert main(["key", "a b"]) == 2


def test_settings_do_not_show_their_secrets(site_settings: Settings) -> None:
    settings = site_settings.model_copy(update={"api_keys": SecretStr(f"a={PLAIN_KEY}")})
    assert PLAIN_KEY not in repr(settings)


def test_every_public_field_is_explained(site: str) -> None:
    schema = httpx.get(f"{site}/api/v1/openapi.json").json()
    public = [
        (path, method, operation)
        for path, methods in schema["paths"].items()
        if not path.startswith("/api/v1/staff/")
        for method, operation in methods.items()
    ]
    assert {"/api/v1/ask", "/v1/chat/completions", "/v1/models", "/metrics"} <= {path for path, _, _ in public}
    for path, method, operation in public:
        assert not operation["summary"].isascii(), (method, path)
        assert operation["tags"][0] in {tag["name"] for tag in schema["tags"]}
    unexplained = {
        f"{name}.{field}"
        for name in _reached(schema, [operation for _, _, operation in public])
        for field, told in schema["components"]["schemas"][name].get("properties", {}).items()
        if told.get("description", "").isascii()
    }
    assert not unexplained
    used = {field for model in schema["components"]["schemas"].values() for field in model.get("properties", {})}
    used |= {p["name"] for _, _, operation in public for p in operation.get("parameters", ())}
    assert {name for name in FIELDS if name not in used} <= {"per", "read", "confidence"}, "descriptions of nothing"


def _reached(schema: Any, start: list[Any]) -> set[str]:
    """Return the names of the schemas that operations refer to, however deep."""
    names: set[str] = set()
    waiting = list(start)
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            name = str(value.get("$ref", "")).rpartition("/")[2]
            if name and name not in names:
                names.add(name)
                waiting.append(schema["components"]["schemas"][name])
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value
    return names
