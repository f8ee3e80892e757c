"""Say what a document says of itself: number, issuer, dates, who interprets it."""

from __future__ import annotations

from datetime import date

from assistant.models import PolicyMeta


def chinese_date(day: date) -> str:
    """Write a date as official documents do.

    >>> chinese_date(date(2021, 7, 22))
    '2021年7月22日'
    """
    return f"{day.year}年{day.month}月{day.day}日"


def issued_in_brackets(meta: PolicyMeta) -> str:
    """Say when a document was issued, in brackets behind its name; nothing where it gives no day."""
    return f"（{chinese_date(meta.issued)}印发）" if meta.issued else ""


def say_interpreter(meta: PolicyMeta, name: str = "") -> str:
    """Say who interprets a document; that it does not say where it names nobody."""
    if not meta.interpreter:
        return f"{name or '文件'}没有写明由谁负责解释。"
    short = f"（{meta.interpreter_short}）" if name and meta.interpreter_short else ""
    return f"{name}由**{meta.interpreter}**{short}负责解释。" if name else f"由{meta.interpreter}负责解释。"


def say_document(meta: PolicyMeta) -> str:
    """Say all that a document says of itself: number, issuer, dates, who interprets it."""
    issued = f"{chinese_date(meta.issued)}印发" if meta.issued else ""
    since = ""
    if meta.effective is not None:
        on_issue = meta.effective == meta.issued
        since = "自发布之日起施行" if on_issue else f"自{chinese_date(meta.effective)}起施行"
    said = (
        f"文号 **{meta.number}**" if meta.number else "没有写明文号",
        " ".join(filter(None, (meta.issuer, issued))),
        since,
        f"由{meta.interpreter}负责解释" if meta.interpreter else "",
    )
    return "，".join([f"《{meta.title}》", *filter(None, said)]) + "。"


def applies_from(meta: PolicyMeta) -> str:
    """Say since when a document applies; that it does not say where it gives no day."""
    if meta.effective is None:
        return "文件没有写明施行日期。"
    day = chinese_date(meta.effective)
    return f"文件自发布之日（{day}）起施行。" if meta.effective == meta.issued else f"文件自{day}起施行。"
