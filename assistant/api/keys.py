"""API keys of machines: named in a setting, as they are or as their SHA-256 digests."""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Mapping

from assistant.errors import UsageError
from assistant.settings import PREFIX

DIGEST = re.compile(r"sha256:([0-9a-f]{64})")
NAME = re.compile(r"[\w.-]{1,40}")
SHORTEST_KEY = 16  # characters of a key that can't be guessed


def read_keys(setting: str) -> Mapping[str, str]:
    """Return the name of each key by its digest; raise `UsageError` where an entry can't be used.

    >>> list(read_keys("wecom=a-key-nobody-guesses, oa=sha256:" + "0" * 64).values())
    ['wecom', 'oa']
    """
    keys: dict[str, str] = {}
    for entry in filter(None, map(str.strip, setting.split(","))):
        name, _, key = entry.partition("=")
        hashed = DIGEST.fullmatch(key)
        if not NAME.fullmatch(name) or not (hashed or len(key) >= SHORTEST_KEY):
            raise UsageError(
                f"环境变量 {PREFIX}API_KEYS：每一项应为 名称=密钥（至少{SHORTEST_KEY}个字符）"
                "或 名称=sha256:密钥的SHA-256摘要，以逗号分隔"
            )
        keys[hashed[1] if hashed else digest(key)] = name
    return keys


def make_key() -> str:
    """Return a new key."""
    return f"hq-{secrets.token_urlsafe(32)}"


def digest(key: str) -> str:
    """Return the SHA-256 digest of a key, by which it is kept; a key is too long to be tried out."""
    return hashlib.sha256(key.encode()).hexdigest()
