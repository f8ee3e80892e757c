"""Staff log in with the city's own identity provider: a real one of the test, over real HTTP, in a real browser."""

from __future__ import annotations

import httpx
import pytest
from playwright.sync_api import Page, expect

from assistant.access import COOKIE
from assistant.api.staff.oidc import Provider
from assistant.errors import UsageError
from assistant.pages.staff.router import FAULTS
from assistant.records import Records
from assistant.settings import Settings
from assistant.web import create_app
from assistant.wiring import build_assistant
from tests.functional.conftest import PASSWORD
from tests.functional.identity_provider import CLIENT, IdentityProvider
from tests.functional.sso.conftest import audit, fault_of, go, person
from tests.functional.test_staff_pages import assert_accessible


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
