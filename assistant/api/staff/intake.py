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
from assistant.intake.drafted import Detail, Summary, summarize
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


class NewRow(Model):
    """A row that the draft lacks."""

    kind: str = Field(max_length=20)
    row: dict[str, Any]


class SeenRow(Seen):
    """Which state of which row was looked at."""

    id: str = Field(max_length=200)


class SeenRows(Model):
    """Rows that are approved together."""

    rows: tuple[SeenRow, ...] = Field(min_length=1, max_length=1000)


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

    @router.post(f"{PATH}/{{policy}}/revise", status_code=201, tags=["工作台"], summary="修订一份在用的文件，得到草稿")
    def revise(request: Request, member: Staff, policy: str) -> Summary:
        return summarize(intake_of(request).revise(policy, member))

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

    @router.post(f"{PATH}/{{policy}}/rows", tags=["工作台"], summary="增补一行")
    def add(request: Request, member: Staff, policy: str, new: NewRow) -> Detail:
        intake_of(request).add(policy, new.kind, new.row, member.name)
        return intake_of(request).describe(policy, member)

    @router.post(f"{PATH}/{{policy}}/approve", tags=["工作台"], summary="一并核准几行，全部或都不")
    def approve_all(request: Request, member: Reviewer, policy: str, seen: SeenRows) -> Detail:
        intake_of(request).approve(policy, {row.id: row.revision for row in seen.rows}, member)
        return intake_of(request).describe(policy, member)

    @router.post(f"{rows}/correct", tags=["工作台"], summary="更正一行")
    def correct(request: Request, member: Staff, policy: str, row: str, new: Correction) -> Detail:
        intake_of(request).correct(policy, row, new.revision, new.kind, new.row, member.name)
        return intake_of(request).describe(policy, member)

    @router.post(f"{rows}/approve", tags=["工作台"], summary="核准一行")
    def approve(request: Request, member: Reviewer, policy: str, row: str, seen: Seen) -> Detail:
        intake_of(request).approve(policy, {row: seen.revision}, member)
        return intake_of(request).describe(policy, member)

    @router.post(f"{rows}/drop", tags=["工作台"], summary="舍去一行")
    def drop(request: Request, member: Reviewer, policy: str, row: str, seen: Seen) -> Detail:
        intake_of(request).drop(policy, row, seen.revision, member)
        return intake_of(request).describe(policy, member)
