"""Whether a policy's awards can still be applied for, in words."""

from __future__ import annotations

from datetime import date

from assistant.answering.particulars import chinese_date
from assistant.models import PolicyMeta
from assistant.policy.validity import is_closed


def describe_window(meta: PolicyMeta, today: date) -> str:
    """Say whether the policy's awards can still be applied for on `today`; empty where the policy names no window."""
    if meta.effective is not None and today < meta.effective:
        return f"自{chinese_date(meta.effective)}起施行，尚未施行"
    end = meta.award_window_end
    if end is None:
        return describe_validity(meta, today)
    return (
        f"资格认定已于{chinese_date(end)}截止" if is_closed(meta, today) else f"资格认定截止日期为{chinese_date(end)}"
    )


def describe_validity(meta: PolicyMeta, today: date) -> str:
    """Say until when the policy is valid; empty where it names no end."""
    if meta.valid_to is None:
        return ""
    day = chinese_date(meta.valid_to)
    return f"有效期至{day}，现已届满" if meta.valid_to < today else f"有效期至{day}"
