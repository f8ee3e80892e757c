"""The envelope of both platforms: SHA-1 over sorted parts as signature, AES-256-CBC over length, text and receiver.

Source: the platforms' 加解密方案说明; `cryptography` does the AES.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import secrets
import struct
from typing import TYPE_CHECKING

from assistant.errors import ModelUnavailable, NotAllowed, UsageError

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers import Cipher
    from cryptography.hazmat.primitives.ciphers.modes import CBC

BLOCK = 32
"""Bytes that a text is padded to: twice the cipher's own block."""
RANDOM = 16
LENGTH = struct.Struct(">I")
KEY_CHARACTERS = 43
UNSIGNED = "签名不符。"
UNREADABLE = "消息无法解密。"


def sign(*parts: str) -> str:
    """Return the signature of the parts, whatever their order.

    >>> sign("token", "1409659589", "nonce") == sign("nonce", "token", "1409659589")
    True
    """
    return hashlib.sha1("".join(sorted(parts)).encode()).hexdigest()


def verify(signature: str, *parts: str) -> None:
    """Raise `NotAllowed` where the signature is not that of the parts."""
    if not hmac.compare_digest(sign(*parts).encode(), signature.encode()):
        raise NotAllowed(UNSIGNED)


class Seal:
    """Opens and closes envelopes with the key of one account; `receiver` is its CorpID or AppID."""

    def __init__(self, token: str, key: str, receiver: str) -> None:
        """Raise `UsageError` where the key is none, `ModelUnavailable` where the cipher is not installed."""
        self._token = token
        self._receiver = receiver.encode()
        try:
            self._key = base64.b64decode(f"{key}=", validate=True) if len(key) == KEY_CHARACTERS else b""
        except binascii.Error:
            self._key = b""
        if len(self._key) != 32:
            raise UsageError(f"EncodingAESKey 应为{KEY_CHARACTERS}个字母和数字，与平台上填写的一致")
        self._cipher()

    def open(self, signature: str, timestamp: str, nonce: str, sealed: str) -> str:
        """Return the text of an envelope; raise `NotAllowed` where it is not one for us."""
        verify(signature, self._token, timestamp, nonce, sealed)
        try:
            decryptor = self._cipher().decryptor()
            padded = decryptor.update(base64.b64decode(sealed, validate=True)) + decryptor.finalize()
            padding = padded[-1]
            (length,) = LENGTH.unpack_from(padded, RANDOM)
            start = RANDOM + LENGTH.size
            text, receiver = padded[start : start + length], padded[start + length : len(padded) - padding]
            if not 1 <= padding <= BLOCK or not hmac.compare_digest(receiver, self._receiver):
                raise NotAllowed(UNREADABLE)
            return text.decode()
        except (ValueError, IndexError, struct.error) as error:  # not base64, not blocks, not UTF-8, too short
            raise NotAllowed(UNREADABLE) from error

    def close(self, text: str) -> str:
        """Return the envelope of a text."""
        body = text.encode()
        whole = secrets.token_bytes(RANDOM) + LENGTH.pack(len(body)) + body + self._receiver
        padding = BLOCK - len(whole) % BLOCK
        encryptor = self._cipher().encryptor()
        return base64.b64encode(encryptor.update(whole + bytes([padding]) * padding) + encryptor.finalize()).decode()

    def sign(self, timestamp: str, nonce: str, sealed: str) -> str:
        """Return the signature of an envelope that we send."""
        return sign(self._token, timestamp, nonce, sealed)

    def _cipher(self) -> Cipher[CBC]:
        try:
            from cryptography.hazmat.primitives.ciphers import Cipher
            from cryptography.hazmat.primitives.ciphers.algorithms import AES
            from cryptography.hazmat.primitives.ciphers.modes import CBC
        except ImportError as error:
            raise ModelUnavailable("接入微信还缺少程序库，请先安装：pip install -e '.[wechat]'。") from error
        return Cipher(AES(self._key), CBC(self._key[:RANDOM]))
