"""The gate before the HTTP interfaces: how large a request may be, whose it is, and how many come at a time.

It looks at the head of a request alone, so that nothing of a refused one is read. What staff and visitors use in the
browser needs no key: the pages, opinions on answers, and whatever a logged-in member of staff calls.

Answers are work of the processor, and Python lets one thread work at a time. Were all that come worked on at once, the
one thread that reads requests and sends replies would wait for each of theirs in turn, and so would whoever is only to
be told to come later. So a few are worked on (`assistant/api/permits.py`), and the others wait without a thread.
"""

from __future__ import annotations

from collections.abc import Callable
from ipaddress import IPv6Address, ip_address
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.access import COOKIE, find_staff, root_of
from assistant.api.keys import digest, read_keys
from assistant.api.permits import Permits, TooLarge
from assistant.api.problems import INTERFACES, problem
from assistant.errors import HuiqiError
from assistant.ingest.readers.files import LARGEST

if TYPE_CHECKING:
    from assistant.records.ask_limits import Rates
    from assistant.settings import Settings

STAFF = "/api/v1/staff/"
KEYLESS = (STAFF, "/api/v1/opinions", "/api/v1/openapi.json")
"""What needs no key: staff have sessions of their own, opinions come from the chat page, the rest is documentation."""

ASKING = "/chat/answer"
COUNTED = (*INTERFACES, ASKING)
UNCOUNTED = (STAFF,)
PAGE_LIMIT = 8 * 1024 * 1024
"""Bytes of a request to anything else: the chat page sends its conversation along, staff send spreadsheets."""

FILES = f"{STAFF}intake"
FILE_LIMIT = LARGEST + 1024 * 1024
"""Bytes of a document that is taken in; the route itself says what to do about one that is slightly larger."""

WORK = (*COUNTED, "/wecom", "/wechat")
"""What takes time to answer; who comes when too much of it is under way is told at once, and waits for nothing."""
TOO_BUSY = "提问的人较多，请稍后再试。"
RETRY_SECONDS = "1"

TOO_LARGE = "请求内容超过{limit}字节，请缩短后重试。"


class Gate:
    """ASGI middleware that refuses what is too large, without a key where one is needed, or too frequent."""

    def __init__(
        self, app: ASGIApp, settings: Settings, rates: Rates, refused: Callable[[int], None] = lambda status: None
    ) -> None:
        """`rates` counts, `refused` is told the status of each refusal."""
        self._app = app
        self._limit = settings.request_limit
        self._keys = read_keys(settings.api_keys.get_secret_value())
        self._most = {True: settings.key_rate, False: settings.address_rate}
        self._rates = rates
        self._most_busy, self._busy = settings.busy_limit, 0
        self._permits = Permits(app, settings)
        self._refused = refused

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer why not."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        path = request.url.path.removeprefix(root_of(request))
        by_machine = path.startswith(INTERFACES) and not path.startswith(STAFF)
        limit = self._limit if by_machine else FILE_LIMIT if path == FILES else PAGE_LIMIT
        working = path.startswith(WORK) and not path.startswith(UNCOUNTED)
        if working and 0 < self._most_busy <= self._busy:
            await self._tell(problem(503, TOO_BUSY, headers={"Retry-After": RETRY_SECONDS}), scope, receive, send)
            return
        self._busy += working
        try:
            refusal = _refuse_size(request, limit) or await self._refuse_stranger(request, path)
            if refusal is None and working and path.startswith(COUNTED):
                refusal = await self._refuse_rate(request)
            if refusal is not None:
                await self._tell(refusal, scope, receive, send)
            elif working:
                await self._permits.serve(scope, receive, send, limit)
            else:
                body = _Body(scope, receive, send, limit)
                await self._app(scope, body.receive, body.send)
        except TooLarge:
            await self._tell(problem(413, TOO_LARGE.format(limit=limit)), scope, receive, send)
        finally:
            self._busy -= working

    async def _tell(self, refusal: Response, scope: Scope, receive: Receive, send: Send) -> None:
        self._refused(refusal.status_code)
        await refusal(scope, receive, send)

    def _name(self, key: str | None) -> str | None:
        return self._keys.get(digest(key)) if key else None

    async def _refuse_stranger(self, request: Request, path: str) -> Response | None:
        key = _find_key(request)
        if self._keys and path.startswith(INTERFACES) and not path.startswith(KEYLESS) and self._name(key) is None:
            if key is not None:
                return problem(401, "API 密钥无效，请核对请求头 Authorization: Bearer 密钥。", headers=CHALLENGE)
            if not await _is_staff(request):
                return problem(401, "请在请求头 Authorization: Bearer 之后附上 API 密钥。", headers=CHALLENGE)
        return None

    async def _refuse_rate(self, request: Request) -> Response | None:
        name = self._name(_find_key(request))
        rate = self._most[name is not None]
        if not rate:
            return None
        who = f"key {name}" if name else f"from {_network(request)}"
        wait = await run_in_threadpool(self._rates.take, who, rate)
        if not wait:
            return None
        detail = f"请求过于频繁，每分钟最多{rate}次，请于{wait}秒后重试。"
        return problem(429, detail, headers={"Retry-After": str(wait)})


CHALLENGE = {"WWW-Authenticate": 'Bearer realm="huiqi"'}


def _refuse_size(request: Request, limit: int) -> Response | None:
    length = request.headers.get("content-length", "0")
    return problem(413, TOO_LARGE.format(limit=limit)) if length.isdecimal() and int(length) > limit else None


class _Body:
    """A body whose length nobody told: it ends once it is over the limit, and the answer is that it was too large."""

    def __init__(self, scope: Scope, receive: Receive, send: Send, limit: int) -> None:
        self._scope, self._receive, self._send, self._limit = scope, receive, send, limit
        self._read = 0
        self._refused = False

    async def receive(self) -> Message:
        """Return the next piece, or an end where there is too much of it."""
        message = await self._receive()
        self._read += len(message.get("body", b""))
        if self._read > self._limit:
            return {"type": "http.request", "body": b"", "more_body": False}
        return message

    async def send(self, message: Message) -> None:
        """Send the answer on, or the refusal in its place."""
        if self._read <= self._limit:
            await self._send(message)
        elif not self._refused:
            self._refused = True
            await problem(413, TOO_LARGE.format(limit=self._limit))(self._scope, self._receive, self._send)


def _find_key(request: Request) -> str | None:
    scheme, _, key = request.headers.get("authorization", "").partition(" ")
    return key.strip() if scheme.lower() == "bearer" else request.headers.get("x-api-key")


async def _is_staff(request: Request) -> bool:
    if COOKIE not in request.cookies:
        return False
    try:
        return await run_in_threadpool(find_staff, request) is not None
    except HuiqiError:  # without the database nobody is logged in
        return False


def _network(request: Request) -> str:
    """Return whose address it is: of IPv6 the network, for a host has any number of addresses in it."""
    host = request.client.host if request.client else ""
    try:
        address = ip_address(host)
    except ValueError:
        return host
    return str(IPv6Address(int(address) >> 64 << 64)) if isinstance(address, IPv6Address) else host
