"""Login by the city's own identity provider: OpenID Connect, code flow with PKCE, state and nonce.

`authlib` speaks the protocol, `joserfc` reads the tokens; what is decided here is who somebody is, and their role.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Mapping
from threading import Lock
from typing import TYPE_CHECKING, Any, Literal, TypeVar
from urllib.parse import urlencode

from pydantic import ValidationError

from assistant.api.staff.claims import Identity, find_claim, read_roles
from assistant.errors import ModelUnavailable, UsageError
from assistant.models import Model
from assistant.records.accounts import StaffRole
from assistant.settings import PREFIX

if TYPE_CHECKING:
    from authlib.integrations.httpx_client import OAuth2Client

    from assistant.settings import Settings

Told = TypeVar("Told")
SECONDS = 10
LEEWAY = 60
"""Seconds by which the provider's clock may differ."""
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
"""Signatures by keys that only the provider has: never `none`, nor by a secret that we share."""
WELL_KNOWN = "/.well-known/openid-configuration"
RANK: tuple[StaffRole, ...] = ("admin", "reviewer", "clerk")

SsoFault = Literal["state", "denied", "unreachable", "token", "role", "name", "disabled", "taken"]
"""Why nobody is logged in."""


class SsoFailure(Exception):
    """The provider, or what it says, lets nobody in."""

    def __init__(self, fault: SsoFault) -> None:
        super().__init__(fault)
        self.fault: SsoFault = fault


class Flow(Model):
    """What is remembered, in the browser, from the way out to the way back."""

    state: str
    nonce: str
    verifier: str
    target: str


