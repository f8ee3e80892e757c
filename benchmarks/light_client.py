"""A client that costs next to nothing: bare sockets of one event loop, so that what is measured is the service."""

from __future__ import annotations

import asyncio
import json
from types import TracebackType
from typing import NamedTuple


class Reply(NamedTuple):
    """What came back of a reply: its status, and after how many seconds it may be asked again."""

    status: int
    retry_after: float


class Broken(OSError):
    """A connection that ended, or a reply that is no HTTP."""


class LightClient:
    """One connection that is kept: opened with the first request, and anew where the service has closed it."""

    def __init__(self, host: str, port: int) -> None:
        self._address = (host, port)
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def __aenter__(self) -> LightClient:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._drop()

    async def get(self, path: str) -> Reply:
        """Ask for a page; raise `Broken` where no reply comes."""
        return await self._send(f"GET {path} HTTP/1.1\r\nHost: {self._address[0]}\r\n\r\n".encode())

    async def post(self, path: str, body: object) -> Reply:
        """Send JSON; raise `Broken` where no reply comes."""
        content = json.dumps(body, ensure_ascii=False).encode()
        head = (
            f"POST {path} HTTP/1.1\r\nHost: {self._address[0]}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(content)}\r\n\r\n"
        )
        return await self._send(head.encode() + content)

    async def _send(self, request: bytes) -> Reply:
        try:
            if self._streams is None:
                self._streams = await asyncio.open_connection(*self._address)
            reader, writer = self._streams
            writer.write(request)
            head = await reader.readuntil(b"\r\n\r\n")
            reply, length, keeps = read_head(head)
            await reader.readexactly(length)
        except (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, ValueError) as error:
            self._drop()
            raise Broken(str(error)) from error
        if not keeps:
            self._drop()
        return reply

    def _drop(self) -> None:
        if self._streams is not None:
            self._streams[1].close()
            self._streams = None


def read_head(head: bytes) -> tuple[Reply, int, bool]:
    r"""Return what the head of a reply says, the length of its body, and whether the connection is kept.

    >>> read_head(b"HTTP/1.1 503 Busy\r\nRetry-After: 1\r\nContent-Length: 20\r\n\r\n")
    (Reply(status=503, retry_after=1.0), 20, True)
    """
    first, *lines = head.decode("latin-1").split("\r\n")
    pairs = (line.partition(":") for line in lines if line)
    headers = {name.lower(): value.strip() for name, _, value in pairs}
    if "content-length" not in headers:
        raise ValueError("a reply whose length nobody tells")
    reply = Reply(int(first.split(" ")[1]), float(headers.get("retry-after", 0)))
    return reply, int(headers["content-length"]), headers.get("connection", "").lower() != "close"
