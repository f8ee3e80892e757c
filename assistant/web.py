"""The web app: the HTTP interface and the pages on one FastAPI app."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING

import uvicorn
from fastapi import FastAPI, Request
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant import api, pages
from assistant.api.descriptions import describe
from assistant.api.gate import Gate
from assistant.api.permits import count_permits
from assistant.api.problems import install_problem_handlers
from assistant.api.watch import Watch
from assistant.api.wechat import build_wechat_router, read_accounts
from assistant.intake.desk import Intake
from assistant.intake.editions import Editions, read_edition
from assistant.observation import Meter
from assistant.relay import Relay, Server
from assistant.settings import Settings
from assistant.wiring import build_assistant

if TYPE_CHECKING:
    from assistant.records import Records
    from assistant.service import Assistant

HEADERS = {
    # Nothing is fetched from elsewhere, and the browser holds us to it. Gradio needs inline scripts and styles.
    "Content-Security-Policy": (
        "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; "
        "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'"  # last: embedding adds to it
    ),
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


CHAT = "/"
SPARE_THREADS = 24
"""Threads beside those that answer: for pages, probes and staff, who are served however many ask."""
SHOWN = (403, 404, 422, 500, 503)
"""Faults that people see as a page; programs get them as problem+json."""


def create_app(assistant: Assistant, settings: Settings, records: Records, intake: Intake | None = None) -> FastAPI:
    """Return the app over `assistant` and `records`: API first, then the document pages, the chat on what is left.

    Without `intake` what is published is served from the next start.
    """
    # FastAPI's own documentation pages load scripts from elsewhere, so only the schema is served.
    app = FastAPI(
        title="惠企问答",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/v1/openapi.json",
        version=version("huiqi"),
    )
    app.openapi = lambda: describe(app)  # type: ignore[method-assign]  # FastAPI's own way to extend the schema
    app.state.records = records  # the dependencies of `assistant.access` find the sessions here
    app.state.intake = intake or Intake(settings, records)
    meter = Meter(settings, len(assistant.corpus.policies))
    records.journal.observe = meter.observe
    app.include_router(api.build_router(assistant, meter, settings))
    app.include_router(build_wechat_router(assistant, settings, read_accounts(settings)))
    api.mount_tools(app, assistant, records)
    app.include_router(pages.build_router(assistant, settings.root_path))
    app.include_router(pages.build_staff_router(assistant, settings))
    app.include_router(pages.build_embedding_router(settings))
    app.include_router(pages.build_interface_router(settings.root_path, lambda: describe(app)))
    install_problem_handlers(app)
    install_problem_handlers(pages.mount_chat(app, assistant, settings, records))

    app.add_middleware(Gate, settings=settings, rates=records.rates, refused=meter.refuse)
    app.add_middleware(Finish, settings=settings)
    app.add_middleware(Watch, meter=meter)
    return app


class Finish:
    """ASGI middleware that shows faults as pages and adds the headers, the origins that may frame the chat among them.

    Starlette's own kind (`BaseHTTPMiddleware`) would take several rounds of the event loop for each request.
    """

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app, self._root = app, settings.root_path
        origins = pages.read_origins(settings)
        policy = HEADERS["Content-Security-Policy"] + "".join(f" {origin}" for origin in origins)
        self._framed = {"Content-Security-Policy": policy} if origins else {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        own = self._framed if request.url.path in (CHAT, f"{self._root}{CHAT}") else {}
        people = "text/html" in request.headers.get("accept", "")
        replaced = False

        async def finish(message: Message) -> None:
            nonlocal replaced
            begins = message["type"] == "http.response.start"
            if begins and people and message["status"] in SHOWN:
                replaced = True
                await pages.tell_fault(self._root, message["status"])(scope, receive, add_headers)
            elif not replaced:
                await add_headers(message)

        async def add_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(own)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, finish)


def build_server(
    assistant: Assistant, settings: Settings, records: Records, edition: str | None = None
) -> uvicorn.Server:
    """Return the server of the app; a gateway before it strips the root path and names the client in its headers.

    `edition` is the one of the corpus that `assistant` was built from, by default the present one.
    """

    def load() -> None:
        relay.replace(lambda: create_app(build_assistant(settings, records), settings, records, intake))

    editions = Editions(settings, load, read_edition(settings) if edition is None else edition)
    intake = Intake(settings, records, editions.follow)
    relay = Relay(create_app(assistant, settings, records, intake))
    config = uvicorn.Config(
        relay,
        host=settings.host,
        port=settings.port,
        root_path=settings.root_path,
        proxy_headers=True,
        forwarded_allow_ips=settings.trusted_proxies,
        log_config=None,  # uvicorn's own lines go where all others go
        access_log=False,  # it would name addresses and what was searched for; `Watch` tells routes
        server_header=False,
        timeout_graceful_shutdown=1,
    )
    return Server(config, relay, editions, (count_permits(settings) or SPARE_THREADS) + SPARE_THREADS)
