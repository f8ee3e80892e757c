"""Compare a claim with a fact, slot by slot; the first slot that contradicts gives the reason."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from assistant.guard.claims.bounding import compare_bound
from assistant.guard.claims.brackets import brackets_of
from assistant.guard.claims.claim import Claim, Slot
from assistant.guard.claims.comparing import HALF, Agreement, Around, Compared
from assistant.guard.claims.facts import PARTS, Fact
from assistant.guard.claims.measures import compare_base, compare_measure
from assistant.guard.claims.phrases import coverage
from assistant.guard.claims.ranks import compare_rank
from assistant.guard.claims.recipients import compare_recipient
from assistant.guard.claims.spans import compare_extent, compare_ordinal, compare_period
from assistant.guard.words.slots import (
    OTHER_UNITS,
    PART_SAID,
    PERIODS,
    RECEIVERS,
    UNITS,
)
from assistant.text import giving

_RANK = {"中": "国"}
_EACH_OF = re.compile(
    f"每(?P<of>[^每，。；：、0-9]{{1,3}}?)(?:可|再)?(?:{giving.GIVE}|{giving.AWARD}|[补奖给])(?:一次性|最高)?$"
)
_HOWEVER_MANY = re.compile("(?:不论|不管|无论)(?:有)?(?:几|多少)[一-鿿]")
_OF_ALL = re.compile("累计|合计|总额|共")


class Verdict(NamedTuple):
    """What the slots of a claim say of a fact: the reason of the first that contradicts, with its words."""

    slots: dict[str, Agreement]
    reason: str | None
    at: Slot | None


def entails(fact: Fact, claim: Claim, around: Around) -> Verdict:
    """Compare slot by slot, in the order of `RULES`."""
    slots: dict[str, Agreement] = {}
    reason, at = None, None
    for name, compare, why in RULES:
        agreement, slot = compare(fact, claim, around)
        slots[name] = agreement
        if reason is None and agreement in ("contradicts", "unreadable"):
            reason, at = why if agreement == "contradicts" else "unverifiable", slot
    return Verdict(slots, reason, at)


def _tier(fact: Fact, claim: Claim, around: Around) -> Compared:
    said = claim.tier.get(fact.reward.id) if fact.reward else None
    if said is None or not fact.tiers or (fact.kind == "cap" and _is_of_all(fact)):
        return "silent", None
    if said & fact.tiers or (fact.kind == "size" and _ends_one_of(fact, said)):
        return "equal", None
    return "contradicts", claim.tier_slot


def _ends_one_of(fact: Fact, tiers: frozenset[int]) -> bool:
    """Whether a size is where one of some tiers begins or ends: 1亿元 of 5000万元至1亿元 too, where the next begins."""
    brackets = brackets_of(fact.reward) if fact.reward else {}
    return any(fact.figure.value in brackets[tier].ends for tier in tiers & brackets.keys())


def _is_of_all(fact: Fact) -> bool:
    """Whether a cap is of all tiers together, or of all steps."""
    return _OF_ALL.search(fact.claim.before) is not None or _has_steps(fact)


def _has_steps(fact: Fact) -> bool:
    return fact.reward is not None and any(tier.every is not None for tier in fact.reward.tiers)


def _part(fact: Fact, claim: Claim, around: Around) -> Compared:
    """An instalment must be that of the year or stage that is named: 评定当年兑付60%."""
    said = claim.tier.get(f"{fact.reward.id}{PARTS}") if fact.reward else None
    if fact.kind == "part" and said is None and not PART_SAID.search(around.sentence + around.asked):
        return "contradicts", None  # an instalment said as the whole
    if said is None or not fact.parts:
        return "silent", None
    return ("equal" if said & fact.parts else "contradicts"), None


def _payer(fact: Fact, claim: Claim, around: Around) -> Compared:
    if claim.payer is None or not fact.is_award:
        return "silent", None
    told = fact.tier.payer if fact.tier else None
    told = told or (fact.claim.payer.words if fact.claim.payer else None)
    if told is not None:
        alike = claim.payer.words[0] in told or coverage(claim.payer.words, [told]) >= HALF
        return ("equal" if alike else "contradicts"), claim.payer
    return ("silent" if claim.payer.words in around.payers else "contradicts"), claim.payer


def _giver(fact: Fact, claim: Claim, around: Around) -> Compared:
    """The rank of government that is said to give a sum must be that which the notice says, where it says one."""
    if claim.giver is None or not fact.is_award or fact.reward is None:
        return "silent", None
    told = fact.claim.giver or fact.claim.payer
    payers = [tier.payer for tier in fact.reward.tiers if tier.payer] or ([told.words] if told else [])
    if not payers or any(claim.giver.words in f"{tier.level}{tier.case}" for tier in fact.reward.tiers):
        return "silent", None
    alike = any(_RANK.get(claim.giver.words[0], claim.giver.words[0]) in payer for payer in payers)
    return ("equal" if alike else "contradicts"), claim.giver


def _per(fact: Fact, claim: Claim, around: Around) -> Compared:
    if not fact.is_award or not fact.figure.is_money:
        return "silent", None
    told = fact.claim.units
    words = [*told, fact.reward.beneficiary or "", fact.reward.name] if fact.reward else [*told]
    if fact.kind == "cap" and told - RECEIVERS - UNITS:
        words = [*told]  # 每家旅行社, whatever the award is called
    if fact.tier is not None:
        words += [fact.tier.per or "", fact.tier.cap_per or ""]
    for slot in claim.per:
        unit = slot.words
        if unit in told or any(len(one) > 1 and unit.startswith(one) for one in told):
            continue
        if not (fact.kind != "cap" and told & UNITS) and any(unit in one for one in words if one):
            continue
        hard = told & UNITS if fact.kind != "cap" else frozenset()
        if unit in RECEIVERS and not hard:
            continue
        if unit in RECEIVERS and fact.kind == "cap":
            continue
        if not hard and coverage(unit, words) >= HALF:
            continue
        return "contradicts", slot
    hard = (told & UNITS) if fact.kind in ("amount", "part") else frozenset()
    paid_per = [*told, (fact.tier.per if fact.tier else None) or ""]
    if told and fact.kind in ("amount", "part") and _is_for_another(claim, paid_per):
        return "contradicts", None
    if hard and _HOWEVER_MANY.search(around.sentence):
        return "contradicts", None
    if hard and not claim.per and not around.is_factor:
        said = around.sentence + around.asked + around.above
        if any(name in said for unit in hard for name in (unit, *OTHER_UNITS.get(unit, ()))):
            return "equal", None
        return "contradicts", None
    return "equal", None


def _is_for_another(claim: Claim, words: Sequence[str]) -> bool:
    """Whether a sum is said for each of something that the notice doesn't pay it for: 每团50元, of 每人50元."""
    found = _EACH_OF.search(claim.before)
    of = found["of"].removeprefix("个") if found else ""
    return bool(of) and of not in RECEIVERS and of not in PERIODS and not any(of in one for one in words if one)


