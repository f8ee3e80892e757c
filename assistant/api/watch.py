"""Watches every request: one line of log, one count, one span, and a number by which they are found again."""

from __future__ import annotations

import secrets
import time
from typing import TYPE_CHECKING

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.logs import log_access
from assistant.tracing import serving_span

if TYPE_CHECKING:
    from assistant.observation import Meter

REQUEST_ID = "X-Request-Id"
GONE = 499
"""The status by which a request is counted whose client went away before it was answered; nginx has it so, too."""


class Watch:
    """ASGI middleware around everything else. A request is told by its route: a path may have what somebody asked."""

    def __init__(self, app: ASGIApp, meter: Meter) -> None:
        self._app = app
        self._meter = meter

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request_id, started, status, gone = secrets.token_hex(8), time.perf_counter(), 500, False

        async def receive_watched() -> Message:
            nonlocal gone
            message = await receive()
            gone = gone or message["type"] == "http.disconnect"
            return message

        async def send_numbered(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)[REQUEST_ID] = request_id
            await send(message)

        with serving_span(scope["method"]) as span:
            try:
                await self._app(scope, receive_watched, send_numbered)
            except RuntimeError:  # Starlette's middlewares raise it where a page that was left has no answer
                if not gone or status != 500:
                    raise
                status = GONE
            finally:
                route, seconds = _route_of(scope), time.perf_counter() - started
                span.update_name(f"{scope['method']} {route}")
                span.set_attributes(
                    {"http.route": route, "http.response.status_code": status, "request_id": request_id}
                )
                self._meter.count(scope["method"], route, status)
                log_access(scope["method"], route, status, seconds, request_id)


def _route_of(scope: Scope) -> str:
    """Return the route as it is declared; of what is mounted, or nowhere, only whose it is."""
    route = getattr(scope.get("route"), "path", None)
    if isinstance(route, str):
        return route
    path = str(scope["path"]).removeprefix(scope.get("root_path", ""))
    return "/gradio_api" if path.startswith("/gradio_api/") else "other"
