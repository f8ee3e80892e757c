"""An OpenID provider as a real HTTP server of the test: discovery, keys, authorization with PKCE, tokens."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

from tests.listening import Handler, listening

CLIENT, SECRET = "huiqi", "a secret of thirty-two characters"


class IdentityProvider:
    """Logs in `user` at once, as a provider does whose session is still good; `twist` falsifies what it says."""

    def __init__(self) -> None:
        self.url = ""
        self.user: dict[str, Any] = {}
        self.twist: Callable[[dict[str, Any]], dict[str, Any]] = lambda claims: claims
        self.denies = False
        self.is_down = False
        self.algorithm = "RS256"
        self.key = RSAKey.generate_key(2048, {"kid": "first"})
        self.codes: dict[str, dict[str, str]] = {}
        self.asked: list[dict[str, str]] = []

    def change_key(self, name: str) -> None:
        """Sign with another key from here on, and publish no other."""
        self.key = RSAKey.generate_key(2048, {"kid": name})

    def describe(self) -> dict[str, Any]:
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "jwks_uri": f"{self.url}/keys",
            "end_session_endpoint": f"{self.url}/end",
            "response_types_supported": ["code"],
            "id_token_signing_alg_values_supported": ["RS256"],
        }

    def authorize(self, asked: dict[str, str]) -> str:
        """Return where the browser is sent back to."""
        assert asked["client_id"] == CLIENT and asked["response_type"] == "code"
        assert "openid" in asked["scope"].split() and asked["code_challenge_method"] == "S256"
        self.asked.append(asked)
        back = {"state": asked["state"]}
        if self.denies:
            return f"{asked['redirect_uri']}?{urlencode(back | {'error': 'access_denied'})}"
        code = secrets.token_urlsafe(16)
        self.codes[code] = asked
        return f"{asked['redirect_uri']}?{urlencode(back | {'code': code})}"

    def give_token(self, asked: dict[str, str], authorization: str) -> dict[str, Any]:
        """Return tokens for a code: once, to the client that has the secret and the verifier."""
        basic = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        begun = self.codes.pop(asked.get("code", ""), None)
        challenge = hashlib.sha256(asked.get("code_verifier", "").encode()).digest()
        told = base64.urlsafe_b64encode(challenge).rstrip(b"=").decode()
        if authorization != f"Basic {basic}" or begun is None or told != begun["code_challenge"]:
            return {"error": "invalid_grant"}
        if asked["redirect_uri"] != begun["redirect_uri"]:
            return {"error": "invalid_grant"}
        now, access = int(time.time()), secrets.token_urlsafe(16)
        claims = {"iss": self.url, "aud": CLIENT, "iat": now, "exp": now + 60, "nonce": begun["nonce"], **self.user}
        return {"access_token": access, "token_type": "Bearer", "id_token": self._sign(self.twist(claims))}

    def _sign(self, claims: dict[str, Any]) -> str:
        header = {"alg": self.algorithm, "kid": self.key.kid}
        if self.algorithm == "none":
            parts = (json.dumps(part).encode() for part in (header, claims))
            return ".".join(base64.urlsafe_b64encode(part).rstrip(b"=").decode() for part in parts) + "."
        key = OctKey.import_key(SECRET) if self.algorithm.startswith("HS") else self.key
        return jwt.encode(header, claims, key, algorithms=[self.algorithm])


@contextmanager
def providing() -> Iterator[IdentityProvider]:
    """Run the provider on a free port."""
    provider = IdentityProvider()

    class Told(Handler):
        def do_GET(self) -> None:
            split = urlsplit(self.path)
            asked = {name: values[0] for name, values in parse_qs(split.query).items()}
            if provider.is_down:
                self.send_error(503)
            elif split.path == "/authorize":
                self.send_response(302)
                self.send_header("Location", provider.authorize(asked))
                self.end_headers()
            elif split.path == "/.well-known/openid-configuration":
                self.tell(provider.describe())
            elif split.path == "/keys":
                self.tell({"keys": [provider.key.as_dict(private=False)]})
            elif split.path == "/end":
                self.tell(asked)

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            asked = {name: values[0] for name, values in parse_qs(body).items()}
            told = provider.give_token(asked, self.headers.get("Authorization", ""))
            self.tell(told, 400 if "error" in told else 200)

    with listening(Told) as port:
        provider.url = f"http://127.0.0.1:{port}"
        yield provider
