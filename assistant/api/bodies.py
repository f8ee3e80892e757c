"""Bodies of requests: read in the character set that they are said to be in, told in Chinese where they can't be."""

from __future__ import annotations

import json
from collections.abc import Callable, Coroutine
from email.message import Message
from typing import Any

from fastapi import HTTPException, Request, Response
from fastapi.routing import APIRoute

NOT_JSON = "请求头 Content-Type 应为 application/json。"
UNKNOWN_CHARSET = "请求头 Content-Type 中的字符集“{charset}”不受支持，请使用 UTF-8。"
UNDECODABLE = "请求内容不是有效的 {charset} 编码；请以 UTF-8 编码发送，或在 Content-Type 中用 charset 写明字符集。"


class JsonRequest(Request):
    """A request whose JSON is handed on in UTF-8, whatever character set it came in."""

    async def body(self) -> bytes:
        """Return the body; raise `HTTPException` where its type or characters can't be read."""
        if not hasattr(self, "_decoded"):
            body = await super().body()
            self._decoded = _decode(body, self.headers.get("content-type")) if body else body
        return self._decoded


class JsonRoute(APIRoute):
    """A route that reads JSON as `JsonRequest` does."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Return the handler over a `JsonRequest`, where the route has a JSON body."""
        handle = super().get_route_handler()
        if self.body_field is None:
            return handle

        async def handle_json(request: Request) -> Response:
            return await handle(JsonRequest(request.scope, request.receive))

        return handle_json


def _decode(body: bytes, content_type: str | None) -> bytes:
    media = Message()
    media["content-type"] = content_type or ""
    subtype = media.get_content_subtype()
    if media.get_content_maintype() != "application" or not (subtype == "json" or subtype.endswith("+json")):
        raise HTTPException(415, NOT_JSON)
    charset = media.get_content_charset() or json.detect_encoding(body)
    try:
        return body.decode(charset).encode()
    except LookupError as error:
        raise HTTPException(415, UNKNOWN_CHARSET.format(charset=charset[:40])) from error
    except UnicodeError as error:
        raise HTTPException(400, UNDECODABLE.format(charset=charset.upper())) from error
