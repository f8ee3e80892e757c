"""What is made of a sum that is worked out: whether it follows from the rows meant, or from figures that stand near."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from assistant.guard.arithmetic import same, sums_of
from assistant.guard.claims.alternatives import is_of_sizes, of_tiers_said
from assistant.guard.claims.claim import Claim
from assistant.guard.claims.comparing import HALF
from assistant.guard.claims.derivation import Derived, cap_of, derive, is_per_unit, is_sum
from assistant.guard.claims.draft import NEAR, Draft, Ruling, wide
from assistant.guard.claims.entailment import entails
from assistant.guard.claims.facts import PARTS, Fact
from assistant.guard.claims.phrases import coverage
from assistant.guard.claims.quantities import Quantity
from assistant.guard.claims.rivals import TOGETHER
from assistant.guard.words.slots import PART_SAID, SUMMED

FAR = 40
_IN_ALL = re.compile("合计|累计|总额|总和|总计")
JUST = 2  # how many quantities before a result what it is worked out of may stand
WRONG_RESULTS = ("uncapped", "beyond_base_cap", "beyond_limit", "beyond_portion")
_YEAR_SAID = re.compile("(?:一年|每年|全年|年度|当年)[^，。；0-9]{0,6}$")
_EACH = re.compile("[^，。；：\n]{0,6}(?:各|每[年家人个月次]|都)(?:是|给|奖|补|得|拿)?")
MORE = 2
_LISTED_EACH = re.compile(
    "(?P<names>[^，。；：、\n0-9]+(?:[、和与及][^，。；：、\n0-9各]+)+)各(?:按|是|给|奖|补|得|拿)*$"
)
_OTHERS = re.compile("[两二三几]家|另一家|不同(?:的)?企业|各家|分属")
_TAKEN_OFF = re.compile("减去|扣除|扣掉|减掉")
_PART_NAMED = re.compile("(?:第[一二三四五1-5]|首|次|头一|每)年[^，。；]{0,2}$")


def derived(draft: Draft, at: int, claim: Claim, facts: Sequence[Fact]) -> Ruling | None:
    """A sum that follows from the rows meant."""
    figure = claim.figure
    if (differs := _difference(claim, facts)) is not None:
        return Ruling("derived", None, differs)
    if (monthly := _of_months(draft, at, facts)) is not None:
        return Ruling("derived", None, monthly)
    facts, told = ([of_tiers_said(fact, claim) for fact in some] for some in (facts, _told(draft, at)))
    found = _following(draft, at, claim, facts)
    found = [one for one in found if one.fact in told and one.how == "uncapped" and _fits_tier(claim, one)] or found
    rows = {fact.reward.id for fact in draft.facts_before(at) if fact.is_award and fact.reward}
    found = [one for one in found if one.how != "cap" or not rows or (one.fact.reward and one.fact.reward.id in rows)]
    right = [one for one in found if one.how not in WRONG_RESULTS and (one.fact in told or _fits_tier(claim, one))]
    right += [one for one in found if one.how == "step"]
    if _YEAR_SAID.search(draft.sheet.text, max(draft.reader.frame(at).clause[0], figure.start - 12), figure.start):
        right = [one for one in right if not _lacks_months(draft, at, one)]
    around = draft.around(at)
    if not PART_SAID.search(around.sentence + around.asked + around.above):
        right = [one for one in right if one.how != "part"]
    if right and any(one.how in WRONG_RESULTS for one in found):
        right = [one for one in right if one.fact.is_award and one.how != "part"]  # no payout in stages
    if right:
        return _rightly_derived(draft, at, claim, right)
    if (
        all(one.how not in WRONG_RESULTS for one in found)
        and (worked := _of_stated_rate(draft, at, figure)) is not None
    ):
        return worked
    for one in found:
        if one.how == "uncapped" and _fits_tier(claim, one):
            capped = any(q.key == (figure.counter, one.cap) for q in draft.quantities if q.start != figure.start)
            return Ruling("derived", None if capped else "cap_dropped", one.fact)
    if any(one.how in ("beyond_base_cap", "beyond_limit") for one in found):
        return Ruling("derived", "cap_dropped", found[0].fact)
    if any(one.how == "beyond_portion" for one in found):
        return Ruling("derived", "wrong_base", found[0].fact)
    total = _sum(draft, at, figure)
    if any(one.how != "uncapped" for one in found) and (total is None or not TOGETHER.search(draft.around(at).clause)):
        return Ruling("derived", "wrong_tier", found[0].fact)
    return total


def _following(draft: Draft, at: int, claim: Claim, facts: Sequence[Fact]) -> list[Derived]:
    """Return what of the rows meant, or of their payouts in stages, comes to a figure's value."""
    figure = claim.figure
    scope = wide(draft, draft.scope(at))
    payouts = [
        fact for subject in scope for fact in draft.book.of(subject) if not fact.is_award and fact.figure.is_rate
    ]
    return [
        one
        for one in derive(dict.fromkeys((*facts, *payouts)), (*_rates_raised(facts), *draft.sizes(at)), draft.book)
        if same(figure.value, one.value, False) and _same_kind(one, figure) and not is_per_unit(claim, one.fact)
    ]


