"""The frame of every page of the workbench: who is logged in, the tabs, and the way to the login."""

from __future__ import annotations

from typing import Annotated, Protocol
from urllib.parse import quote

from fastapi import Depends, HTTPException, Request
from fastapi.responses import HTMLResponse

from assistant.pages.rendering import render
from assistant.pages.staff.assets import read_assets

TABS = (
    ("lookup", "条款检索"),
    ("rewards", "奖补一览"),
    ("calculate", "测算"),
    ("eligibility", "政策体检"),
    ("check", "答复核验"),
    ("records", "记录"),
    ("statistics", "统计"),
)
ROLES = {"clerk": "坐席", "reviewer": "复核"}


class StaffMember(Protocol):
    """What a page needs to know of whoever is logged in."""

    @property
    def name(self) -> str: ...
    @property
    def role(self) -> str: ...
    @property
    def csrf_token(self) -> str: ...


def root_of(request: Request) -> str:
    """Return the path prefix of a gateway before us."""
    return str(request.scope.get("root_path", ""))


def require_member(request: Request) -> StaffMember:
    """Return who is logged in; without a session lead to the login page, and from there back."""
    member: StaffMember | None = request.app.state.find_member(request)
    if member is None:
        path = request.scope["path"].removeprefix(root_of(request))
        wanted = f"{path}?{request.url.query}" if request.url.query else path
        address = f"{root_of(request)}/staff/login?next={quote(wanted, safe='/')}"
        raise HTTPException(303, headers={"Location": address, "Cache-Control": "no-store"})
    return member


Member = Annotated[StaffMember, Depends(require_member)]


def render_staff(
    request: Request, template: str, member: StaffMember | None, active: str, status: int = 200, **values: object
) -> HTMLResponse:
    """Return a page of the workbench; `active` is the tab it belongs to, `member` is absent on the login page."""
    root = root_of(request)
    body = render(
        f"staff/{template}",
        root=root,
        member=member,
        role=ROLES.get(member.role, member.role) if member else "",
        active=active,
        tabs=TABS,
        asset=lambda name: read_assets().address(root, name),
        **values,
    )
    return HTMLResponse(body, status_code=status, headers={"Cache-Control": "no-store"})
