"""Offices that a clause does not name."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.guard.inventions.departments import DepartmentReview
from assistant.guard.inventions.reviewed import Reviewed
from assistant.guard.layout.sheet import Sheet
from assistant.policy.corpus import Corpus

DAY = date(2026, 6, 1)


@pytest.mark.parametrize(
    ("text", "asked", "found"),
    [
        ("省级企业技术中心由市商务局牵头认定。", "", ["市商务局"]),
        ("省级企业技术中心由市工信局牵头认定。", "", []),
        ("省级企业技术中心不由市商务局牵头认定。", "", []),
    ],
)
def test_offices_of_others(corpus: Corpus, text: str, asked: str, found: list[str]) -> None:
    reviewed = Reviewed(Sheet(text), asked, DAY)
    inventions = list(DepartmentReview(corpus).find(reviewed))
    assert [reviewed.text[one.start : one.end] for one in inventions] == found
    assert {one.reason for one in inventions} <= {DepartmentReview.reason}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("本措施由县农业农村局负责解释。", []),
        ("本措施由农业农村局负责解释。", []),
        ("本措施由县文化和旅游局负责解释。", ["县文化和旅游局"]),
        ("茶园改造由县农业农村局负责。", []),
        ("茶园改造由县投资促进服务中心负责。", ["县投资促进服务中心"]),
    ],
)
def test_who_explains_a_notice(tea: Corpus, text: str, found: list[str]) -> None:
    reviewed = Reviewed(Sheet(text), "", DAY)
    inventions = DepartmentReview(tea).find(reviewed)
    assert [reviewed.text[one.start : one.end] for one in inventions] == found
