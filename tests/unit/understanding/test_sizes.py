"""What a message counts."""

from __future__ import annotations

from assistant.understanding.sizes import Counters


def test_months_are_not_so_many_of_anything() -> None:
    counters = Counters([("月", "个月")])
    assert counters.read("补贴领满18个月一共多少", ["人"]) == ()
    assert [int(size.value) for size in counters.read("补贴领满18个月一共多少", ["月"])] == [18]
