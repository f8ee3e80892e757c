"""What a draft repeats word for word."""

from __future__ import annotations

import pytest

from assistant.guard.claims.quotations import Quotations, Texts
from assistant.guard.layout.sheet import Sheet

TEXTS = Texts(
    [
        "对新评定的甲级民宿，给予20万元奖励，评定当年兑付60%。对租用闲置农房的，按实际年租金的30%给予补助，每年不超过1万元。"
    ]
)


@pytest.mark.parametrize(
    ("draft", "words", "is_quoted"),
    [
        ("对新评定的甲级民宿，给予20万元奖励，评定当年兑付60%。", "20万元", True),
        ("您好，按第四条，对新评定的甲级民宿，给予20万元奖励，评定当年兑付60%。", "60%", True),
        ("原文是“按实际年租金的30%给予补助，每年不超过1万元”", "1万元", True),
        ("甲级民宿，按实际年租金的30%给予补助，每年不超过1万元。", "30%", False),
        ("对新评定的甲级民宿，给予20万元奖励，评定当年兑付60%，由银行领取。", "20万元", False),
        ("每年不超过1万元。", "1万元", False),
    ],
)
def test_whole_sentences_are_quoted_wherever_they_stand(draft: str, words: str, is_quoted: bool) -> None:
    sheet = Sheet(draft)
    at = sheet.text.index(words)
    assert Quotations(sheet, TEXTS).holds(at, at + len(words)) is is_quoted
