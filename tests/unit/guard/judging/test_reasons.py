"""Why a figure is held against a text, told in Chinese."""

from __future__ import annotations

import pytest

from assistant.guard.judging.reasons import REASONS, describe


@pytest.mark.parametrize("reason", sorted(REASONS))
def test_each_reason_names_the_figure(reason: str) -> None:
    told = describe(reason, "12万元", "某项目", None)
    assert "12万元" in told
    assert "{" not in told


def test_what_is_right_is_told_where_it_is_known() -> None:
    assert "15万元" in describe("wrong_value", "12万元", "某项目", "15万元")
    assert describe("wrong_value", "12万元", "某项目", "15万元") != describe("wrong_value", "12万元", "某项目", None)
