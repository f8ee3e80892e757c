"""The way to the identity provider and back: `/staff/sso`, `/staff/sso/callback`, `/staff/sso/logout`."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from markupsafe import Markup

from assistant.access import COOKIE, local_target, login_address, records_of, root_of
from assistant.api.staff.login import keep_session
from assistant.api.staff.oidc import Provider, SsoFailure
from assistant.errors import UsageError
from assistant.records.accounts import Account
from assistant.settings import PREFIX

if TYPE_CHECKING:
    from assistant.settings import Settings

LOG = logging.getLogger(__name__)
FLOW = "huiqi_sso"
FLOW_SECONDS = 600
PATH = "/staff/sso"
# A session's cookie is not sent with what another site began, so the browser comes to the target from a page of ours.
ONWARD = Markup(
    '<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta http-equiv="refresh" content="0;url={target}">'
    '<title>正在登录</title><p>正在登录。<a href="{target}">没有自动打开的，请点这里</a></p></html>'
)


def add_sso(router: APIRouter, settings: Settings) -> None:
    """Add the routes where the settings name a provider."""
    if not settings.oidc_issuer:
        if not settings.local_accounts:
            raise UsageError(f"环境变量 {PREFIX}LOCAL_ACCOUNTS：停用密码登录的，须设置 {PREFIX}OIDC_ISSUER")
        return
    provider = Provider(settings)

    @router.get(PATH, include_in_schema=False)
    def begin(request: Request, next: str = "") -> Response:
        try:
            address, packed = provider.begin(local_target(next), _callback(request))
        except SsoFailure as failure:
            return _tell(request, failure)
        response = RedirectResponse(address, status_code=303)
        response.set_cookie(
            FLOW,
            packed,
            max_age=FLOW_SECONDS,
            path=f"{root_of(request)}{PATH}",
            httponly=True,
            samesite="lax",
            secure=request.url.scheme == "https",
        )
        return response

    @router.get(f"{PATH}/callback", include_in_schema=False)
    def finish(request: Request) -> Response:
        return _finish(request, provider, take_over=not settings.local_accounts)

    @router.get(f"{PATH}/logout", include_in_schema=False)
    def end(request: Request) -> Response:
        back = login_address(str(request.base_url).rstrip("/"))
        if token := request.cookies.get(COOKIE):
            records_of(request).sessions.log_out(token)
        try:
            return RedirectResponse(provider.end_address(back), status_code=303)
        except SsoFailure as failure:
            return _tell(request, failure)


def _finish(request: Request, provider: Provider, take_over: bool) -> Response:
    """Log in whom the provider vouches for, or tell why not."""
    address = request.client.host if request.client else ""
    records = records_of(request)
    try:
        packed = request.cookies.get(FLOW, "")
        identity, target = provider.finish(packed, dict(request.query_params), _callback(request))
        admitted = records.accounts.admit(identity.subject, identity.name, identity.role, take_over)
        if not isinstance(admitted, Account):
            raise SsoFailure(admitted)
    except SsoFailure as failure:
        records.sessions.note_failure(address, failure.fault)
        return _tell(request, failure)
    response = HTMLResponse(ONWARD.format(target=f"{root_of(request)}{target}"))
    response.headers["Cache-Control"] = "no-store"
    keep_session(request, response, records.sessions.open(admitted, address))
    response.delete_cookie(FLOW, path=f"{root_of(request)}{PATH}", httponly=True, samesite="lax")
    return response


def _callback(request: Request) -> str:
    return f"{str(request.base_url).rstrip('/')}{PATH}/callback"


def _tell(request: Request, failure: SsoFailure) -> Response:
    LOG.warning("login by the identity provider failed: %s", failure.fault)
    response = RedirectResponse(f"{login_address(root_of(request))}?fault=sso-{failure.fault}", status_code=303)
    response.delete_cookie(FLOW, path=f"{root_of(request)}{PATH}", httponly=True, samesite="lax")
    return response
