"""Logging in and out; the page with the form is not here."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from assistant.access import COOKIE, Staff, local_target, login_address, records_of, root_of
from assistant.api.staff.schemas import Me
from assistant.errors import NotAllowed
from assistant.records.sessions import LoginFault

Field = Annotated[str, Form(max_length=500)]


def add_login(router: APIRouter) -> None:
    """Add login, logout and who is logged in."""

    @router.post("/staff/login", include_in_schema=False)
    def log_in(request: Request, name: Field = "", password: Field = "", next: Field = "") -> Response:
        _refuse_foreign(request)
        root, target = root_of(request), local_target(next)
        address = request.client.host if request.client else ""
        outcome = records_of(request).sessions.log_in(name, password, address)
        if isinstance(outcome, LoginFault):
            joint = "&" if "?" in login_address(root, target) else "?"
            return RedirectResponse(f"{login_address(root, target)}{joint}fault={outcome}", status_code=303)
        response = RedirectResponse(f"{root}{target}", status_code=303)
        keep_session(request, response, outcome)
        return response

    @router.post("/staff/logout", include_in_schema=False)
    def log_out(request: Request) -> Response:
        _refuse_foreign(request)
        if token := request.cookies.get(COOKIE):
            records_of(request).sessions.log_out(token)
        response = RedirectResponse(login_address(root_of(request)), status_code=303)
        response.delete_cookie(COOKIE, path=f"{root_of(request)}/", httponly=True, samesite="strict")
        return response

    @router.get("/api/v1/staff/me", tags=["工作台"], summary="当前登录人")
    def me(member: Staff) -> Me:
        return Me(name=member.name, role=member.role, expires_at=member.expires_at)


def keep_session(request: Request, response: Response, token: str) -> None:
    """Let the browser keep a session's token, for requests that our own pages make."""
    secure = request.url.scheme == "https"
    response.set_cookie(COOKIE, token, path=f"{root_of(request)}/", httponly=True, samesite="strict", secure=secure)


def _refuse_foreign(request: Request) -> None:
    """Refuse a form that another site made the browser send; older browsers don't say whose form it is."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        raise NotAllowed("请从本站的登录页面提交。")
