"""Which policies hold on a day, and which of them comes first."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from assistant.models import PolicyMeta, Reward


def is_closed(meta: PolicyMeta, day: date) -> bool:
    """Whether the window 认定期限 has ended before the day; its last day is open."""
    return meta.award_window_end is not None and day > meta.award_window_end


def is_expired(meta: PolicyMeta, day: date) -> bool:
    """Whether its validity 有效期 has ended before the day."""
    return meta.valid_to is not None and day > meta.valid_to


def is_over(meta: PolicyMeta, day: date) -> bool:
    """Whether nothing can be applied for under it any more: its window or its validity has ended before the day."""
    return is_closed(meta, day) or is_expired(meta, day)


def find_successor(meta: PolicyMeta, policies: Iterable[PolicyMeta], day: date) -> PolicyMeta | None:
    """Return the policy in force on the day that replaces this one."""
    return next((p for p in policies if meta.id in p.replaces and p.since <= day), None)


def is_valid(meta: PolicyMeta, policies: Iterable[PolicyMeta], day: date) -> bool:
    """Whether the policy is in force on the day and not replaced; its window may have closed."""
    return meta.since <= day and not is_expired(meta, day) and find_successor(meta, policies, day) is None


def find_superseded(rewards: Iterable[Reward], day: date) -> frozenset[str]:
    """Return the rows that don't hold on the day, while another of the same name in their policy does."""
    dated = [row for row in rewards if row.valid_from is not None or row.valid_to is not None]
    current = {(row.policy, row.name) for row in dated if row.holds_on(day)}
    return frozenset(row.id for row in dated if not row.holds_on(day) and (row.policy, row.name) in current)


def rank(policies: Iterable[PolicyMeta], day: date) -> tuple[PolicyMeta, ...]:
    """Return the policies in the order of answering: in force with its window open, in force, not yet; newest first."""
    return tuple(sorted(policies, key=lambda m: (m.since > day, is_closed(m, day), -m.since.toordinal(), m.id)))
