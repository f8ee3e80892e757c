"""Rules for what is said to be paid: as the rows meant have it, worked out from them, or wrong."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.guard.arithmetic import same
from assistant.guard.claims.claim import Claim
from assistant.guard.claims.derivation import Derived, cap_of, derive, is_per_unit, is_sum
from assistant.guard.claims.draft import NEAR, Draft, Ruling, wide, with_tiers
from assistant.guard.claims.entailment import MEASURE, Verdict, entails
from assistant.guard.claims.facts import Fact
from assistant.guard.claims.phrases import coverage
from assistant.guard.claims.quantities import Quantity
from assistant.guard.claims.rivals import TOGETHER, rival_of
from assistant.guard.layout.lines import Span
from assistant.guard.words.slots import PART_SAID, SUMMED

FAR = 40
_YEAR_SAID = re.compile("(?:一年|每年|全年|年度|当年)[^，。；0-9]{0,6}$")
PART_NAMED = re.compile("(?:第[一二三四五1-5]|首|次|头一|每)年[^，。；]{0,2}$")
OUTDONE = ("wrong_tier", "wrong_bound", "wrong_per")  # what a right result may look like beside a figure of that value
MOSTLY = 0.6
WRONG_RESULTS = ("uncapped", "beyond_base_cap", "beyond_limit")


def awarded(draft: Draft, at: int, claim: Claim) -> Ruling | None:
    """Money or a rate that the rows meant give, each slot as they have it; else the reason of the nearest."""
    figure = claim.figure
    is_free = claim.role != "award" or at in draft.factors
    if figure.key in draft.asked_keys and is_free and figure.bound is None:
        known = any(f.figure.key == figure.key and f.is_award for s in draft.scope(at) for f in draft.book.of(s))
        if not known:
            return Ruling("user", status="user")
    scope = draft.scope(at)
    claim = with_tiers(draft, at, claim, scope)
    facts = [fact for subject in scope for fact in draft.book.of(subject)]
    given = [fact for fact in facts if fact.figure.key == figure.key and fact.is_award]
    verdicts = [(fact, entails(fact, claim, draft.around(at))) for fact in dict.fromkeys(given)]
    if len(verdicts) > 1 and (others := _disowned(draft, at)):
        verdicts = [one for one in verdicts if one[0].reward is None or one[0].reward.id not in others]
    right = [one for one in verdicts if one[1].reason is None]
    supporting = frozenset(fact.reward.id for fact, _ in right if fact.reward)
    rivals: list[Fact] = []
    for fact, verdict in right:
        if (rival := rival_of(draft, at, fact, facts, supporting)) is None:
            return Ruling("award", None, fact, None, verdict)
        rivals.append(rival)
    verdicts = [one for one in verdicts if one[1].reason is not None]
    if verdicts and at in draft.summands and figure.bound is None:
        return Ruling("summand", None, verdicts[0][0], None, verdicts[0][1])
    result = derived(draft, at, claim, facts)
    if result is not None and result.reason and (again := draft.stated_before(at)) is not None:
        return Ruling("restated", None, again.fact)
    if result is not None and (
        not verdicts or (result.reason is None and all(v.reason in OUTDONE for _, v in verdicts))
    ):
        return result
    if rivals:
        return Ruling("contrast", "wrong_programme", rivals[0])
    if verdicts:
        fact, verdict = min(verdicts, key=lambda one: sum(a == "contradicts" for a in one[1].slots.values()))
        return Ruling("award", verdict.reason, fact, _span(claim, verdict), verdict)
    return None


def _disowned(draft: Draft, at: int) -> frozenset[str]:
    """Return the rows whose condition of a value that the sentence has given measures something else: imports."""
    start = draft.reader.frame(at).sentence[0]
    said: dict[str, set[bool]] = defaultdict(set)
    for number in range(max(0, at - NEAR), at):
        claim = draft.claims[number]
        if claim.figure.start < start or claim.measure is None or claim.role == "award":
            continue
        scope = wide(draft, draft.scope(number))
        for fact in (fact for one in scope for fact in draft.book.of(one) if not fact.is_award and fact.reward):
            if fact.key == claim.figure.key and fact.reward is not None:
                agreement, _ = MEASURE.compare(fact, claim, draft.around(number))
                said[fact.reward.id] |= {agreement == "equal"} if agreement != "silent" else set()
    owned = {row for row, agreed in said.items() if True in agreed}
    return frozenset(row for row, agreed in said.items() if agreed == {False}) if owned else frozenset()


def _span(claim: Claim, verdict: Verdict) -> Span | None:
    """Return the words at fault with the figure, where they stand near to it."""
    if verdict.at is None or verdict.at.span == (0, 0):
        return None
    start, end = min(verdict.at.span[0], claim.figure.left), max(verdict.at.span[1], claim.figure.right)
    return (start, end) if end - start <= 30 else verdict.at.span


def derived(draft: Draft, at: int, claim: Claim, facts: Sequence[Fact]) -> Ruling | None:
    """A sum that follows from the rows meant."""
    figure = claim.figure
    scope = wide(draft, draft.scope(at))
    payouts = [
        fact for subject in scope for fact in draft.book.of(subject) if not fact.is_award and fact.figure.is_rate
    ]
    found: list[Derived] = [
        one
        for one in derive(dict.fromkeys((*facts, *payouts)), draft.sizes(at), draft.book)
        if same(figure.value, one.value, False) and _same_kind(one, figure) and not is_per_unit(claim, one.fact)
    ]
    right = [one for one in found if one.how not in WRONG_RESULTS and _fits_tier(claim, one)]
    right += [one for one in found if one.how == "step"]
    if _YEAR_SAID.search(draft.sheet.text, max(draft.reader.frame(at).clause[0], figure.start - 12), figure.start):
        right = [one for one in right if not _lacks_months(draft, at, one)]
    around = draft.around(at)
    if not PART_SAID.search(around.sentence + around.asked):
        right = [one for one in right if one.how != "part"]
    if right and any(one.how in WRONG_RESULTS for one in found):
        right = [one for one in right if one.fact.is_award]  # not what a payout in stages would give
    if right:
        return _rightly_derived(draft, at, claim, right)
    if not found and (worked := _of_stated_rate(draft, at, figure)) is not None:
        return worked
    for one in found:
        if one.how == "uncapped" and _fits_tier(claim, one):
            capped = any(q.key == (figure.counter, one.cap) for q in draft.quantities if q.start != figure.start)
            return Ruling("derived", None if capped else "cap_dropped", one.fact)
    if any(one.how in ("beyond_base_cap", "beyond_limit") for one in found):
        return Ruling("derived", "cap_dropped", found[0].fact)
    total = _sum(draft, at, figure)
    if any(one.how != "uncapped" for one in found) and (total is None or not TOGETHER.search(draft.around(at).clause)):
        return Ruling("derived", "wrong_tier", found[0].fact)
    return total


def _lacks_months(draft: Draft, at: int, one: Derived) -> bool:
    """Whether what is said to be a year's is worked out from a monthly sum for a month: 200×30元, not ×12."""
    fact = one.fact
    if one.how != "product" or "月" not in fact.claim.periods or not fact.figure.is_money:
        return False
    months = one.value / fact.figure.value / 12
    return months not in {Decimal(1), *(size.number or size.value for size in draft.sizes(at))}


