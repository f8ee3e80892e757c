"""The frame of every page of the workbench: who is logged in, and the tabs."""

from __future__ import annotations

from fastapi import Request
from fastapi.responses import HTMLResponse

from assistant.access import root_of
from assistant.pages.assets import read_assets
from assistant.pages.rendering import render
from assistant.records.accounts import ROLES
from assistant.records.sessions import StaffMember

TABS = (
    ("lookup", "条款检索"),
    ("rewards", "奖补一览"),
    ("calculate", "测算"),
    ("eligibility", "政策体检"),
    ("check", "答复核验"),
    ("records", "记录"),
    ("statistics", "统计"),
    ("contacts", "联系方式"),
    ("intake", "新政策入库"),
    ("policies", "政策文件"),
    ("guides", "申报指南"),
)
ACCOUNTS = ("accounts", "账号")


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
        tabs=(*TABS, ACCOUNTS) if member and member.is_administrator else TABS,
        asset=lambda name: read_assets().address(root, name),
        **values,
    )
    return HTMLResponse(body, status_code=status, headers={"Cache-Control": "no-store"})
