"""Compare the rank of government that a draft gives a title with that of the row: 省级专利奖 is no 国家级专利奖."""

from __future__ import annotations

import re

from assistant.guard.claims.claim import Claim
from assistant.guard.claims.comparing import Around, Compared
from assistant.guard.claims.facts import Fact
from assistant.models import Reward

_RANK = re.compile(
    "(?P<rank>国家|省|市|县|区)级(?!财政|部门|主管|责任|资金|补助|政府|奖|统筹|风险|配套|层面|单位|预算|机关|领导|及?以[上下])"
)


def compare_rank(fact: Fact, claim: Claim, around: Around) -> Compared:
    """The one rank that a figure's own words name must be one of those that its row names, where it names any."""
    if not fact.is_award or fact.reward is None:
        return "silent", None
    told = _told(fact.reward)
    said = {found["rank"] for found in _RANK.finditer(around.before)}
    if not told or len(said) != 1:
        return "silent", None
    return ("equal" if said <= told else "contradicts"), None


def _told(row: Reward) -> set[str]:
    """Return the ranks that a row names in its own words, its tiers' included."""
    tiers = (f"{tier.level or ''}|{tier.case or ''}" for tier in row.tiers)
    words = (row.name, row.condition or "", row.beneficiary or "", *tiers)
    return {found["rank"] for part in words for found in _RANK.finditer(part)}