def _told(draft: Draft, at: int) -> list[Fact]:
    """Return the facts of what a figure's sentence has said rightly just before it: 每亩200元，是12万元."""
    start, before = draft.reader.frame(at).sentence[0], range(max(0, at - JUST), at)
    said = (draft.rulings[n] for n in before if draft.quantities[n].start >= start)
    return [one.fact for one in said if one.fact is not None and one.rule == "award" and not one.reason]


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
        is_written_out = at in draft.given and rate in draft.given[at].operands
        if not is_written_out and not any(same(figure.value, q.value * rate.value / 100) for q in sizes):
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
    around = draft.around(at)
    says_sum = at in draft.given or SUMMED.search(around.clause) or _TAKEN_OFF.search(around.sentence)
    if not says_sum and draft.sheet.text[figure.start - 1 : figure.start] not in ("=", "＝"):
        return None
    before = [n for n in range(max(0, at - FAR), at) if draft.quantities[n].counter == figure.counter]
    before = [n for n in before if draft.rulings[n].status != "not_policy" and n not in draft.worked_with]
    judged = [draft.quantities[n].value for n in before]
    times = [_times(draft, n) for n in before]
    is_part = _PART_NAMED.search(draft.sheet.text, max(0, figure.start - 6), figure.start)
    later = [q.value for q in draft.quantities[at + 1 : at + 6] if q.counter == figure.counter and not is_part]
    if (chosen := sums_of(judged, figure.value)) and (best := _best_alone(draft, [before[n] for n in chosen])):
        return Ruling("sum", "stacked", best)
    repeated = [value * count for value, count in zip(judged, times, strict=True)] if max(times, default=1) > 1 else []
    if not any(is_sum(figure.value, parts) for parts in (judged, later, repeated)):
        return None
    limit = _limit_of_all(draft, at, figure)
    return Ruling("sum", "cap_dropped", limit) if limit is not None else Ruling("sum")


def _limit_of_all(draft: Draft, at: int, figure: Quantity) -> Fact | None:
    """Return a limit of all that is received, in shares of what a rate was worked out of, that a total exceeds."""
    facts = [fact for one in wide(draft, draft.scope(at)) for fact in draft.book.of(one) if fact.kind == "rate"]
    limits = [fact for fact in facts if fact.claim.bound == "at_most" and _IN_ALL.search(fact.claim.own)]
    for one in draft.expressions if limits else ():
        rulings = [draft.rulings[place] for q in one.operands if q.is_rate and (place := draft.place_of(q)) < at]
        bases = [ruling.fact.tier.base or "" for ruling in rulings if ruling.fact and ruling.fact.tier]
        for limit in limits:
            of = limit.tier.base or "" if limit.tier else ""
            most = max((q.value for q in one.operands if q.is_money), default=figure.value) * limit.figure.value / 100
            if figure.value > most and any(base and coverage(base, [of]) >= HALF for base in bases):
                return limit
    return None


def _times(draft: Draft, at: int) -> Decimal:
    """Return how many times a sum is said to be paid: 后三年各50万元."""
    listed = _LISTED_EACH.search(draft.sheet.text, draft.reader.frame(at).floor, draft.quantities[at].left)
    if listed is not None:
        return Decimal(1 + len(re.findall("[、和与及]", listed["names"])))
    before = draft.quantities[at - 1] if at else None
    if before is None or before.is_judged or before.number < MORE:
        return Decimal(1)
    return before.number if _EACH.fullmatch(draft.sheet.text, before.end, draft.quantities[at].left) else Decimal(1)


def _best_alone(draft: Draft, places: Sequence[int]) -> Fact | None:
    """Return a fact of a row of which only the best tier is paid, where a sum adds up tiers of it."""
    seen: dict[str, Fact] = {}
    for fact in (fact for place in places if (fact := draft.rulings[place].fact) is not None):
        row = fact.reward
        if row is None or _OTHERS.search(draft.around(places[-1]).sentence):
            continue
        if row.stacking != row.id and not is_of_sizes(fact):
            continue
        other = seen.setdefault(row.id, fact)
        if not other.tiers & fact.tiers:
            return fact
    return None


def _of_months(draft: Draft, at: int, facts: Sequence[Fact]) -> Fact | None:
    """Return the monthly sum of which a figure is said to be a year's: 每月3元，一年36元."""
    figure, start = draft.quantities[at], draft.reader.frame(at).sentence[0]
    if not figure.is_money or not _YEAR_SAID.search(draft.sheet.text, max(start, figure.start - 10), figure.start):
        return None
    return next((f for f in facts if "月" in f.claim.periods and f.figure.value * 12 == figure.value), None)


def _difference(claim: Claim, facts: Sequence[Fact]) -> Fact | None:
    """Return what a difference is to that is said as one: 补差额20万元."""
    given = [fact for fact in facts if fact.kind == "amount" and fact.figure.is_money]
    pairs = ((one, other) for one in given for other in given if one.reward is other.reward)
    is_said = "差额" in claim.own
    return next(
        (one for one, less in pairs if is_said and one.figure.value - less.figure.value == claim.figure.value), None
    )


def _rates_raised(facts: Sequence[Fact]) -> list[Quantity]:
    """Return the rates that another raises by a share of themselves: 上浮20%."""
    raised = {fact.tier.of_award for fact in facts if fact.tier is not None and fact.figure.is_rate}
    return [fact.figure for fact in facts if fact.kind == "rate" and fact.reward and fact.reward.id in raised]


def _same_kind(one: Derived, figure: Quantity) -> bool:
    if figure.is_rate:
        return one.fact.figure.is_rate and one.how == "product"
    return figure.is_money


def _fits_tier(claim: Claim, one: Derived) -> bool:
    if one.fact.reward is None:
        return True
    said, parts = claim.tier.get(one.fact.reward.id), claim.tier.get(f"{one.fact.reward.id}{PARTS}")
    if parts is not None and one.fact.parts and not parts & one.fact.parts:
        return False
    return said is None or bool(said & one.fact.tiers)
