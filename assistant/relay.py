"""Serve one app and, without a pause, the next one: requests go to the app of the day, each with a life of its own."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from fastapi import FastAPI
from starlette.types import Receive, Scope, Send

GRACE_SECONDS = 120
"""How long an app that was replaced lives on, for the requests that it has."""


class Relay:
    """ASGI app over the app of the day; `replace` may be called from any thread but the loop's own."""

    def __init__(self, app: FastAPI) -> None:
        self._app = app
        self._loop: asyncio.AbstractEventLoop | None = None
        self._lives: dict[asyncio.Task[None], asyncio.Event] = {}
        self._last: asyncio.Task[None] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand a request on; begin and end the lives of the apps with that of the server."""
        if scope["type"] != "lifespan":
            await self._app(scope, receive, send)
            return
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
