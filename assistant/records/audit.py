"""Who changed what, and when; written in the transaction of the change itself."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from assistant.clock import Clock
from assistant.models import Model
from assistant.records.database import Database
from assistant.records.schema import AuditRow

PAGE = 50
CONSOLE = "命令行"
"""Who did what a command did."""
SSO = "统一认证"
"""Who made an account for somebody whom the identity provider vouches for."""


class Event(StrEnum):
    """What can be done, in the words that staff read."""

    ADDED = "新增账号"
    DISABLED = "停用账号"
    ENABLED = "启用账号"
    LINKED = "转为统一认证登录"
    PASSWORD = "更改密码"
    UNLOCKED = "解除登录限制"
    ROLE = "更改角色"
    LOGIN = "登录"
    LOGIN_FAILED = "登录失败"
    LOGOUT = "退出登录"
    CONTACT = "更改联系方式"
    PROPOSED = "提交答复"
    APPROVED = "核准答复"
    REVOKED = "撤销答复"
    STALE = "答复失效"
    FOLLOWED = "答复沿用"
    DISMISSED = "不作答复"
    PURGED = "清理记录"
    TAKEN_IN = "提交新政策"
    REVISED = "修订政策文件"
    ROW_ADDED = "增补草稿行"
    ROW_CORRECTED = "更正草稿行"
    ROW_APPROVED = "核准草稿行"
    ROW_DROPPED = "舍去草稿行"
    WITHDRAWN = "撤回新政策"
    PUBLISHING = "开始发布新政策"
    PUBLISHED = "发布新政策"
    UNPUBLISHED = "新政策未能发布"
    META_CORRECTED = "更正文件信息"
    POLICY_DISABLED = "停用政策文件"
    POLICY_ENABLED = "恢复政策文件"
    POLICY_DELETED = "删除政策文件"
    POLICY_VERIFIED = "核实政策文件"
    POLICY_REBUILT = "重建政策文件"
    GUIDE_PROPOSED = "提交申报指南"
    GUIDE_APPROVED = "核准申报指南"
    GUIDE_DISMISSED = "退回申报指南"


class AuditEntry(Model):
    """One change."""

    at: datetime
    who: str
    what: str
    subject: str
    detail: str


class AuditPage(Model):
    """A page of changes, the latest first."""

    items: tuple[AuditEntry, ...]
    total: int


def note(session: Session, at: datetime, who: str, what: Event, subject: str = "", detail: str = "") -> None:
    """Write a change down, in the transaction that makes it."""
    session.add(AuditRow(at=at, who=who[:64], what=what, subject=subject[:128], detail=detail))


class Audit:
    """Reads the changes, and writes down those that are not made in the database."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def note(self, who: str, what: Event, subject: str, detail: str = "") -> None:
        """Write a change of files down."""
        with self._database.write() as session:
            note(session, self._clock(), who, what, subject, detail)

    def list(self, page: int = 1) -> AuditPage:
        """Return a page of changes."""
        with self._database.read() as session:
            total = session.scalar(select(func.count()).select_from(AuditRow)) or 0
            rows = session.scalars(select(AuditRow).order_by(AuditRow.id.desc()).limit(PAGE).offset((page - 1) * PAGE))
            items = tuple(
                AuditEntry(at=row.at, who=row.who, what=row.what, subject=row.subject, detail=row.detail)
                for row in rows
            )
        return AuditPage(items=items, total=total)
