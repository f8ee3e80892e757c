"""Which policies and rows hold on a day."""

from __future__ import annotations

from datetime import date

from assistant.models import PolicyMeta, Reward
from assistant.policy.validity import find_superseded, is_expired, is_valid

DAY = date(2026, 6, 1)


def row(identifier: str, name: str, since: date | None = None, until: date | None = None) -> Reward:
    return Reward(
        policy="p", id=identifier, kind="award", name=name, clause="一", tiers=(), valid_from=since, valid_to=until
    )


def test_the_row_of_the_day_stands_in_for_those_of_its_name() -> None:
    old = row("old", "甲", until=date(2025, 12, 31))
    new = row("new", "甲", since=date(2026, 1, 1))
    ended = row("ended", "乙", until=date(2025, 12, 31))
    table = [old, new, ended, row("plain", "丙")]
    assert find_superseded(table, DAY) == {"old"}
    assert find_superseded(table, date(2025, 12, 31)) == {"new"}
    assert find_superseded([ended], DAY) == frozenset(), "what nothing stands in for is said with a notice"


def test_the_last_day_of_validity_is_valid() -> None:
    meta = PolicyMeta(id="p", title="某措施", valid_to=DAY)
    assert not is_expired(meta, DAY) and is_valid(meta, [meta], DAY)
    assert is_expired(meta, date(2026, 6, 2)) and not is_valid(meta, [meta], date(2026, 6, 2))
