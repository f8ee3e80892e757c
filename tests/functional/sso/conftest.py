"""An identity provider of the test, the app behind it, and a browser that logs in."""

from __future__ import annotations

import re
from collections.abc import Iterator

import httpx
import pytest
from pydantic import SecretStr

from assistant.records import Records, open_records
from assistant.settings import Settings
from tests.functional.conftest import serve_app
from tests.functional.identity_provider import CLIENT, SECRET, IdentityProvider, providing


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
