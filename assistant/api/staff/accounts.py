"""Accounts of staff, for administrators: what the command line does, in the workbench."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Request

from assistant.access import Administrator, records_of
from assistant.api.staff.schemas import AccountList, NewAccount, NewPassword, NewRole
from assistant.errors import Conflict

Name = Annotated[str, Path(max_length=64)]


def add_accounts(router: APIRouter) -> None:
    """Add the routes; nobody can take their own account away."""

    @router.get("/api/v1/staff/accounts", tags=["工作台"], summary="账号")
    def accounts(request: Request, member: Administrator) -> AccountList:
        return AccountList(items=records_of(request).accounts.list())

    @router.post("/api/v1/staff/accounts", status_code=204, tags=["工作台"], summary="新增账号")
    def add(request: Request, member: Administrator, new: NewAccount) -> None:
        records_of(request).accounts.add(new.name, new.password, new.role, member.name)

    @router.post("/api/v1/staff/accounts/{name}/password", status_code=204, tags=["工作台"], summary="重设密码并启用")
    def set_password(request: Request, member: Administrator, name: Name, new: NewPassword) -> None:
        records = records_of(request)
        records.accounts.change_password(name, new.password, member.name)
        records.sessions.unlock(name, None, member.name)

    @router.post("/api/v1/staff/accounts/{name}/role", status_code=204, tags=["工作台"], summary="更改角色")
    def set_role(request: Request, member: Administrator, name: Name, new: NewRole) -> None:
        _refuse_own(member.name, name)
        records_of(request).accounts.change_role(name, new.role, member.name)

    @router.post("/api/v1/staff/accounts/{name}/disable", status_code=204, tags=["工作台"], summary="停用账号")
    def disable(request: Request, member: Administrator, name: Name) -> None:
        _refuse_own(member.name, name)
        records_of(request).accounts.disable(name, member.name)

    @router.post("/api/v1/staff/accounts/{name}/enable", status_code=204, tags=["工作台"], summary="启用账号")
    def enable(request: Request, member: Administrator, name: Name) -> None:
        records_of(request).accounts.enable(name, member.name)

    @router.post("/api/v1/staff/accounts/{name}/unlock", status_code=204, tags=["工作台"], summary="解除登录限制")
    def unlock(request: Request, member: Administrator, name: Name) -> None:
        records_of(request).sessions.unlock(name, None, member.name)


def _refuse_own(own: str, name: str) -> None:
    if name == own:
        raise Conflict("不能停用自己的账号或更改自己的角色，请由另一位管理人员办理。")
