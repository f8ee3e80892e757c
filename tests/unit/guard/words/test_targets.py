"""Targets, thresholds and conditions."""

from __future__ import annotations

import pytest

from assistant.guard.words import targets as words


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("THRESHOLD_BEFORE", "首次年营业收入超过", True),
        ("THRESHOLD_BEFORE", "奖励发放到", False),
        ("GROWN", "营收从70亿元涨到", True),
        ("GROWN", "奖励涨到", False),
        ("REVENUE_BEFORE", "年营业收入", True),
        ("REVENUE_BEFORE", "年用电量", False),
    ],
)
def test_frames(name: str, text: str, found: bool) -> None:
    assert (getattr(words, name).search(text) is not None) is found