def _rightly_derived(draft: Draft, at: int, claim: Claim, right: Sequence[Derived]) -> Ruling:
    """Return the ruling on a sum that follows from a fact, unless it is said of another payer, recipient or bound."""
    fact = right[0].fact
    verdict = entails(fact, claim, draft.around(at))
    for slot, reason in (("payer", "wrong_payer"), ("recipient", "wrong_beneficiary")):
        if verdict.slots[slot] == "contradicts":
            return Ruling("derived", reason, fact)
    if claim.bound == "at_least" and all(one.fact.end != "low" and one.fact.claim.bound != "at_least" for one in right):
        return Ruling("derived", "wrong_bound", fact)
    return Ruling("derived", None, fact)


def _of_stated_rate(draft: Draft, at: int, figure: Quantity) -> Ruling | None:
    """Return the ruling on a sum of a rate that the draft has stated or worked out: 一半是2%，300万元×2%＝6万元."""
    if not figure.is_money:
        return None
    sizes = [q for q in draft.sizes(at) if q.is_money]
    for number in range(at - 1, max(0, at - NEAR) - 1, -1):
        rate, ruling = draft.quantities[number], draft.rulings[number]
        fact = ruling.fact
        if not rate.is_rate or ruling.reason is not None or fact is None or fact.end:
            continue
        if not any(same(figure.value, q.value * rate.value / 100) for q in sizes):
            continue
        caps = [cap for cap in draft.book.caps(fact) if cap.figure.is_rate]
        cap = cap_of(fact, draft.sizes(at), draft.book) if ruling.rule == "award" else None
        if any(rate.value > one.figure.value for one in caps if ruling.rule == "derived"):
            return Ruling("derived", "cap_dropped", caps[0])
        if cap is None or figure.value <= cap:
            return Ruling("derived", None, fact)
    return None


