"""Logging in over real HTTP: who gets in, for how long, and what a page without a session does."""

from __future__ import annotations

import http.client
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import quote, urlencode, urlsplit

import pytest

from assistant.records import Records
from tests.functional.conftest import CLERK, PASSWORD, REVIEWER


class Reply(NamedTuple):
    status: int
    location: str
    cookie: str
    body: str


def send(site: str, method: str, path: str, form: Mapping[str, str] | None = None, **headers: str) -> Reply:
    """Send a request without following redirects."""
    connection = http.client.HTTPConnection(urlsplit(site).netloc, timeout=30)
    body = urlencode(form) if form is not None else None
    if form is not None:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
    with connection.getresponse() as response:
        reply = Reply(
            response.status,
            response.getheader("Location") or "",
            response.getheader("Set-Cookie") or "",
            response.read().decode(),
        )
    connection.close()
    return reply


def log_in(site: str, name: str, password: str = PASSWORD, target: str = "/staff/records") -> Reply:
    return send(site, "POST", "/staff/login", {"name": name, "password": password, "next": target})


@pytest.mark.parametrize("name", [REVIEWER, CLERK])
def test_the_right_password_opens_a_session(site: str, staff: Records, name: str) -> None:
    reply = log_in(site, name)
    assert (reply.status, reply.location) == (303, "/staff/records")
    assert {"HttpOnly", "SameSite=strict", "Path=/"} <= set(reply.cookie.split("; "))
    me = send(site, "GET", "/api/v1/staff/me", Cookie=reply.cookie.partition(";")[0])
    assert me.status == 200 and name in me.body


def test_a_wrong_password_leads_back_with_a_reason(site: str, staff: Records) -> None:
    reply = log_in(site, CLERK, "not the password")
    assert reply.status == 303 and not reply.cookie
    assert reply.location == "/staff/login?next=%2Fstaff%2Frecords&fault=credentials"


@pytest.mark.parametrize("target", ["https://evil.example/staff", "//evil.example", "/staff/../x", "/staff\\x", "/x"])
def test_the_login_leads_nowhere_else(site: str, staff: Records, target: str) -> None:
    assert log_in(site, CLERK, target=target).location == "/staff"


def test_a_form_from_another_site_is_refused(site: str, staff: Records) -> None:
    form = {"name": CLERK, "password": PASSWORD, "next": ""}
    reply = send(site, "POST", "/staff/login", form, Sec_Fetch_Site="cross-site")
    assert reply.status == 403 and not reply.cookie


def test_without_a_session_json_is_refused(site: str) -> None:
    reply = send(site, "GET", "/api/v1/staff/me")
    assert reply.status == 401 and "请先登录" in reply.body
    assert send(site, "GET", "/api/v1/staff/me", Cookie="huiqi_session=made-up").status == 401


def test_logging_out_ends_the_session(site: str, staff: Records) -> None:
    cookie = log_in(site, CLERK).cookie.partition(";")[0]
    reply = send(site, "POST", "/staff/logout", {}, Cookie=cookie)
    assert (reply.status, reply.location) == (303, "/staff/login")
    assert send(site, "GET", "/api/v1/staff/me", Cookie=cookie).status == 401


def test_behind_a_gateway_addresses_keep_their_prefix(site_behind_gateway: str, staff: Records) -> None:
    reply = log_in(site_behind_gateway, CLERK)
    assert reply.location == "/huiqi/staff/records"
    assert "Path=/huiqi/" in reply.cookie


def test_a_disabled_account_is_out_at_once(site: str, staff: Records) -> None:
    staff.accounts.add("离岗人员", PASSWORD, "clerk")
    cookie = log_in(site, "离岗人员").cookie.partition(";")[0]
    staff.accounts.disable("离岗人员")
    assert send(site, "GET", "/api/v1/staff/me", Cookie=cookie).status == 401
    assert "fault=credentials" in log_in(site, "离岗人员").location


def test_tries_are_limited_by_name(site: str, staff: Records) -> None:
    faults = [log_in(site, quote("乱试的人"), str(number)).location[-11:] for number in range(6)]
    assert faults == ["credentials"] * 5 + ["fault=limit"]
