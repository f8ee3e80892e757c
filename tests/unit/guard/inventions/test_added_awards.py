"""Awards taken away from a payer or made of a goal, in words without a figure."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.guard.checker import Guard
from assistant.guard.inventions.added_awards import AwardReview
from assistant.guard.inventions.reviewed import Reviewed
from assistant.guard.layout.sheet import Sheet
from assistant.policy.corpus import Corpus


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("规下转规上企业，省级财政每家奖5万元，市级财政没有奖励。", ["市级财政没有奖励"]),
        ("规下转规上企业，省级财政每家奖5万元，市级财政也奖5万元。", []),
        ("规下转规上企业，省级财政每家奖5万元，市级财政没有奖励吗？", []),
        ("今年锂电新能源产业产值目标1000亿元，完成就奖。", ["完成就奖"]),
        ("今年锂电新能源产业产值目标1000亿元，完成情况另行公布。", []),
    ],
)
def test_awards_that_words_take_away_or_make(corpus: Corpus, text: str, found: list[str]) -> None:
    reviewed = Reviewed(Sheet(text), "", date(2026, 6, 1), Guard(corpus).check(text).figures)
    inventions = list(AwardReview(corpus).find(reviewed))
    assert [reviewed.text[one.start : one.end] for one in inventions] == found
    assert {one.reason for one in inventions} <= {AwardReview.reason}
    assert all(one.clause for one in inventions)
