"""Rows that a figure names beside those that its words fit best."""

from __future__ import annotations

import pytest

from tests.unit.guard.conftest import Drafts


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        ("组织县外学生到渔村研学，旅行社每人18元，承接的研学渔村每人4元，渔村全年不超过2万元。", []),
        ("组织县外学生到渔村研学，旅行社每人4元。", ["wrong_programme"]),
        ("组织县外学生到渔村研学，旅行社每人18元，旅行社全年不超过2万元。", ["wrong_programme"]),
        ("比方说鱼塘改造补2.7万元、又评上二级渔港70万元，合计72.7万元。", []),
    ],
)
def test_a_row_named_in_the_clause_gives_its_sums(fishery: Drafts, text: str, reasons: list[str]) -> None:
    assert fishery.reasons(text, "学生研学给谁" if "研学" in text else "") == reasons
