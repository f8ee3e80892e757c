"""What a rate is of and what a size measures, read from where it stands."""

from __future__ import annotations

import pytest

from assistant.guard.claims.bases import read_base, read_measure
from assistant.guard.claims.frames import Frames
from assistant.guard.layout.sheet import Sheet


@pytest.mark.parametrize(
    ("text", "base"),
    [
        ("按茶苗采购费的25%给予补助", "茶苗采购费"),
        ("补助25%的检测费用", "检测费用"),
        ("补助2.5万元", None),
    ],
)
def test_a_rate_is_of_what_stands_beside_it(text: str, base: str | None) -> None:
    found = read_base(Frames(Sheet(text)), 0)
    assert (found.words if found else None) == base


def test_a_size_measures_what_stands_before_it() -> None:
    text = "年加工产值达到900万元的茶厂"
    found = read_measure(Frames(Sheet(text)), 0)
    assert found is not None
    assert found.words == "加工产值"
    assert found.words in text[slice(*found.span)]
