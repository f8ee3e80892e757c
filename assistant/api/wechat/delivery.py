"""Answers that take longer than a reply may: sent through the platform's own interface when they are ready."""

from __future__ import annotations

import logging
import time
from abc import ABC, abstractmethod
from collections.abc import Sequence
from threading import Lock
from typing import Any

from assistant.errors import ModelUnavailable

LOG = logging.getLogger(__name__)
SECONDS = 10
EARLY = 300
"""Seconds before its end at which a token is no longer used."""
STALE = frozenset({40001, 40014, 42001})
"""What the platforms say of a token that has ended before its time."""


class Delivery(ABC):
    """Sends texts to a user of one account; safe to share between threads."""

    def __init__(self, url: str, account: str, secret: str) -> None:
        """Raise `ModelUnavailable` where the client is not installed."""
        try:
            import httpx
        except ImportError as error:
            raise ModelUnavailable("接入微信还缺少程序库，请先安装：pip install -e '.[wechat]'。") from error
        self._client = httpx.Client(base_url=url, timeout=SECONDS)
        self._account, self._secret = account, secret
        self._lock = Lock()
        self._token, self._until = "", 0.0

    def send(self, user: str, texts: Sequence[str]) -> bool:
        """Send the texts in order; return whether all were taken. What fails is logged without its words."""
        import httpx

        try:
            return all(self._send(user, text) for text in texts)
        except (httpx.HTTPError, ValueError) as error:
            LOG.error("an answer could not be sent: %s", type(error).__name__)
            return False

    def _send(self, user: str, text: str) -> bool:
        code = 0
        for _ in range(2):
            token = self._find_token()
            if not token:
                return False
            told = self._client.post(self.path, params={"access_token": token}, json=self.body(user, text)).json()
            code = int(told.get("errcode", 0))
            if code not in STALE:
                break
            self._until = 0.0
        if code:
            LOG.error("an answer could not be sent: errcode %d", code)
        return code == 0

    def _find_token(self) -> str:
        with self._lock:
            if time.monotonic() >= self._until:
                told = self._client.get(self.token_path, params=self.credentials()).json()
                if not told.get("access_token"):
                    LOG.error("no access token: errcode %s", told.get("errcode"))
                    return ""
                self._token = str(told["access_token"])
                self._until = time.monotonic() + max(float(told.get("expires_in", 0)) - EARLY, 0)
            return self._token

    path: str
    token_path: str

    @abstractmethod
    def credentials(self) -> dict[str, str]:
        """Return what a token is asked for with."""

    @abstractmethod
    def body(self, user: str, text: str) -> dict[str, Any]:
        """Return the message that takes a text to a user."""


class WeCom(Delivery):
    """Application messages (发送应用消息) of 企业微信."""

    path = "/cgi-bin/message/send"
    token_path = "/cgi-bin/gettoken"

    def __init__(self, url: str, account: str, secret: str, agent: int) -> None:
        super().__init__(url, account, secret)
        self._agent = agent

    def credentials(self) -> dict[str, str]:
        """Return the enterprise and the application's secret."""
        return {"corpid": self._account, "corpsecret": self._secret}

    def body(self, user: str, text: str) -> dict[str, Any]:
        """Return an application message."""
        return {"touser": user, "msgtype": "text", "agentid": self._agent, "text": {"content": text}}


class Official(Delivery):
    """Customer service messages (客服消息) of a 公众号."""

    path = "/cgi-bin/message/custom/send"
    token_path = "/cgi-bin/token"

    def credentials(self) -> dict[str, str]:
        """Return the account and its secret."""
        return {"grant_type": "client_credential", "appid": self._account, "secret": self._secret}

    def body(self, user: str, text: str) -> dict[str, Any]:
        """Return a customer service message."""
        return {"touser": user, "msgtype": "text", "text": {"content": text}}
