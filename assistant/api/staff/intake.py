"""New policies: taken in from a file, reviewed row by row, published."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from pydantic import Field
from starlette.concurrency import run_in_threadpool

from assistant.access import Reviewer, Staff, intake_of
from assistant.api.problems import UNUSABLE
from assistant.errors import UsageError
from assistant.ingest.readers.files import LARGEST
from assistant.intake.review import Detail, Summary, summarize
from assistant.models import Model

PATH = "/api/v1/staff/intake"
TOO_LARGE = f"文件过大，最大 {LARGEST // 2**20} MB；请只保留政策正文后重试。"
FileName = Annotated[str, Query(min_length=1, max_length=300, description="文件名")]


class IntakeList(Model):
    """All drafts, the latest first."""

    items: tuple[Summary, ...]


class Seen(Model):
    """Which state of a row was looked at."""

    revision: int = Field(ge=0)


class Correction(Seen):
    """A row as it is to be, whole."""

    kind: str = Field(max_length=20)
    row: dict[str, Any]


class MetaCorrection(Seen):
    """What a document says of itself, whole; what it leaves open is empty."""

    meta: dict[str, str | list[str] | None]


def add_intake(router: APIRouter) -> None:
    """Add the routes."""
    _add_drafts(router)
    _add_rows(router)


def _add_drafts(router: APIRouter) -> None:
    @router.get(PATH, tags=["工作台"], summary="待入库的文件")
    def drafts(request: Request, member: Staff) -> IntakeList:
        return IntakeList(items=tuple(summarize(review) for review in intake_of(request).list()))

    @router.post(PATH, status_code=201, responses=UNUSABLE, tags=["工作台"], summary="提交一份文件，得到草稿")
    async def take_in(request: Request, member: Staff, name: FileName) -> Summary:
        data = bytearray()
        async for chunk in request.stream():
            data += chunk
            if len(data) > LARGEST:
                raise UsageError(TOO_LARGE)
        return summarize(await run_in_threadpool(intake_of(request).take_in, name, bytes(data), member))

    @router.get(f"{PATH}/{{policy}}", tags=["工作台"], summary="一份草稿：条款、各行和存疑之处")
    def detail(request: Request, member: Staff, policy: str) -> Detail:
        return intake_of(request).describe(policy, member)

    @router.post(f"{PATH}/{{policy}}/publish", status_code=202, tags=["工作台"], summary="发布审核完毕的文件")
    def publish(request: Request, member: Reviewer, policy: str) -> Detail:
        intake_of(request).publish(policy, member)
        return intake_of(request).describe(policy, member)

    @router.post(f"{PATH}/{{policy}}/meta", tags=["工作台"], summary="更正文件信息")
    def correct_meta(request: Request, member: Staff, policy: str, new: MetaCorrection) -> Detail:
        intake_of(request).correct_meta(policy, new.revision, dict(new.meta), member.name)
        return intake_of(request).describe(policy, member)

    @router.post(f"{PATH}/{{policy}}/withdraw", status_code=204, tags=["工作台"], summary="撤回草稿")
    def withdraw(request: Request, member: Staff, policy: str) -> None:
        intake_of(request).withdraw(policy, member)


def _add_rows(router: APIRouter) -> None:
    rows = f"{PATH}/{{policy}}/rows/{{row}}"

    @router.post(f"{rows}/correct", tags=["工作台"], summary="更正一行")
    def correct(request: Request, member: Staff, policy: str, row: str, new: Correction) -> Detail:
        intake_of(request).correct(policy, row, new.revision, new.kind, new.row, member.name)
        return intake_of(request).describe(policy, member)

    @router.post(f"{rows}/approve", tags=["工作台"], summary="核准一行")
    def approve(request: Request, member: Reviewer, policy: str, row: str, seen: Seen) -> Detail:
        intake_of(request).approve(policy, row, seen.revision, member)
        return intake_of(request).describe(policy, member)

    @router.post(f"{rows}/drop", tags=["工作台"], summary="舍去一行")
    def drop(request: Request, member: Reviewer, policy: str, row: str, seen: Seen) -> Detail:
        intake_of(request).drop(policy, row, seen.revision, member)
        return intake_of(request).describe(policy, member)
