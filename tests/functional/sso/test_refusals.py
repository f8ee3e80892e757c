"""Logins that are refused: tokens, signatures and codes that are not good, people who may not come in."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from assistant.pages.staff.router import FAULTS
from assistant.records import Records
from assistant.settings import Settings
from tests.functional.conftest import serve_app
from tests.functional.identity_provider import IdentityProvider
from tests.functional.sso.conftest import audit, fault_of, go, person


def falsify(**claims: Any) -> Any:
    return lambda told: {name: value for name, value in (told | claims).items() if value is not None}


@pytest.mark.parametrize(
    "twist",
    [
        {"nonce": "another"},
        {"nonce": None},
        {"aud": "another"},
        {"aud": None},
        {"iss": "https://another.example"},
        {"exp": 1},
        {"exp": None},
        {"iat": 4_000_000_000},
        {"sub": None},
        {"azp": "another"},
    ],
    ids=str,
)
def test_a_token_that_is_not_for_this_login_is_refused(
    entrance: str, provider: IdentityProvider, records: Records, twist: dict[str, Any]
) -> None:
    person(provider, "mallory", "policy-admin")
    provider.twist = falsify(**twist)
    client, reply = go(entrance)
    assert fault_of(reply) == FAULTS["sso-token"]
    assert client.get(f"{entrance}/api/v1/staff/me").status_code == 401
    assert not records.accounts.knows("mallory")
    assert audit(records)[0] == ("统一认证", "登录失败", "127.0.0.1 token")


@pytest.mark.parametrize("algorithm", ["none", "HS256"])
def test_a_signature_that_anybody_could_make_is_refused(
    entrance: str, provider: IdentityProvider, records: Records, algorithm: str
) -> None:
    person(provider, "mallory", "policy-admin")
    provider.algorithm = algorithm
    assert fault_of(go(entrance)[1]) == FAULTS["sso-token"]
    assert not records.accounts.knows("mallory")


def test_new_keys_of_the_provider_are_asked_for(entrance: str, provider: IdentityProvider) -> None:
    person(provider, "li", "policy-desk")
    assert go(entrance)[1].status_code == 200
    provider.change_key("second")
    client, _ = go(entrance)
    assert client.get(f"{entrance}/api/v1/staff/me").json()["name"] == "li"


def test_who_may_not_come_in_is_told_why_in_chinese(
    entrance: str, provider: IdentityProvider, records: Records
) -> None:
    person(provider, "guest")
    assert fault_of(go(entrance)[1]) == FAULTS["sso-role"]
    person(provider, "not a name", "policy-desk")
    assert fault_of(go(entrance)[1]) == FAULTS["sso-name"]
    person(provider, "left", "policy-desk")
    go(entrance)
    records.accounts.disable("left")
    assert fault_of(go(entrance)[1]) == FAULTS["sso-disabled"]
    records.accounts.enable("left")
    assert go(entrance)[0].get(f"{entrance}/api/v1/staff/me").json()["name"] == "left"
    provider.denies = True
    assert fault_of(go(entrance)[1]) == FAULTS["sso-denied"]


def test_what_did_not_begin_here_is_refused(entrance: str, provider: IdentityProvider) -> None:
    person(provider, "victim", "policy-desk")
    callback = f"{entrance}/staff/sso/callback"
    assert (
        fault_of(httpx.get(callback, params={"code": "x", "state": "y"}, follow_redirects=True)) == FAULTS["sso-state"]
    )
    with httpx.Client(timeout=30) as client:
        client.get(f"{entrance}/staff/sso")
        begun = client.cookies["huiqi_sso"]
        for cookie in (begun[:-1] + "x", "x.y", begun.partition(".")[0] + "."):
            client.cookies.set("huiqi_sso", cookie, path="/staff/sso")
            reply = httpx.get(
                callback,
                params={"code": "x", "state": "y"},
                headers={"Cookie": f"huiqi_sso={cookie}"},
                follow_redirects=True,
            )
            assert fault_of(reply) == FAULTS["sso-state"]


def test_a_code_serves_once(entrance: str, provider: IdentityProvider) -> None:
    person(provider, "once", "policy-desk")
    with httpx.Client(timeout=30) as client:
        away = client.get(f"{entrance}/staff/sso").headers["location"]
        back = client.get(away).headers["location"]
        cookie = {"Cookie": f"huiqi_sso={client.cookies['huiqi_sso']}"}
        assert httpx.get(back, headers=cookie).status_code == 200
        assert fault_of(httpx.get(back, headers=cookie, follow_redirects=True)) == FAULTS["sso-token"]


def test_targets_elsewhere_are_not_gone_to(entrance: str, provider: IdentityProvider) -> None:
    person(provider, "li", "policy-desk")
    _, reply = go(entrance, "https://evil.example/staff")
    assert 'url=/staff"' in reply.text and "evil" not in reply.text


def test_a_provider_that_is_down_is_told_and_is_asked_again(
    sso_settings: Settings, provider: IdentityProvider, records: Records
) -> None:
    person(provider, "li", "policy-desk")
    provider.is_down = True
    for site in serve_app(sso_settings):
        assert fault_of(go(site)[1]) == FAULTS["sso-unreachable"]
        provider.is_down = False
        assert go(site)[0].get(f"{site}/api/v1/staff/me").json()["name"] == "li"
