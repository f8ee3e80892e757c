"""Numbers of documents that are of none served."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.guard.inventions.numbers import NumberReview
from assistant.guard.inventions.reviewed import Reviewed
from assistant.guard.layout.sheet import Sheet
from assistant.policy.corpus import Corpus

DAY = date(2026, 6, 1)


@pytest.mark.parametrize(
    ("text", "asked", "found"),
    [
        ("依据岚政办〔2025〕12号文件", "", ["岚政办〔2025〕12号"]),
        ("依据岚政办〔2025〕12号文件", "岚政办〔2025〕12号怎么说", []),
        ("地址在茶园路12号", "", []),
    ],
)
def test_numbers_of_other_documents(tea: Corpus, text: str, asked: str, found: list[str]) -> None:
    reviewed = Reviewed(Sheet(text), asked, DAY)
    inventions = list(NumberReview(tea).find(reviewed))
    assert [reviewed.text[one.start : one.end] for one in inventions] == found
    assert {one.reason for one in inventions} <= {NumberReview.reason}
