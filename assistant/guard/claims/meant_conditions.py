"""Which condition of a notice the words beside a size of a draft speak of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.guard.claims.claim import Claim
from assistant.guard.claims.facts import Fact
from assistant.guard.claims.phrases import coverage, pairs

MOSTLY = 0.6
_BODIES = ("个", "家", "户")
_LEAST = re.compile("不少于|不低于|至少|达到|要有|需要?|超过?")
_ALIKE = (("元", "美元"), _BODIES, ("名", "人"))
LIKELIER = 0.25
BEFORE_ALONE = 0.8  # what the words before a figure count for where those behind it are of something else


def likelier(facts: Sequence[Fact], same_value: Sequence[Fact], claim: Claim) -> Fact | None:
    """Return the condition of another value that stands among the words of a claim: 缴纳社会保险满6个月."""
    figure = claim.figure
    counters = next((alike for alike in _ALIKE if figure.counter in alike), (figure.counter,))
    known = [fact for fact in facts if fact.figure.counter in counters and fact not in same_value]
    if counters == _BODIES:
        known = [fact for fact in known if fact.figure.value != figure.value]  # 6家 of 6个
    others = sorted(known, key=lambda fact: fact.reward is not None)
    best = max(others, key=lambda fact: _likeness(fact, claim), default=None)
    if best is None or (likeness := _likeness(best, claim)) < MOSTLY:
        return None
    own = max((_likeness(fact, claim) for fact in same_value), default=0.0)
    return best if likeness > own + LIKELIER else None


def _likeness(fact: Fact, claim: Claim) -> float:
    """Return how much of the words beside a claim's figure stand beside a fact's, before and behind it alike."""
    if not fact.figure.end or (fact.figure.side and claim.figure.side and fact.figure.side != claim.figure.side):
        return 0.0
    before, told = (pairs(_LEAST.sub("|", one.before)) for one in (claim, fact.claim))
    after = pairs(claim.after)
    said = len(before) + len(after)
    both = (len(before & told) + len(after & pairs(fact.claim.after))) / said if said > 1 else 0.0
    return max(both, BEFORE_ALONE * len(before & told) / len(before)) if len(before) > 1 else both


def measures_same(fact: Fact, claim: Claim) -> bool:
    if fact.figure.side and claim.figure.side:
        return fact.figure.side == claim.figure.side
    told, said = fact.claim.measure, claim.measure
    if told is None or said is None:
        return False
    return coverage(said.words, [told.words]) >= 0.5 or coverage(told.words, [said.words]) >= 0.5


def does_same(fact: Fact, claim: Claim) -> bool:
    """Whether the notice does for as long as a fact says what a claim does: 公示5个工作日."""
    return claim.act is not None and fact.claim.act == claim.act and fact.figure.counter == claim.figure.counter
