"""Staff log in with the city's own identity provider: a real one of the test, over real HTTP, in a real browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from playwright.sync_api import Page, expect
from pydantic import SecretStr

from assistant.access import COOKIE
from assistant.api.staff.oidc import Provider
from assistant.errors import UsageError
from assistant.pages.staff.router import FAULTS
from assistant.records import Records, open_records
from assistant.settings import Settings
from assistant.web import create_app
from assistant.wiring import build_assistant
from tests.functional.conftest import PASSWORD, serve_app
from tests.functional.identity_provider import CLIENT, SECRET, IdentityProvider, providing
from tests.functional.test_staff_pages import assert_accessible


@pytest.fixture(scope="module")
def provider() -> Iterator[IdentityProvider]:
    with providing() as provider:
        yield provider


@pytest.fixture(scope="module")
def sso_settings(
    site_settings: Settings, provider: IdentityProvider, tmp_path_factory: pytest.TempPathFactory
) -> Settings:
    own = {
        "database_url": f"sqlite:///{tmp_path_factory.mktemp('records') / 'sso.sqlite3'}",
        "oidc_issuer": provider.url,
        "oidc_client_id": CLIENT,
        "oidc_client_secret": SecretStr(SECRET),
        "oidc_role_claim": "realm_access.roles",
        "oidc_roles": "policy-desk=clerk,policy-lead=reviewer,policy-admin=admin",
        "oidc_label": "市统一认证平台",
    }
    return site_settings.model_copy(update=own)


@pytest.fixture(scope="module")
def entrance(sso_settings: Settings) -> Iterator[str]:
    yield from serve_app(sso_settings)


@pytest.fixture(scope="module")
def entrance_of_one_kind(sso_settings: Settings) -> Iterator[str]:
    """With the same records, and no passwords."""
    yield from serve_app(sso_settings.model_copy(update={"local_accounts": False}))


@pytest.fixture
def records(sso_settings: Settings, entrance: str) -> Iterator[Records]:
    records = open_records(sso_settings)
    yield records
    records.close()


@pytest.fixture(autouse=True)
def honest(provider: IdentityProvider) -> None:
    provider.twist, provider.denies, provider.is_down, provider.algorithm = (
        (lambda claims: claims),
        False,
        False,
        "RS256",
    )


def person(provider: IdentityProvider, name: str, *roles: str, subject: str = "") -> None:
    provider.user = {
        "sub": subject or f"subject of {name}",
        "preferred_username": name,
        "realm_access": {"roles": ["default", *roles]},
    }


OPENED: list[httpx.Client] = []


@pytest.fixture(autouse=True)
def closed() -> Iterator[None]:
    yield
    while OPENED:
        OPENED.pop().close()


def go(site: str, target: str = "/staff/check") -> tuple[httpx.Client, httpx.Response]:
    """Log in as a browser does, up to the page after the provider's redirect."""
    client = httpx.Client(timeout=30, follow_redirects=True)
    OPENED.append(client)
    return client, client.get(f"{site}/staff/sso", params={"next": target})


def fault_of(reply: httpx.Response) -> str:
    found = re.search(r'role="alert" id="fault">([^<]+)', reply.text)
    return found[1] if found else ""


def audit(records: Records) -> list[tuple[str, str, str]]:
    return [(entry.who, entry.what, f"{entry.subject} {entry.detail}".strip()) for entry in records.audit.list().items]


def test_a_member_of_staff_logs_in_in_the_browser(
    page: Page, entrance: str, provider: IdentityProvider, records: Records
) -> None:
    person(provider, "wang.li", "policy-desk", "policy-lead")
    page.goto(f"{entrance}/staff/check")
    assert_accessible(page)
    page.get_by_role("link", name="用市统一认证平台登录").click()
    page.wait_for_url(f"{entrance}/staff/check")
    expect(page.locator(".who")).to_contain_text("wang.li审核")
    assert provider.asked[-1]["redirect_uri"] == f"{entrance}/staff/sso/callback"
    cookie = next(one for one in page.context.cookies() if one["name"] == COOKIE)
    assert cookie["sameSite"] == "Strict" and cookie["httpOnly"]
    assert "huiqi_sso" not in {one["name"] for one in page.context.cookies()}
    told = audit(records)
    assert told[0] == ("wang.li", "登录", "127.0.0.1 统一认证")
    assert ("统一认证", "新增账号", "wang.li 审核") in told
    page.get_by_role("button", name="退出").click()
    expect(page.get_by_role("link", name="退出市统一认证平台")).to_be_visible()


