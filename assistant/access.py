"""Who asks: the session of a request, as dependencies of the routes that are for staff.

A route that takes `Staff` needs a session, one that takes `Reviewer` a reviewer's; every request that may change
something must carry the session's CSRF token. Without a session JSON routes answer 401, pages lead to the login.
"""

from __future__ import annotations

import hmac
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Depends, Request, Response
from fastapi.responses import RedirectResponse

from assistant.errors import LoginRequired, NotAllowed
from assistant.intake.desk import Intake
from assistant.intake.guides import GuideDesk
from assistant.intake.policy_list import Register
from assistant.records import Records
from assistant.records.sessions import StaffMember

COOKIE = "huiqi_session"
CSRF_HEADER = "X-CSRF-Token"
READING = ("GET", "HEAD", "OPTIONS")
LOGIN, HOME = "/staff/login", "/staff"


def records_of(request: Request) -> Records:
    """Return the records of the app that got the request."""
    records = request.app.state.records
    assert isinstance(records, Records)
    return records


def intake_of(request: Request) -> Intake:
    """Return the desk for new policies of the app that got the request."""
    intake = request.app.state.intake
    assert isinstance(intake, Intake)
    return intake


def register_of(request: Request) -> Register:
    """Return the register of policies of the app that got the request."""
    return intake_of(request).register


def guides_of(request: Request) -> GuideDesk:
    """Return the desk for guides of the app that got the request."""
    return intake_of(request).guides


def find_staff(request: Request) -> StaffMember | None:
    """Return who is logged in; None where nobody is."""
    token = request.cookies.get(COOKIE)
    return records_of(request).sessions.find(token) if token else None


def require_staff(request: Request) -> StaffMember:
    """Return who is logged in; raise `LoginRequired`, or `NotAllowed` for a change without the CSRF token."""
    member = find_staff(request)
    if member is None:
        raise LoginRequired("请先登录；登录已超时的，请重新登录。")
    sent = request.headers.get(CSRF_HEADER, "")
    if request.method not in READING and not hmac.compare_digest(sent.encode(), member.csrf_token.encode()):
        raise NotAllowed("请求没有带上页面的校验码，请刷新页面后重试。")
    return member


Staff = Annotated[StaffMember, Depends(require_staff)]


def require_reviewer(member: Staff) -> StaffMember:
    """Return the reviewer who is logged in; raise `NotAllowed` for anybody else."""
    if not member.is_reviewer:
        raise NotAllowed("此操作须由审核人员办理。")
    return member


Reviewer = Annotated[StaffMember, Depends(require_reviewer)]


def require_administrator(member: Staff) -> StaffMember:
    """Return the administrator who is logged in; raise `NotAllowed` for anybody else."""
    if not member.is_administrator:
        raise NotAllowed("此操作须由管理人员办理。")
    return member


Administrator = Annotated[StaffMember, Depends(require_administrator)]


def require_auditor(member: Staff) -> StaffMember:
    """Return who may read the audit log; raise `NotAllowed` for anybody else."""
    if not member.sees_audit:
        raise NotAllowed("操作记录由审核人员和管理人员查看。")
    return member


def require_keeper(member: Staff) -> StaffMember:
    """Return who may change contacts; raise `NotAllowed` for anybody else."""
    if not member.keeps_contacts:
        raise NotAllowed("联系方式由审核人员和管理人员修改。")
    return member


Keeper = Annotated[StaffMember, Depends(require_keeper)]
Auditor = Annotated[StaffMember, Depends(require_auditor)]


def root_of(request: Request) -> str:
    """Return the path prefix of a gateway before us."""
    return str(request.scope.get("root_path", ""))


def login_address(root: str, target: str = "") -> str:
    """Return the address of the login page, which leads to `target` afterwards.

    >>> login_address("/huiqi", "/staff/records?page=2")
    '/huiqi/staff/login?next=%2Fstaff%2Frecords%3Fpage%3D2'
    """
    return f"{root}{LOGIN}" + (f"?{urlencode({'next': target})}" if target else "")


def local_target(target: str) -> str:
    """Return where to go after the login, without root path: a page for staff, nothing else.

    >>> local_target("/staff/records?page=2"), local_target("//evil.example/staff"), local_target("/staff/../x")
    ('/staff/records?page=2', '/staff', '/staff')
    """
    path = target.partition("?")[0]
    plain = target.isascii() and target.isprintable() and "\\" not in target and ".." not in path and "//" not in path
    return target if plain and (path == HOME or path.startswith(f"{HOME}/")) else HOME


def lead_to_login(request: Request) -> Response:
    """Return the redirect from a page for staff to the login."""
    root = root_of(request)
    target = request.url.path.removeprefix(root) + (f"?{request.url.query}" if request.url.query else "")
    return RedirectResponse(login_address(root, target), status_code=303)
