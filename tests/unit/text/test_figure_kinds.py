"""Kinds of figures that messages and drafts speak of: bounds by their names, aims, what rates are of."""

from __future__ import annotations

import pytest

from assistant.text.figure_kinds import AIM, base_family, bases_asked, bound_asked, find_bases


def test_words_of_one_kind_have_one_name() -> None:
    assert base_family("设备投资额") == base_family("设备购置费用") is not None
    assert base_family("设备投资额") != base_family("研发经费")
    assert base_family("天气") is None


@pytest.mark.parametrize(("text", "number"), [("按设备投资补", 1), ("研发费用和贷款", 2), ("按规定补", 0)])
def test_bases_of_a_text_in_order(text: str, number: int) -> None:
    found = find_bases(text)
    assert len(found) == number
    assert [base[0] for base in found] == sorted(base[0] for base in found)


def test_what_a_message_asks_of() -> None:
    assert bases_asked("研发费用200万，贷款600万，营收2亿") == {"research", "loan"}
    assert (bound_asked("下限是多少"), bound_asked("封顶线是多少")) == ("at_least", "at_most")
    assert bound_asked("上限和下限") is None
    assert bound_asked("多少") is None
    assert AIM.search("目标是多少家") and not AIM.search("有多少家")
