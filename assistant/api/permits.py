"""A permit for each request that takes time: a few are worked on at once, the others wait without a thread."""

from __future__ import annotations

from asyncio import Semaphore
from collections import deque
from typing import TYPE_CHECKING

from starlette.types import ASGIApp, Message, Receive, Scope, Send

if TYPE_CHECKING:
    from assistant.settings import Settings

AT_ONCE = 4
"""One works while others read from the database or write to it; more of them only keep each other waiting."""


class TooLarge(Exception):
    """A body that is larger than it may be."""


def count_permits(settings: Settings) -> int:
    """Return how many requests for answers are worked on at once; 0 where there is no limit.

    Where an answer waits for another service, be it a language model, any number may wait for it.
    """
    elsewhere = settings.llm_url or settings.embedding_url or settings.milvus_uri
    return settings.busy_limit if elsewhere else AT_ONCE


class Permits:
    """Serves the requests of an app in the order in which their bodies are there.

    A permit lasts from then to the beginning of the reply, so that nobody holds one by sending or reading slowly.
    """

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        most = count_permits(settings)
        self._free = Semaphore(most) if most else None

    async def serve(self, scope: Scope, receive: Receive, send: Send, limit: int) -> None:
        """Pass a request on when it has its permit; raise `TooLarge` where its body has more bytes than `limit`."""
        body = await _read(receive, limit)

        async def receive_read() -> Message:
            return body.popleft() if body else await receive()

        if self._free is None:
            await self._app(scope, receive_read, send)
            return
        permit = _Permit(self._free)
        await permit.begin()

        async def send_on(message: Message) -> None:
            if message["type"] == "http.response.start":
                permit.end()
            await send(message)

        try:
            await self._app(scope, receive_read, send_on)
        finally:
            permit.end()


class _Permit:
    """One of the permits, given back once."""

    def __init__(self, free: Semaphore) -> None:
        self._free = free
        self._held = False

    async def begin(self) -> None:
        await self._free.acquire()
        self._held = True

    def end(self) -> None:
        if self._held:
            self._held = False
            self._free.release()


async def _read(receive: Receive, limit: int) -> deque[Message]:
    """Return the whole of a body, as it came."""
    pieces: deque[Message] = deque()
    read = 0
    while not pieces or pieces[-1].get("more_body"):
        pieces.append(await receive())
        read += len(pieces[-1].get("body", b""))
        if read > limit:
            raise TooLarge
    return pieces
