"""What the years of an award paid by years may be called."""

from __future__ import annotations

from assistant.models import Tier
from assistant.policy.tier_years import read_years, ways_of_years, years_of
from assistant.policy.tiers import TierNames


def test_years_are_of_the_span_that_holds_them() -> None:
    first, last = ways_of_years(["前三年", "后两年"])
    assert {"第一年", "第3年"} <= first and {"第四年", "第5年"} <= last and not first & last


def test_years_of_long_spans() -> None:
    assert {"第九年", "第10年"} <= ways_of_years(["前三年", "后七年"])[1]


def test_later_years_together() -> None:
    names = TierNames([Tier(case=case, quote="") for case in ("第一年", "第二年", "第三年")])
    assert [mention.tier for mention in names.find("之后两年降为一半")] == [1, 2]


def test_cases_that_are_no_years_have_none() -> None:
    assert ways_of_years(["甲级", "乙级"]) == [set(), set()]
    assert years_of(["甲级", "乙级"]) == [(), ()]


def test_years_by_number_and_by_name() -> None:
    assert years_of(["投产当年", "次年", "第三年", "后2年"]) == [(1,), (2,), (3,), (3, 4)]
    assert read_years("第十一年和第2个年头分别给多少") == (11, 2)
