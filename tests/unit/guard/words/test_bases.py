"""The kinds of sums that rates are of."""

from __future__ import annotations

import pytest

from assistant.guard.words.bases import base_family, find_bases


def test_words_of_one_kind_have_one_name() -> None:
    assert base_family("设备投资额") == base_family("设备购置费用") is not None
    assert base_family("设备投资额") != base_family("研发经费")
    assert base_family("天气") is None


@pytest.mark.parametrize(("text", "number"), [("按设备投资补", 1), ("研发费用和贷款", 2), ("按规定补", 0)])
def test_bases_of_a_text_in_order(text: str, number: int) -> None:
    found = find_bases(text)
    assert len(found) == number
    assert [base[0] for base in found] == sorted(base[0] for base in found)
