"""All addresses under `/staff` that are read by people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from assistant.pages.staff.assets import add_assets
from assistant.pages.staff.shell import root_of

if TYPE_CHECKING:
    from assistant.service import Assistant


def build_staff_router(assistant: Assistant) -> APIRouter:
    """Return the pages of the workbench; whoever mounts it says in `app.state.find_member` who is logged in."""
    router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)

    @router.get("/staff")
    @router.get("/staff/")
    def home(request: Request) -> RedirectResponse:
        return RedirectResponse(f"{root_of(request)}/staff/lookup", status_code=303)

    add_assets(router)
    return router
