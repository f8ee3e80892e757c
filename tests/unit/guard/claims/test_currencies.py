"""Sums in a currency that nobody has named."""

from __future__ import annotations

import pytest

from tests.unit.guard.conftest import Drafts


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        ("养老院评定为五星级的，给予30万美元奖励。", ["wrong_unit"]),
        ("养老院评定为五星级的，给予7万欧元奖励。", ["unverifiable"]),
        ("养老院评定为五星级的，给予30万元奖励。", []),
    ],
)
def test_a_currency_must_be_named(care: Drafts, text: str, reasons: list[str]) -> None:
    assert care.reasons(text) == reasons


def test_the_users_own_currency_is_let_be(care: Drafts) -> None:
    assert care.reasons("您出口的20万美元不影响评星奖励，五星级是30万元。", "我们出口20万美元，评上五星级奖多少") == []
