"""Records, the queue, statistics and the audit log."""

from __future__ import annotations

import io
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from assistant.access import Auditor, Staff, records_of
from assistant.api.staff.downloads import CSV, send_file
from assistant.api.staff.schemas import Dismissal, Queue, Reason, RecordQuery
from assistant.records.audit import AuditPage
from assistant.records.queue import QueueFilter
from assistant.records.register import RecordDetail, RecordPage
from assistant.records.statistics import Statistics, write_days

PageNumber = Annotated[int, Query(ge=1, le=1_000_000)]
Day = Annotated[date | None, Query()]


def add_journal(router: APIRouter) -> None:
    """Add the routes that read the journal, and the one that takes a question off the queue."""

    @router.get("/api/v1/staff/records", tags=["工作台"], summary="提问记录")
    def records(request: Request, member: Staff, wanted: Annotated[RecordQuery, Query()]) -> RecordPage:
        return records_of(request).register.list(wanted, wanted.page)

    @router.get("/api/v1/staff/records/{record}", tags=["工作台"], summary="一条提问记录及其答复")
    def record_detail(request: Request, member: Staff, record: int) -> RecordDetail:
        return records_of(request).register.get(record)

    _add_queue(router)

    @router.get("/api/v1/staff/statistics", tags=["工作台"], summary="统计")
    def statistics(request: Request, member: Staff, since: Day = None, until: Day = None) -> Statistics:
        return records_of(request).counter.count(since, until)

    @router.get("/api/v1/staff/statistics.csv", tags=["工作台"], summary="按日统计（CSV）")
    def statistics_csv(request: Request, member: Staff, since: Day = None, until: Day = None) -> Response:
        stream = io.StringIO()
        write_days(records_of(request).counter.count(since, until).days, stream)
        return send_file(stream.getvalue().encode("utf-8-sig"), "统计.csv", CSV)

    @router.get("/api/v1/staff/audit", tags=["工作台"], summary="操作记录")
    def audit(request: Request, member: Auditor, page: PageNumber = 1) -> AuditPage:
        return records_of(request).audit.list(page)


def _add_queue(router: APIRouter) -> None:
    @router.get("/api/v1/staff/queue", tags=["工作台"], summary="待处理的问题")
    def queue(request: Request, member: Staff, wanted: Annotated[QueueFilter, Query()]) -> Queue:
        return Queue(items=records_of(request).queue.list(wanted, member.name))

    @router.post("/api/v1/staff/queue/dismiss", status_code=204, tags=["工作台"], summary="成批不作答复")
    def dismiss_all(request: Request, member: Staff, these: Dismissal) -> None:
        records_of(request).queue.dismiss(these.records, these.reason, member.name)

    @router.post("/api/v1/staff/queue/{record}/dismiss", status_code=204, tags=["工作台"], summary="不作答复")
    def dismiss(request: Request, member: Staff, record: int, why: Reason) -> None:
        records_of(request).queue.dismiss([record], why.reason, member.name)

    @router.post("/api/v1/staff/queue/{record}/claim", status_code=204, tags=["工作台"], summary="认领")
    def claim(request: Request, member: Staff, record: int) -> None:
        records_of(request).queue.claim(record, member.name)

    @router.post("/api/v1/staff/queue/{record}/release", status_code=204, tags=["工作台"], summary="取消认领")
    def release(request: Request, member: Staff, record: int) -> None:
        records_of(request).queue.release(record)
