"""Papers that no document asks for."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.guard.inventions.materials import MaterialReview
from assistant.guard.inventions.reviewed import Reviewed
from assistant.guard.layout.sheet import Sheet
from assistant.policy.corpus import Corpus

DAY = date(2026, 6, 1)


@pytest.mark.parametrize(
    ("text", "asked", "found"),
    [
        ("申报时需提交营业执照和审计报告。", "", ["营业执照"]),
        ("无需提交营业执照。", "", []),
        ("文件没有规定需提交营业执照。", "", []),
        ("请准备好茶样。", "", []),
    ],
)
def test_papers_that_nobody_asks_for(tea: Corpus, text: str, asked: str, found: list[str]) -> None:
    reviewed = Reviewed(Sheet(text), asked, DAY)
    inventions = list(MaterialReview(tea).find(reviewed))
    assert [reviewed.text[one.start : one.end] for one in inventions] == found
    assert {one.reason for one in inventions} <= {MaterialReview.reason}