def _act(fact: Fact, claim: Claim, around: Around) -> Compared:
    """What is done for a number of days or months must be what the notice does for as long: 免3个月, 减半2个月."""
    if claim.act is None or fact.claim.act is None:
        return "silent", None
    return ("equal" if claim.act == fact.claim.act else "contradicts"), None


class Comparison(NamedTuple):
    """A slot: its name, how it is compared, and why a claim is refused that contradicts there."""

    name: str
    compare: Callable[[Fact, Claim, Around], Compared]
    reason: str


BASE = Comparison("base", compare_base, "wrong_base")
RECIPIENT = Comparison("recipient", compare_recipient, "wrong_beneficiary")
MEASURE = Comparison("measure", compare_measure, "wrong_target")
EXTENT = Comparison("extent", compare_extent, "wrong_base")
RULES = (
    Comparison("tier", _tier, "wrong_tier"),
    Comparison("rank", compare_rank, "wrong_tier"),
    Comparison("part", _part, "wrong_tier"),
    Comparison("payer", _payer, "wrong_payer"),
    Comparison("giver", _giver, "wrong_payer"),
    BASE,
    Comparison("bound", compare_bound, "wrong_bound"),
    Comparison("per", _per, "wrong_per"),
    Comparison("period", compare_period, "once_as_yearly"),
    EXTENT,
    Comparison("act", _act, "wrong_term"),
    Comparison("ordinal", compare_ordinal, "wrong_tier"),
    RECIPIENT,
    MEASURE,
)
