"""Phone numbers and addresses that no document or contact names."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.guard.inventions.contacts import ContactReview
from assistant.guard.inventions.reviewed import Reviewed
from assistant.guard.layout.sheet import Sheet
from assistant.policy.corpus import Corpus

DAY = date(2026, 6, 1)


@pytest.mark.parametrize(
    ("text", "asked", "found"),
    [
        ("请拨打0599-7654321咨询", "", ["0599-7654321"]),
        ("请拨打0599-7654321咨询", "我打过0599-7654321", []),
        ("可发邮件至chaye@lanping.gov.cn", "", ["chaye@lanping.gov.cn"]),
        ("请咨询县农业农村局", "", []),
    ],
)
def test_contacts_that_nobody_gave(tea: Corpus, text: str, asked: str, found: list[str]) -> None:
    reviewed = Reviewed(Sheet(text), asked, DAY)
    inventions = list(ContactReview(tea).find(reviewed))
    assert [reviewed.text[one.start : one.end] for one in inventions] == found
    assert {one.reason for one in inventions} <= {ContactReview.reason}
