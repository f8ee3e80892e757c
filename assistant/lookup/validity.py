"""Whether a policy's awards can still be applied for, in words."""

from __future__ import annotations

from datetime import date

from assistant.models import PolicyMeta
from assistant.policy.validity import is_closed


def format_date(day: date) -> str:
    """Return a date as the policy prints it.

    >>> format_date(date(2021, 7, 22))
    '2021年7月22日'
    """
    return f"{day.year}年{day.month}月{day.day}日"


def describe_window(meta: PolicyMeta, today: date) -> str:
    """Say whether the policy's awards can still be applied for on `today`; empty where the policy names no window."""
    if today < meta.effective:
        return f"自{format_date(meta.effective)}起施行，尚未施行"
    end = meta.award_window_end
    if end is None:
        return ""
    return f"资格认定已于{format_date(end)}截止" if is_closed(meta, today) else f"资格认定截止日期为{format_date(end)}"