def test_roles_are_those_of_the_last_login_and_names_stay(
    entrance: str, provider: IdentityProvider, records: Records
) -> None:
    person(provider, "zhang", "policy-admin", subject="z")
    client, _ = go(entrance)
    assert client.get(f"{entrance}/api/v1/staff/me").json()["role"] == "admin"
    person(provider, "zhang.new", "policy-desk", subject="z")
    other, _ = go(entrance)
    assert other.get(f"{entrance}/api/v1/staff/me").json() | {"expires_at": ""} == {
        "name": "zhang",
        "role": "clerk",
        "expires_at": "",
    }
    assert client.get(f"{entrance}/api/v1/staff/me").status_code == 401  # the sessions with the former role ended
    assert ("统一认证", "更改角色", "zhang 坐席") in audit(records)


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


def test_local_accounts_beside_the_provider(
    entrance: str, entrance_of_one_kind: str, provider: IdentityProvider, records: Records, page: Page
) -> None:
    records.accounts.add("chen", PASSWORD, "clerk")
    person(provider, "chen", "policy-lead")
    assert fault_of(go(entrance)[1]) == FAULTS["sso-taken"]
    form = {"name": "chen", "password": PASSWORD, "next": "/staff/check"}
    assert httpx.post(f"{entrance}/staff/login", data=form).headers["location"] == "/staff/check"
    assert httpx.post(f"{entrance_of_one_kind}/staff/login", data=form).headers["location"].endswith("fault=off")
    page.goto(f"{entrance_of_one_kind}/staff/login")
    expect(page.get_by_label("密码")).to_have_count(0)
    page.get_by_role("link", name="用市统一认证平台登录").click()
    expect(page.locator(".who")).to_contain_text("chen审核")  # theirs from now on
    assert httpx.post(f"{entrance}/staff/login", data=form).headers["location"].endswith("fault=credentials")
    for guess in ("", "nobody's password"):
        assert records.accounts.verify("chen", guess) is None
    with pytest.raises(UsageError, match="没有本地密码"):
        records.accounts.change_password("chen", PASSWORD)


def test_the_session_at_the_provider_ends_too(entrance: str, provider: IdentityProvider) -> None:
    person(provider, "li", "policy-desk")
    client, _ = go(entrance)
    reply = client.get(f"{entrance}/staff/sso/logout")
    assert reply.json() == {"client_id": CLIENT, "post_logout_redirect_uri": f"{entrance}/staff/login"}
    assert client.get(f"{entrance}/api/v1/staff/me").status_code == 401


def test_a_provider_that_is_down_is_told_and_is_asked_again(
    sso_settings: Settings, provider: IdentityProvider, records: Records
) -> None:
    person(provider, "li", "policy-desk")
    provider.is_down = True
    for site in serve_app(sso_settings):
        assert fault_of(go(site)[1]) == FAULTS["sso-unreachable"]
        provider.is_down = False
        assert go(site)[0].get(f"{site}/api/v1/staff/me").json()["name"] == "li"


def test_settings_that_can_not_be_are_told(sso_settings: Settings, records: Records) -> None:
    for wrong, said in (
        ({"oidc_client_id": ""}, "HUIQI_OIDC_CLIENT_ID"),
        ({"oidc_roles": "policy-desk=boss"}, "HUIQI_OIDC_ROLES"),
    ):
        with pytest.raises(UsageError, match=said):
            Provider(sso_settings.model_copy(update=wrong))
    nobody = sso_settings.model_copy(update={"oidc_issuer": None, "local_accounts": False})
    with pytest.raises(UsageError, match="HUIQI_LOCAL_ACCOUNTS"):
        create_app(build_assistant(nobody), nobody, records)
