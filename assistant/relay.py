"""Serve one app and, without a pause, the next one: requests go to the app of the day, each with a life of its own."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable

import uvicorn
from anyio.to_thread import current_default_thread_limiter
from fastapi import FastAPI
from starlette.types import Message, Receive, Scope, Send

from assistant.intake.editions import Editions

GRACE_SECONDS = 120
"""How long an app that was replaced lives on, for the requests that it has."""


OPEN_STREAMS = "/gradio_api/"
"""Where open pages hold event streams that never end by themselves; all other streams are answers."""


class Relay:
    """ASGI app over the app of the day; `replace` may be called from any thread but the loop's own."""

    def __init__(self, app: FastAPI) -> None:
        self._app = app
        self._loop: asyncio.AbstractEventLoop | None = None
        self._lives: dict[asyncio.Task[None], asyncio.Event] = {}
        self._last: asyncio.Task[None] | None = None
        self._streams: set[asyncio.Task[None]] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand a request on; begin and end the lives of the apps with that of the server."""
        try:
            if scope["type"] == "lifespan":
                await self._live(receive, send)
            elif scope["type"] == "http" and OPEN_STREAMS in scope["path"]:
                await self._stream(scope, receive, send)
            else:
                await self._app(scope, receive, send)
        except asyncio.CancelledError:
            return  # only the end of the server cancels, and it says so itself; there is nothing wrong with us

    def end_streams(self) -> None:
        """End the event streams of open pages, which would keep the server from stopping."""
        for task in self._streams:
            task.cancel()

    async def _stream(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand on a request that may never end, and end its response whole when it is cancelled."""
        begun = False

        async def send_noting(message: Message) -> None:
            nonlocal begun
            begun = begun or message["type"] == "http.response.start"
            await send(message)

        task = asyncio.current_task()
        assert task is not None
        self._streams.add(task)
        try:
            await self._app(scope, receive, send_noting)
        except asyncio.CancelledError:
            if not begun:
                await send({"type": "http.response.start", "status": 503, "headers": []})
            await send({"type": "http.response.body", "body": b"", "more_body": False})
        finally:
            self._streams.discard(task)

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        self._loop = asyncio.get_running_loop()
        try:
            await self._begin(self._app)
        except Exception as error:
            await send({"type": "lifespan.startup.failed", "message": str(error)})
            return
        await send({"type": "lifespan.startup.complete"})
        await receive()
        for stop in self._lives.values():
            stop.set()
        await asyncio.gather(*self._lives)
        await send({"type": "lifespan.shutdown.complete"})

    def replace(self, build: Callable[[], FastAPI]) -> None:
        """Build another app and serve it in place of the present one, which ends after a while."""

        async def build_here() -> FastAPI:
            return build()  # Gradio asks for a running loop, which should not be the one that serves meanwhile

        app = asyncio.run(build_here())
        if self._loop is not None:
            asyncio.run_coroutine_threadsafe(self._switch(app), self._loop).result()

    async def _switch(self, app: FastAPI) -> None:
        former = self._last
        await self._begin(app)
        self._app = app
        if former is not None and former in self._lives:
            asyncio.get_running_loop().call_later(GRACE_SECONDS, self._lives[former].set)

    async def _begin(self, app: FastAPI) -> None:
        """Live an app in a task of its own, for what it opens must be closed where it was opened."""
        ready, stop = asyncio.Event(), asyncio.Event()

        async def live() -> None:
            async with app.router.lifespan_context(app):
                ready.set()
                await stop.wait()

        task = asyncio.create_task(live())
        waiting = asyncio.create_task(ready.wait())
        await asyncio.wait((task, waiting), return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()
        if task.done():
            task.result()
        self._lives[task] = stop
        self._last = task
        task.add_done_callback(lambda done: self._lives.pop(done, None))


class Server(uvicorn.Server):
    """The server of a relay: pages that are open do not keep it from stopping."""

    def __init__(self, config: uvicorn.Config, relay: Relay, editions: Editions, threads: int) -> None:
        """`threads` is how many requests may be worked on at a time; `editions` are followed meanwhile."""
        super().__init__(config)
        self._relay, self._editions = relay, editions
        self._threads = threads

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, with as many threads as are wanted."""
        current_default_thread_limiter().total_tokens = self._threads
        await super().startup(sockets)
        self._editions.start()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop, after the streams of open pages."""
        self._editions.stop()
        self._relay.end_streams()
        await super().shutdown(sockets)
