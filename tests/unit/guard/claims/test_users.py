"""Figures of the one who asks are theirs, unless they are said to be paid."""

from __future__ import annotations

import pytest

from tests.unit.guard.conftest import Drafts

QUESTION = "我们买设备花了100万元"


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("您的设备购置额是100万元。", "user"),
        ("您可以拿到100万元奖励。", "mismatch user_figure_as_policy"),
        ("假设设备购置额为40万元，按30%补助。", "background"),
    ],
)
def test_whose_a_figure_is(drafts: Drafts, text: str, first: str) -> None:
    assert drafts.rulings(text, QUESTION)[0] == first
