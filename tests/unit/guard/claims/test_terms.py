"""How long an award is paid at most, and until when."""

from __future__ import annotations

import pytest

from tests.unit.guard.conftest import Drafts


@pytest.mark.parametrize(
    ("text", "ruling"),
    [
        ("茶企流动资金贷款贴息期限最长24个月。", ""),
        ("茶企流动资金贷款贴息期限最长3年。", "term wrong_term"),
        ("本措施有效期至2028年12月31日。", "date"),
        ("本措施有效期至2029年12月31日。", "date wrong_date"),
        ("您从2026年1月1日起可以申请。", "date"),
    ],
)
def test_terms_and_days(drafts: Drafts, text: str, ruling: str) -> None:
    (found,) = drafts.rulings(text)
    assert found == ruling if ruling else "wrong" not in found


def test_the_askers_day_may_be_said_again(drafts: Drafts) -> None:
    assert drafts.rulings("您2027年3月5日申请可以。", "2027年3月5日申请行吗") == ["date"]
