"""Gradio's index page, given our style, script, language and top line before its own code runs.

What `mount_gradio_app` takes as `head` and `css` reaches the page only when Gradio has started: after it has chosen a
language, and after a first paint without style. The top line is written for each visitor, as the server may run past
the end of a window; Gradio's own load event for that would race with a question asked at once.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterable, Callable

from markupsafe import Markup
from starlette.middleware.base import BaseHTTPMiddleware, RequestResponseEndpoint
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.types import ASGIApp

from assistant.pages.rendering import read_asset, render

BODY = re.compile(r"<body[^>]*>")


class IndexPage(BaseHTTPMiddleware):
    """Middleware that completes the page at `/`; `root` is the path prefix of a gateway before us."""

    def __init__(self, app: ASGIApp, root: str, header: Callable[[], str], question_limit: int) -> None:
        super().__init__(app)
        self._addresses = ("/", f"{root}/")
        self._header = header
        self._head = render(
            "chat_head.html",
            style=_own("site.css", "chat.css"),
            script=_own("conversation.js", "chat.js"),
            question_limit=question_limit,
        )

    async def dispatch(self, request: Request, call_next: RequestResponseEndpoint) -> Response:
        """Return the response, the index page completed."""
        if request.method != "GET" or request.url.path not in self._addresses:
            return await call_next(request)
        # Ask Gradio for plain text: it would compress the page.
        request.scope["headers"] = [pair for pair in request.scope["headers"] if pair[0] != b"accept-encoding"]
        response = await call_next(request)
        if not response.headers.get("content-type", "").startswith("text/html"):
            return response
        page = HTMLResponse(complete_index(await _read(response), self._head, self._header()), response.status_code)
        for name, value in response.headers.items():
            if name not in ("content-length", "content-type"):
                page.headers.append(name, value)
        return page


def complete_index(html: str, head: str, header: str) -> str:
    """Return the page in Chinese, with `head` opening its head and `header` its body.

    >>> complete_index('<html lang="en"><head></head><body></body>', "<style></style>", "<header></header>")
    '<html lang="zh-CN"><head><style></style></head><body><header></header></body>'
    """
    html = html.replace('lang="en"', 'lang="zh-CN"', 1).replace("<head>", f"<head>{head}", 1)
    return BODY.sub(lambda opening: opening[0] + header, html, count=1)


async def _read(response: Response) -> str:
    body: AsyncIterable[bytes] | None = getattr(response, "body_iterator", None)
    if body is None:
        return bytes(response.body).decode()
    return b"".join([chunk async for chunk in body]).decode()


def _own(*assets: str) -> Markup:
    return Markup("".join(map(read_asset, assets)))  # our own files: no user's text in them
