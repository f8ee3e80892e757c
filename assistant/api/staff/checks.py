"""Replies put right, one as it is written, many as a spreadsheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool

from assistant.access import Staff
from assistant.api.problems import UNUSABLE, problem
from assistant.api.schemas import CheckRequest
from assistant.api.staff.downloads import XLSX, send_file
from assistant.lookup.correction import Corrected, correct
from assistant.lookup.replies import LARGEST, check_replies

if TYPE_CHECKING:
    from assistant.service import Assistant


def add_checks(router: APIRouter, assistant: Assistant) -> None:
    """Add the routes over `assistant`, which checks."""

    @router.post("/api/v1/staff/correct", responses=UNUSABLE, tags=["工作台"], summary="更正一段答复")
    def correct_reply(member: Staff, request: CheckRequest) -> Corrected:
        return correct(assistant.check, request.text, request.question)

    @router.post("/api/v1/staff/check.xlsx", responses=UNUSABLE, tags=["工作台"], summary="成批核验答复（Excel）")
    async def check_sheet(member: Staff, request: Request) -> Response:
        file = bytearray()
        async for chunk in request.stream():
            file += chunk
            if len(file) > LARGEST:
                return problem(413, f"文件过大，最多{LARGEST // 1_000_000}兆字节。")
        checked = await run_in_threadpool(check_replies, assistant.check, bytes(file))
        return send_file(checked, "核验结果.xlsx", XLSX)
