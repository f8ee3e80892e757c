"""The policies of the corpus: listed by staff; taken out of use and back, deleted and built anew by reviewers."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from pydantic import Field

from assistant.access import Reviewer, Staff, register_of
from assistant.intake.policy_list import REASON_LIMIT, Entry
from assistant.models import Model

PATH = "/api/v1/staff/policies"
Identifier = Annotated[str, Path(max_length=100)]


class PolicyList(Model):
    """The policies that fit."""

    items: tuple[Entry, ...]


class Reason(Model):
    """Why a policy is taken away."""

    reason: str = Field(min_length=1, max_length=REASON_LIMIT)


def add_policies(router: APIRouter) -> None:
    """Add the routes."""

    @router.get(PATH, tags=["工作台"], summary="全部政策文件及其状态")
    def policies(
        request: Request,
        member: Staff,
        words: Annotated[str, Query(max_length=200)] = "",
        region: Annotated[str | None, Query(max_length=40)] = None,
        valid_on: date | None = None,
    ) -> PolicyList:
        return PolicyList(items=register_of(request).list(words, region or None, valid_on))

    @router.post(f"{PATH}/{{policy}}/disable", status_code=204, tags=["工作台"], summary="停用一份政策文件")
    def disable(request: Request, member: Reviewer, policy: Identifier, why: Reason) -> None:
        register_of(request).disable(policy, member.name, why.reason)

    @router.post(f"{PATH}/{{policy}}/enable", status_code=204, tags=["工作台"], summary="恢复一份停用的政策文件")
    def enable(request: Request, member: Reviewer, policy: Identifier) -> None:
        register_of(request).enable(policy, member.name)

    @router.post(f"{PATH}/{{policy}}/delete", status_code=204, tags=["工作台"], summary="删除一份政策文件")
    def delete(request: Request, member: Reviewer, policy: Identifier, why: Reason) -> None:
        register_of(request).delete(policy, member.name, why.reason)

    @router.post(f"{PATH}/{{policy}}/verify", status_code=204, tags=["工作台"], summary="记下一份政策文件今日核实无误")
    def verify(request: Request, member: Reviewer, policy: Identifier) -> None:
        register_of(request).verify(policy, member.name)

    @router.post(f"{PATH}/{{policy}}/rebuild", status_code=204, tags=["工作台"], summary="重新读取并重建索引")
    def rebuild(request: Request, member: Reviewer, policy: Identifier) -> None:
        register_of(request).rebuild(policy, member.name)
