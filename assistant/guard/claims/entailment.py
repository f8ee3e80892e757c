"""Compare a claim with a fact, slot by slot; the first slot that contradicts gives the reason."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal, NamedTuple

from assistant.guard.claims.claim import Claim, Slot
from assistant.guard.claims.facts import PARTS, Fact
from assistant.guard.claims.phrases import coverage, is_short_for
from assistant.guard.words.slots import (
    BASE_GENERIC,
    CAPPED,
    MEASURED,
    NOT_MONEY_OF,
    PART_SAID,
    RECEIVERS,
    UNITS,
    WHO_FIRM,
    WHO_GENERIC,
    WHO_KINDS,
    WITHIN,
    YEARLY_TEXT,
)

Agreement = Literal["equal", "silent", "contradicts", "unreadable"]
HALF = 0.5
SOME = 0.34
SHORTEST_HEAD = 2
HEAD = 3  # how many characters at the end of a measure hold its noun
_AT_LEAST = re.compile("下限|最低|至少|起步|不低于|不少于|保底|起")
_AWARD_NAMES = re.compile("(?:奖金|奖励|补贴|补助|资助|配套|标准|金额|额)+")
_WHOLE = re.compile("(?:项目|计划|全部|整个)*(?:总(?!额)|全部|全年|整体)")
_OF_ALL = re.compile("累计|合计|总额|共")
_OPPOSITE = tuple(map(frozenset, ("出进", "内外", "新老", "新旧", "增减", "买卖", "前后", "租购", "大小", "高低")))
_TIMES = frozenset(["年", "月", "季", "日", "夜"])


class Around(NamedTuple):
    """The words that a claim is read with: its sentence, and what was asked; `values` are all those of the draft.

    `payers` are the words by which the notices may name who pays where a row doesn't, `above` what the paragraph says
    before the sentence.
    """

    clause: str
    sentence: str
    asked: str
    values: frozenset[tuple[str, object]]
    is_factor: bool = False
    payers: str = ""
    above: str = ""


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


Compared = tuple[Agreement, Slot | None]


def _tier(fact: Fact, claim: Claim, around: Around) -> Compared:
    said = claim.tier.get(fact.reward.id) if fact.reward else None
    if said is None or not fact.tiers or (fact.kind == "cap" and _is_of_all(fact)):
        return "silent", None
    return ("equal", None) if said & fact.tiers else ("contradicts", claim.tier_slot)


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


def _base(fact: Fact, claim: Claim, around: Around) -> Compared:
    if claim.base is None or fact.kind != "rate" or fact.tier is None:
        return "silent", None
    told = [words for words in (fact.tier.base, fact.claim.base.words if fact.claim.base else None) if words]
    if not told:
        return "silent", None
    words = BASE_GENERIC.sub("", claim.base.words)
    if fact.tier.of_award and _AWARD_NAMES.fullmatch(NOT_MONEY_OF.sub("", claim.base.words)):
        return "equal", claim.base
    if _WHOLE.match(claim.base.words) and not any(_WHOLE.match(one) or _bare(one) in words for one in told):
        return "contradicts", claim.base
    if max(coverage(words, told), coverage(claim.base.words, told)) >= HALF or (
        not words and MEASURED.search(claim.base.words)
    ):
        return "equal", claim.base
    if any(_bare(one) in claim.base.words for one in told if len(_bare(one)) >= 2):
        return "equal", claim.base
    if not MEASURED.search(claim.base.words):
        return "silent", None
    return "contradicts", claim.base


def _bare(words: str) -> str:
    return BASE_GENERIC.sub("", words)


def _bound(fact: Fact, claim: Claim, around: Around) -> Compared:
    said = claim.bound
    if fact.end:
        return _range(fact, claim, around)
    told = fact.claim.bound or "exact"
    if not fact.is_award:
        flipped = {told, said} == {"at_most", "at_least"}
        return ("contradicts" if flipped else "silent"), None
    if told == "exact":
        if said in ("at_most", "at_least") and not _is_spread(fact, claim):
            return "contradicts", None
        return "equal", None
    if said == told:
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


def _per(fact: Fact, claim: Claim, around: Around) -> Compared:
    if not fact.is_award or not fact.figure.is_money:
        return "silent", None
    told = fact.claim.units
    words = [*told, fact.reward.beneficiary or "", fact.reward.name] if fact.reward else [*told]
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
    if hard and not claim.per and not around.is_factor:
        if any(unit in around.sentence or unit in around.asked or unit in around.above for unit in hard):
            return "equal", None
        return "contradicts", None
    return "equal", None


def _period(fact: Fact, claim: Claim, around: Around) -> Compared:
    if not fact.is_award:
        return "silent", None
    told = fact.claim.periods
    for slot in claim.period:
        word = slot.words
        if word in told:
            continue
        if word == "一次性":
            if told & _TIMES and fact.kind != "cap":
                return "contradicts", slot
            continue
        if told & _TIMES or "一次性" in told:
            return "contradicts", slot
        if word == "年" and YEARLY_TEXT.search(fact.sentence):
            continue
        if fact.kind == "rate":
            continue
        return "contradicts", slot
    return "equal", None


def _recipient(fact: Fact, claim: Claim, around: Around) -> Compared:
    if claim.recipient is None or not fact.is_award or fact.reward is None:
        return "silent", None
    who = claim.recipient.words
    beneficiary = fact.reward.beneficiary
    is_generic = WHO_GENERIC.match(who) is not None
    if beneficiary is None:
        known = [fact.sentence, fact.reward.name, fact.reward.condition or ""]
        told = fact.claim.recipient.words if fact.claim.recipient else ""
        if is_generic or coverage(who, known) >= HALF or (told and told in who):
            return "equal", None
        return "unreadable", claim.recipient
    if WHO_KINDS.fullmatch(who[-2:]) and len(who) > 3 and coverage(who[:-2], [beneficiary, fact.sentence]) < HALF:
        return "contradicts", claim.recipient
    if coverage(who, [beneficiary]) >= SOME or beneficiary[-2:] in who or who[-2:] in beneficiary:
        return "equal", None
    if is_generic and (WHO_FIRM.search(beneficiary) or "企业" not in who):
        return "silent", None
    return "contradicts", claim.recipient


def _measure(fact: Fact, claim: Claim, around: Around) -> Compared:
    """A size must be of what the notice measures, before or behind as it says (前2年), in the bound's direction."""
    if fact.is_award:
        return "silent", None
    if fact.figure.side and claim.figure.side and fact.figure.side != claim.figure.side:
        return "contradicts", None
    if claim.measure is None:
        return "silent", None
    told = fact.claim.measure
    if told is None or not MEASURED.search(claim.measure.words[-HEAD:]):
        return "silent", None
    said = claim.measure.words
    alike = coverage(said, [told.words]) >= SOME or coverage(told.words, [said]) >= HALF
    if is_short_for(said, told.words):
        return "equal", None
    if alike and not _differ_before_head(said, told.words):
        return "equal", None
    return "contradicts", claim.measure


