"""Compare bounds: whether a figure is said as no more, no less or exactly what a fact gives."""

from __future__ import annotations

import re

from assistant.guard.claims.claim import Claim
from assistant.guard.claims.comparing import Around, Compared
from assistant.guard.claims.facts import Fact
from assistant.guard.words.slots import (
    CAPPED,
    WITHIN,
)
from assistant.text import giving

_SUPERLATIVE = re.compile(
    "最[高低](?:的|[一那]?[档级](?:的|次|别)?|台阶)[^，。；0-9]{0,4}$"
)  # the best tier is no bound
_LIMIT = re.compile("的?(?:额度|限额|限制|总额)")  # 不占10万元的额度
_REFUSED = re.compile(
    "(?:以[上下内])?的?(?:企业|项目|单位)?[，,]?(?:一律|则|都|均|就|是)?[不没无未]"
)  # 20万元以下的不享受
_CAPPED_GIVING = re.compile(
    f"(?:最高|最多|至多)(?:可)?(?:{giving.GIVE}|{giving.AWARD})[^，。；0-9]{{0,8}}$"
)  # 最高给予举办单位
_AT_LEAST = re.compile("下限|最低|至少|起步|不低于|不少于|保底|起")


def compare_bound(fact: Fact, claim: Claim, around: Around) -> Compared:
    """A figure must be bounded as the notice bounds it; words nearby that say so will do."""
    said = claim.bound
    if fact.end:
        return _range(fact, claim, around)
    told = fact.claim.bound or "exact"
    if not fact.is_award:
        flipped = {told, said} == {"at_most", "at_least"}
        return ("contradicts" if flipped and not _REFUSED.match(claim.after) else "silent"), None
    if said is None and _CAPPED_GIVING.search(claim.before):
        said = "at_most"
    if told == "exact":
        if said == "at_most" and CAPPED.search(fact.claim.before):  # 最高可提高到200万元
            return "equal", None
        if said in ("at_most", "at_least") and not _SUPERLATIVE.search(claim.before) and not _is_spread(fact, claim):
            return "contradicts", None
        return "equal", None
    if said == told:
        return "equal", None
    if told == "at_most" and said in (None, "exact") and _LIMIT.match(claim.after):
        return "equal", None
    if said in ("at_most", "at_least") or claim.firm:
        return "contradicts", None
    words = WITHIN if told == "at_most" else _AT_LEAST
    near = around.clause + around.sentence
    if words.search(near) or words.search(around.asked) or around.is_factor:
        return "equal", None
    return "contradicts", None


def _range(fact: Fact, claim: Claim, around: Around) -> Compared:
    """An end of a range is right with its own bound, or where the other end is said too."""
    assert fact.tier is not None
    own = "at_least" if fact.end == "low" else "at_most"
    low = fact.tier.percent if fact.tier.percent is not None else fact.tier.yuan
    other = fact.tier.up_to if fact.end == "low" else low
    if claim.firm and claim.figure.item is not None and claim.figure.item.figure.role is None:
        return "contradicts", None
    if claim.bound == own or (claim.bound in (None, "exact") and (claim.figure.counter, other) in around.values):
        return "equal", None
    if claim.bound is None and (CAPPED if own == "at_most" else _AT_LEAST).search(around.clause):
        return "equal", None
    return "contradicts", None


def _is_spread(fact: Fact, claim: Claim) -> bool:
    """Whether 最高 or 最低 speaks of the best or the least tier of a row whose tier isn't named."""
    if fact.reward is None or claim.tier.get(fact.reward.id) is not None or len(fact.reward.tiers) < 2:
        return False
    values = [tier.yuan if fact.figure.is_money else tier.percent for tier in fact.reward.tiers]
    known = [value for value in values if value is not None]
    if any(tier.payer for tier in fact.reward.tiers):
        return False
    if not known or len(set(known)) == 1:
        return False
    return fact.figure.value == (max(known) if claim.bound == "at_most" else min(known))
