"""Values that a notice sets anew."""

from __future__ import annotations

import pytest

from assistant.guard.claims.changed import read_changed


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        ("申报门槛由年产值3000万元以上调整为2000万元以上。", [(30_000_000, 20_000_000)]),
        ("公示时间由10个工作日缩短至5个工作日。", [(10, 5)]),
        ("由县财政一次性奖励10万元，次年提高到20万元。", []),
        ("从原来的500元提高到800元。", [(500, 800)]),
    ],
)
def test_reads_the_old_value_and_the_new_one(text: str, changed: list[tuple[int, int]]) -> None:
    assert [(int(one.old.value), int(one.new.value)) for one in read_changed([text])] == changed
