"""Whether a policy's awards can still be applied for, in words."""

from __future__ import annotations

from datetime import date

from assistant.answering.parts import chinese_date
from assistant.models import PolicyMeta
from assistant.policy.validity import is_closed


def describe_window(meta: PolicyMeta, today: date) -> str:
    """Say whether the policy's awards can still be applied for on `today`; empty where the policy names no window."""
    if meta.effective is not None and today < meta.effective:
        return f"自{chinese_date(meta.effective)}起施行，尚未施行"
    end = meta.award_window_end
    if end is None:
        return ""
    return (
        f"资格认定已于{chinese_date(end)}截止" if is_closed(meta, today) else f"资格认定截止日期为{chinese_date(end)}"
    )
