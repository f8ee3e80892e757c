"""A figure takes what it belongs to from the words nearest to it, outwards."""

from __future__ import annotations

import pytest

from tests.unit.guard.laid import Table


@pytest.mark.parametrize(
    ("text", "surface", "topic"),
    [
        ("企业技术中心省级50万元，工业设计中心省级不超过50万元。", "50万元。", "industrial-design-center"),
        ("工业设计中心的标准如下。国家级不超过80万元。", "80万元", "industrial-design-center"),
        ("## 单项冠军\n- 国家级：不低于100万元", "100万元", "single-champion"),
    ],
)
def test_the_nearest_programme(table: Table, text: str, surface: str, topic: str) -> None:
    assert table.lay(text).where(surface).topics[0] == topic


def test_one_policy_leaves_nothing_to_tell_apart(table: Table) -> None:
    laid = table.lay("省级企业技术中心50万元")
    assert laid.reading.context.policies_of(laid.cases[0].item) in (frozenset(), frozenset(["ningde-2021-68"]))