class Provider:
    """The identity provider of the settings; safe to share between threads."""

    def __init__(self, settings: Settings) -> None:
        """Raise `UsageError` where a setting can't be used, `ModelUnavailable` where a library is missing."""
        try:
            import authlib.integrations.httpx_client  # noqa: F401
        except ImportError as error:
            raise ModelUnavailable("统一身份认证还缺少程序库，请先安装：pip install -e '.[sso]'。") from error
        if not settings.oidc_client_id or not settings.oidc_client_secret.get_secret_value():
            raise UsageError(f"环境变量 {PREFIX}OIDC_CLIENT_ID、{PREFIX}OIDC_CLIENT_SECRET：设置了签发者的，须一并设置")
        self._settings = settings
        self._issuer = (settings.oidc_issuer or "").rstrip("/")
        self._secret = settings.oidc_client_secret.get_secret_value()
        self._roles = read_roles(settings.oidc_roles)
        self._lock = Lock()
        self._metadata: dict[str, Any] | None = None
        self._keys: dict[str, Any] | None = None

    def begin(self, target: str, redirect: str) -> tuple[str, str]:
        """Return where to send the browser, and what it has to bring back."""
        token = secrets.token_urlsafe
        flow = Flow(state=token(24), nonce=token(24), verifier=token(48), target=target)
        with self._client(redirect) as client:
            address, _ = client.create_authorization_url(
                self._find("authorization_endpoint"),
                state=flow.state,
                nonce=flow.nonce,
                code_verifier=flow.verifier,
            )
        return str(address), self._pack(flow)

    def finish(self, packed: str, asked: Mapping[str, str], redirect: str) -> tuple[Identity, str]:
        """Return who came back, and where they wanted to go; raise `SsoFailure` where they are not let in."""
        flow = self._unpack(packed)
        if flow is None or not hmac.compare_digest(flow.state.encode(), asked.get("state", "").encode()):
            raise SsoFailure("state")
        if "code" not in asked:
            raise SsoFailure("denied")
        token = self._reach(lambda: self._fetch_token(flow, asked["code"], redirect))
        return self._identify(self._read(token, flow.nonce)), flow.target

    def end_address(self, back: str) -> str:
        """Return where to end the session at the provider too; `back` where it offers none."""
        address = self._load().get("end_session_endpoint")
        asked = {"client_id": self._settings.oidc_client_id, "post_logout_redirect_uri": back}
        return f"{address}?{urlencode(asked)}" if address else back

    def _client(self, redirect: str) -> OAuth2Client:
        from authlib.integrations.httpx_client import OAuth2Client

        return OAuth2Client(
            client_id=self._settings.oidc_client_id,
            client_secret=self._secret,
            scope=self._settings.oidc_scopes,
            redirect_uri=redirect,
            code_challenge_method="S256",
            timeout=SECONDS,
        )

    def _fetch_token(self, flow: Flow, code: str, redirect: str) -> Mapping[str, Any]:
        with self._client(redirect) as client:
            fetched = client.fetch_token(self._find("token_endpoint"), code=code, code_verifier=flow.verifier)
        return dict(fetched)

    def _read(self, token: Mapping[str, Any], nonce: str) -> Mapping[str, Any]:
        """Return the claims of the ID token; raise `SsoFailure` where it is not one for us, now, for this login."""
        from authlib.oidc.core import CodeIDToken
        from joserfc import jwt
        from joserfc.errors import InvalidKeyIdError, JoseError
        from joserfc.jwk import KeySet
        from joserfc.jws import JWSRegistry

        registry = JWSRegistry(algorithms=list(ALGORITHMS), strict_check_header=False)

        def decode(afresh: bool) -> jwt.Token:
            keys = KeySet.import_key_set(self._load_keys(afresh))  # type: ignore[arg-type]
            return jwt.decode(str(token.get("id_token", "")), keys, registry=registry)

        try:
            try:
                read = decode(False)
            except InvalidKeyIdError:  # the provider has new keys
                read = decode(True)
            claims = CodeIDToken(
                read.claims,
                read.header,
                {
                    "iss": {"essential": True, "value": self._issuer_as_told()},
                    "aud": {"essential": True, "value": self._settings.oidc_client_id},
                },
                {
                    "nonce": nonce,
                    "client_id": self._settings.oidc_client_id,
                    "access_token": token.get("access_token"),
                },
            )
            claims.validate(leeway=LEEWAY)
        except (JoseError, ValueError) as error:
            raise SsoFailure("token") from error
        return dict(claims)

    def _identify(self, claims: Mapping[str, Any]) -> Identity:
        found = find_claim(claims, self._settings.oidc_role_claim)
        named = {found} if isinstance(found, str) else {str(one) for one in found or ()}
        roles = {self._roles[name] for name in named if name in self._roles}
        if not roles:
            raise SsoFailure("role")
        name = find_claim(claims, self._settings.oidc_name_claim)
        if not isinstance(name, str) or not name.strip():
            raise SsoFailure("name")
        subject = hashlib.sha256(f"{self._issuer}\n{claims['sub']}".encode()).hexdigest()
        return Identity(subject=subject, name=name.strip(), role=next(role for role in RANK if role in roles))

    def _issuer_as_told(self) -> str:
        return str(self._load()["issuer"])

    def _find(self, name: str) -> str:
        address = self._load().get(name)
        if not isinstance(address, str):
            raise SsoFailure("unreachable")
        return address

    def _load(self) -> dict[str, Any]:
        """Return the provider's own description, asked for once; it has to name the issuer that we were told."""
        with self._lock:
            if self._metadata is None:
                told = self._reach(lambda: self._get(self._issuer + WELL_KNOWN))
                if str(told.get("issuer", "")).rstrip("/") != self._issuer:
                    raise SsoFailure("unreachable")
                self._metadata = told
            return self._metadata

    def _load_keys(self, afresh: bool) -> dict[str, Any]:
        address = self._find("jwks_uri")
        with self._lock:
            if self._keys is None or afresh:
                self._keys = self._reach(lambda: self._get(address))
            return self._keys

    def _get(self, address: str) -> dict[str, Any]:
        import httpx2

        told = httpx2.get(address, timeout=SECONDS).raise_for_status().json()
        return told if isinstance(told, dict) else {}

    def _reach(self, ask: Callable[[], Told]) -> Told:
        import httpx2
        from authlib.integrations.httpx_client import OAuthError

        try:
            return ask()
        except OAuthError as error:
            raise SsoFailure("token") from error
        except (httpx2.HTTPError, httpx2.InvalidURL, ValueError) as error:
            raise SsoFailure("unreachable") from error

    def _pack(self, flow: Flow) -> str:
        body = urlsafe_b64encode(flow.model_dump_json().encode()).decode()
        return f"{body}.{self._sign(body)}"

    def _unpack(self, packed: str) -> Flow | None:
        body, _, signature = packed.partition(".")
        if not hmac.compare_digest(self._sign(body).encode(), signature.encode()):
            return None
        try:
            return Flow.model_validate(json.loads(urlsafe_b64decode(body)))
        except (ValueError, ValidationError):
            return None

    def _sign(self, body: str) -> str:
        return hmac.new(self._secret.encode(), f"flow {body}".encode(), hashlib.sha256).hexdigest()
