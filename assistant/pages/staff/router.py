"""All addresses under `/staff` that people read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from assistant.access import Staff, find_staff, local_target, root_of
from assistant.lookup.measure_kinds import MEASURES, list_choices
from assistant.pages.assets import add_assets
from assistant.pages.staff.administration import add_administration
from assistant.pages.staff.intake import add_intake
from assistant.pages.staff.logbook import add_logbook
from assistant.pages.staff.shell import render_staff
from assistant.pages.staff.sums import add_sums
from assistant.pages.staff.table import add_table
from assistant.records.tries import TRIES_WINDOW

if TYPE_CHECKING:
    from assistant.service import Assistant
    from assistant.settings import Settings

FAULTS = {
    "credentials": "姓名或密码不对，请重新输入。忘记密码的，请联系系统管理人员重新设置。",
    "limit": f"尝试次数过多，已暂停登录。请在{TRIES_WINDOW.seconds // 60}分钟后再试，或请系统管理人员解除。",
    "off": "已停用密码登录，请从统一身份认证登录。",
    "sso-state": "登录已过期或不是从本页开始的，请重新登录。",
    "sso-denied": "认证平台没有允许登录，请重新登录；仍不能登录的，请联系认证平台管理人员。",
    "sso-unreachable": "暂时无法连接认证平台，请稍后再试；多次出现请联系系统管理人员。",
    "sso-token": "认证平台返回的登录凭据没有通过核验，请重新登录；多次出现请联系系统管理人员。",
    "sso-role": "您的账号没有使用工作台的角色，请联系认证平台管理人员授权。",
    "sso-name": "认证平台没有给出可用的账号名，请联系系统管理人员。",
    "sso-disabled": "您的账号已停用，请联系系统管理人员。",
    "sso-taken": "已有同名的本地账号，请联系系统管理人员处理。",
}


def build_staff_router(assistant: Assistant, settings: Settings) -> APIRouter:
    """Return the pages of the workbench."""
    router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)
    _add_entrance(router, settings)
    _add_tools(router, assistant)
    add_table(router, assistant)
    add_sums(router, assistant)
    add_logbook(router, assistant)
    add_administration(router, assistant)
    add_intake(router)
    add_assets(router)
    return router


def _add_entrance(router: APIRouter, settings: Settings) -> None:
    @router.get("/staff")
    @router.get("/staff/")
    def home(request: Request) -> RedirectResponse:
        return RedirectResponse(f"{root_of(request)}/staff/lookup", status_code=303)

    @router.get("/staff/login")
    def login(request: Request, next: str = "", fault: str = "") -> Response:
        target = local_target(next)
        if find_staff(request):
            return RedirectResponse(f"{root_of(request)}{target}", status_code=303)
        return render_staff(
            request,
            "login.html",
            None,
            "login",
            target=target,
            fault=FAULTS.get(fault, ""),
            by_password=settings.local_accounts,
            provider=settings.oidc_label if settings.oidc_issuer else "",
        )


def _add_tools(router: APIRouter, assistant: Assistant) -> None:
    choices = list_choices(assistant.corpus)

    @router.get("/staff/lookup")
    def lookup(request: Request, member: Staff) -> HTMLResponse:
        return render_staff(request, "lookup.html", member, "lookup", choices=choices, measures=MEASURES)

    @router.get("/staff/check")
    def check(request: Request, member: Staff) -> HTMLResponse:
        policy = assistant.corpus.policies[0].meta.id
        return render_staff(request, "check.html", member, "check", policy=policy)
