"""What a text under review claims: neither what the asker says nor what a sentence takes back."""

from __future__ import annotations

import re
from datetime import date

import pytest

from assistant.guard.inventions.reviewed import Reviewed
from assistant.guard.layout.sheet import Sheet


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        ("需要提交茶样。", True),
        ("文件没有写明要提交茶样。", False),
        ("需要提交茶样吗？", False),
        ("客户：要茶样。\n客服：请稍等。", False),
    ],
)
def test_what_is_claimed(text: str, claimed: bool) -> None:
    reviewed = Reviewed(Sheet(text), "", date(2026, 6, 1))
    assert [found[0] for found in reviewed.matches(re.compile("茶样"))] == (["茶样"] if claimed else [])


def test_a_sentence_has_its_mark() -> None:
    reviewed = Reviewed(Sheet("先报名。再交样品。"), "", date(2026, 6, 1))
    assert reviewed.text[slice(*reviewed.sentence(5, 6))] == "再交样品。"