def _sum(draft: Draft, at: int, figure: Quantity) -> Ruling | None:
    """Return the ruling on what is said to be a sum of figures that stand near."""
    says_sum = at in draft.given or SUMMED.search(draft.around(at).clause)
    if not says_sum and draft.sheet.text[figure.start - 1 : figure.start] not in ("=", "＝"):
        return None
    before = [n for n in range(max(0, at - FAR), at) if draft.quantities[n].counter == figure.counter]
    before = [n for n in before if draft.rulings[n].status != "not_policy" and n not in draft.worked_with]
    judged = [draft.quantities[n].value for n in before]
    is_part = PART_NAMED.search(draft.sheet.text, max(0, figure.start - 6), figure.start)
    later = [q.value for q in draft.quantities[at + 1 : at + 6] if q.counter == figure.counter and not is_part]
    return Ruling("sum") if is_sum(figure.value, judged) or is_sum(figure.value, later) else None


def _same_kind(one: Derived, figure: Quantity) -> bool:
    if figure.is_rate:
        return one.fact.figure.is_rate and one.how == "product"
    return figure.is_money


def _fits_tier(claim: Claim, one: Derived) -> bool:
    said = claim.tier.get(one.fact.reward.id) if one.fact.reward else None
    return said is None or bool(said & one.fact.tiers)


def sized_award(draft: Draft, at: int, claim: Claim) -> Ruling | None:
    """A condition, a fund or a goal: right where it is said as such, wrong where it is said to be paid."""
    scope = wide(draft, draft.scope(at))
    sizes = [
        fact
        for subject in scope
        for fact in draft.book.of(subject)
        if not fact.is_award and fact.figure.key == claim.figure.key
    ]
    if not sizes or _has_rates_base(draft, at, claim):
        return None
    claim = with_tiers(draft, at, claim, scope)
    verdicts = [(fact, entails(fact, claim, draft.around(at))) for fact in sizes]
    if all(verdict.slots["tier"] == "contradicts" for _, verdict in verdicts):
        return Ruling("size", "wrong_tier", sizes[0])
    own = [
        replace(fact, kind="rate" if fact.figure.is_rate else "amount") for fact in sizes if fact.claim.role == "award"
    ]
    if (
        said := next((fact for fact in own if entails(fact, claim, draft.around(at)).reason is None), None)
    ) is not None:
        return Ruling("size", None, said)
    is_paid = claim.role == "award" or bool(claim.units - {unit for fact in sizes for unit in fact.claim.units})
    if is_paid and claim.figure.is_judged and not _is_goal_said(draft, at, sizes):
        reason = "target_as_reward" if any(fact.is_goal for fact in sizes) else "threshold_as_reward"
        return Ruling("size", reason, sizes[0])
    return Ruling("size", None, sizes[0])


def _has_rates_base(draft: Draft, at: int, claim: Claim) -> bool:
    """Whether a rate is said to be of what a rate of the rows meant is of: it is that rate, or wrong."""
    if claim.base is None:
        return False
    rates = (fact for subject in draft.scope(at) for fact in draft.book.of(subject) if fact.kind == "rate")
    bases = [fact.tier.base for fact in rates if fact.tier is not None and fact.tier.base]
    return coverage(claim.base.words, bases) >= MOSTLY


def _is_goal_said(draft: Draft, at: int, sizes: Sequence[Fact]) -> bool:
    """Whether the payout or the fund is said in the notice's own words: 分别按30%拨付."""
    return (
        any(fact.claim.role == "award" or fact.claim.base is not None for fact in sizes)
        and draft.claims[at].figure.is_rate
    )