def _differ_before_head(one: str, other: str) -> bool:
    """Whether two measures of one head are told apart by what stands before it: 设备投资, 总投资."""
    one, other = (BASE_GENERIC.sub("", words) for words in (one, other))
    head = 0
    while head < min(len(one), len(other)) and one[-1 - head] == other[-1 - head]:
        head += 1
    if len(one) == len(other) and any(frozenset(pair) in _OPPOSITE for pair in zip(one, other, strict=True)):
        return True
    before, instead = one[: len(one) - head], other[: len(other) - head]
    return head >= SHORTEST_HEAD and bool(before) and bool(instead) and not set(before) & set(instead)


class Comparison(NamedTuple):
    """A slot: its name, how it is compared, and why a claim is refused that contradicts there."""

    name: str
    compare: Callable[[Fact, Claim, Around], Compared]
    reason: str


BASE = Comparison("base", _base, "wrong_base")
RECIPIENT = Comparison("recipient", _recipient, "wrong_beneficiary")
MEASURE = Comparison("measure", _measure, "wrong_target")
RULES = (
    Comparison("tier", _tier, "wrong_tier"),
    Comparison("part", _part, "wrong_tier"),
    Comparison("payer", _payer, "wrong_payer"),
    BASE,
    Comparison("bound", _bound, "wrong_bound"),
    Comparison("per", _per, "wrong_per"),
    Comparison("period", _period, "once_as_yearly"),
    RECIPIENT,
    MEASURE,
)
