"""The chat on other sites: the script that puts it there, a page that explains, and who may do so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from assistant.errors import UsageError
from assistant.pages.rendering import read_asset, render
from assistant.settings import PREFIX

if TYPE_CHECKING:
    from assistant.settings import Settings

ORIGIN = re.compile(r"https?://(?:\*\.)?[A-Za-z0-9.-]+(?::\d{1,5})?|https?://\[[0-9a-fA-F:]+\](?::\d{1,5})?")


def read_origins(settings: Settings) -> tuple[str, ...]:
    """Return the sites that may show the chat; raise `UsageError` for what is no origin.

    >>> from assistant.settings import Settings
    >>> read_origins(Settings(embed_origins="https://gxj.example.gov.cn, http://10.0.0.8:8080"))
    ('https://gxj.example.gov.cn', 'http://10.0.0.8:8080')
    """
    origins = tuple(filter(None, (origin.strip().rstrip("/") for origin in settings.embed_origins.split(","))))
    for origin in origins:
        if not ORIGIN.fullmatch(origin):
            raise UsageError(f"环境变量 {PREFIX}EMBED_ORIGINS：“{origin}”不是网站地址，应如 https://gxj.example.gov.cn")
    return origins


def build_embedding_router(settings: Settings) -> APIRouter:
    """Return the script and the page about it."""
    router = APIRouter(include_in_schema=False)
    script, style, origins = read_asset("embed.js"), Markup(read_asset("site.css")), read_origins(settings)

    @router.get("/embed.js")
    def embed_script() -> Response:
        return Response(script, media_type="text/javascript; charset=utf-8", headers={"Cache-Control": "max-age=300"})

    @router.get("/embed")
    def embed_page(request: Request) -> HTMLResponse:
        return HTMLResponse(
            render(
                "embed.html",
                title="嵌入到网站",
                style=style,
                root=settings.root_path,
                address=str(request.base_url),
                origins=origins,
            )
        )

    return router
