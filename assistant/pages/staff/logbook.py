"""The pages of what was asked: records, queue, approved answers, audit, statistics. Their figures come as JSON."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Literal

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from assistant.access import Staff, records_of
from assistant.errors import NotAllowed
from assistant.pages.staff.shell import render_staff
from assistant.records.statistics import STATUSES

if TYPE_CHECKING:
    from assistant.service import Assistant

View = Literal["log", "queue", "approved", "audit"]

VIEWS: dict[View, str] = {"log": "提问记录", "queue": "待处理", "approved": "核准答复", "audit": "操作记录"}
WORDING = {
    "statuses": STATUSES,
    "opinions": {"like": "有用", "dislike": "没用"},
    "channels": {
        "page": "网页",
        "api": "接口",
        "openai": "兼容接口",
        "mcp": "MCP",
        "wecom": "企业微信",
        "wechat": "公众号",
    },
    "progress": {"open": "无人办理", "mine": "我认领的", "claimed": "已认领", "submitted": "已提交待核准"},
    "states": {"proposed": "待核准", "approved": "已启用", "revoked": "已撤销", "stale": "文件已变更"},
}
SPANS = ((7, "近7天"), (30, "近30天"), (90, "近90天"), (365, "近一年"))
SHOWN_DAYS = 30


def add_logbook(router: APIRouter, assistant: Assistant) -> None:
    """Add the pages of records and statistics."""
    policy = assistant.corpus.policies[0].meta.id

    @router.get("/staff/records")
    def records(request: Request, member: Staff, view: View = "log") -> HTMLResponse:
        if view == "audit" and not member.sees_audit:
            raise NotAllowed("操作记录由审核人员和管理人员查看。")
        views = {name: label for name, label in VIEWS.items() if name != "audit" or member.sees_audit}
        return render_staff(
            request,
            "records.html",
            member,
            "records",
            view=view,
            views=views,
            wording=WORDING,
            policy=policy,
            at_once=member.is_reviewer and records_of(request).approvals.own_approval,
            disclaimer=assistant.corpus.messages.disclaimer,
        )

    @router.get("/staff/statistics")
    def statistics(request: Request, member: Staff) -> HTMLResponse:
        until = assistant.today()
        since = until - timedelta(days=SHOWN_DAYS - 1)
        return render_staff(
            request,
            "statistics.html",
            member,
            "statistics",
            since=since,
            until=until,
            spans=SPANS,
            wording=WORDING,
            policy=policy,
        )
