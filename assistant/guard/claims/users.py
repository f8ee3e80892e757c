"""Rules for the figures of the one who asks, and for what a draft supposes to work on."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.guard.arithmetic import same
from assistant.guard.claims.claim import Claim
from assistant.guard.claims.draft import Draft, Ruling, wide
from assistant.guard.claims.phrases import coverage
from assistant.guard.claims.quantities import Quantity
from assistant.guard.words.slots import CAPPED, SUPPOSED, UNITS

MOSTLY = 0.6
_AS_SPENT = re.compile("低于|不足|不到|没到|未达|实际|据实")


def users(draft: Draft, at: int, claim: Claim) -> Ruling | None:
    """A figure of the question that isn't said to be paid, or what a draft supposes to work on."""
    figure = claim.figure
    if figure.key in draft.asked_keys and (claim.role != "award" or _is_paid_as_spent(draft, at)):
        return Ruling("user", status="user")
    if at in draft.factors:
        return Ruling("factor", status="user")
    if figure.is_money and claim.measure is not None and _is_base(draft, at, claim):
        return Ruling("base", status="user")
    if figure.is_money and claim.role != "award" and _is_users_sum(draft, at, figure):
        return Ruling("user's sum", status="user")
    if at in draft.given and claim.role != "award" and _is_worked_out(draft, at):
        return Ruling("product", status="user")
    if figure.is_rate and _is_share(draft, at):
        return Ruling("share", status="user")
    if figure.is_money and (claim.role != "award" or _is_supposed(draft, at)) and _is_worked_with(draft, at, figure):
        return Ruling("base", status="user")
    if figure.is_money and _is_supposed(draft, at) and _is_multiple(draft, at, figure):
        return Ruling("supposed", status="user")
    words = draft.sheet.text[slice(*draft.reader.frame(at).clause)]
    if claim.role != "award" and claim.owner is not None and not CAPPED.search(words):
        return Ruling("supposed", status="user")
    return None


def _is_paid_as_spent(draft: Draft, at: int) -> bool:
    """Whether the clauses meant pay what was really paid, and the draft says so: 只付35元，低于标准，就按35元补."""
    clauses = (one for one in wide(draft, draft.scope(at)) if one in draft.book.spent)
    return _AS_SPENT.search(draft.around(at).sentence) is not None and next(clauses, None) is not None


def _is_supposed(draft: Draft, at: int) -> bool:
    return SUPPOSED.search(draft.around(at).clause) is not None


def _is_multiple(draft: Draft, at: int, figure: Quantity) -> bool:
    """Whether a sum may be what a sum per unit of the rows meant comes to, for some number of units within its cap."""
    facts = (fact for one in wide(draft, draft.scope(at)) for fact in draft.book.of(one))
    return any(
        fact.kind == "amount" and fact.claim.units & UNITS and not figure.value % fact.figure.value
        and fact.tier is not None and (fact.tier.cap_yuan is None or figure.value <= fact.tier.cap_yuan)
        for fact in facts
    )  # fmt: skip


def _is_worked_with(draft: Draft, at: int, figure: Quantity) -> bool:
    """Whether a sum that stands near is a rate of this one, a rate that the draft or a row meant gives."""
    line = draft.sheet.line_at(figure.start)
    place = (line.start, line.end) if line.kind == "row" else (0, len(draft.sheet.text))
    near = [q for q in draft.quantities[max(0, at - 3) : at + 4] if place[0] <= q.start < place[1]]
    rates = {q.value for q in near if q.is_rate}
    scope = wide(draft, draft.scope(at))
    rates |= {fact.figure.value for one in scope for fact in draft.book.of(one) if fact.figure.is_rate}
    later = [q for q in draft.quantities[at + 1 : at + 6] if q.start < place[1]]
    results = [q.value for q in later if q.is_money and q.value < figure.value]
    return any(same(result, figure.value * rate / 100) for rate in rates for result in results)


def _is_base(draft: Draft, at: int, claim: Claim) -> bool:
    """Whether the words before a sum are what a rate of the rows meant is of: 中央补贴额4万元."""
    facts = (fact for subject in draft.scope(at) for fact in draft.book.of(subject) if fact.kind == "rate")
    bases = [fact.tier.base for fact in facts if fact.tier is not None and fact.tier.base]
    return claim.measure is not None and coverage(claim.measure.words, bases) >= MOSTLY


def _is_users_sum(draft: Draft, at: int, figure: Quantity) -> bool:
    """Whether a sum is worked out from the user's alone: rent for so many months, what lies above a threshold."""
    own = [q.value for q in draft.asked_quantities if q.is_money]
    counts = [q.number or q.value for q in draft.quantities[max(0, at - 4) : at] if not q.is_judged]
    halves = (Decimal("0.5"),) if "半" in draft.around(at).clause else (1,)
    if any(figure.value == one * count * half for one in own for count in counts for half in halves):
        return True
    limits = [q.value for q in draft.quantities if q.is_money and q.start != figure.start]
    return any(one - limit == figure.value for one in own for limit in limits)


def _is_worked_out(draft: Draft, at: int) -> bool:
    """Whether a sum that is written out is right, and of figures that are the notice's or the user's."""
    expression = draft.given[at]
    computed = expression.value()
    stated = draft.quantities[at].value / (100 if draft.quantities[at].is_rate else 1)
    operands = [draft.place_of(operand) for operand in expression.operands]
    return (
        computed is not None
        and same(stated, computed)
        and all(draft.rulings[n].reason is None for n in operands if n < at)
    )


def _is_share(draft: Draft, at: int) -> bool:
    """Whether a share is that of one sum of a row in another: 6万元…一半3万元."""
    rate = draft.quantities[at].value
    given = {f.figure.value for s in draft.scope(at) for f in draft.book.of(s) if f.is_award and f.figure.is_money}
    near = [q.value for q in draft.quantities[max(0, at - 4) : at + 3] if q.is_money]
    return any(whole * rate / 100 == part for whole in near for part in near if {whole, part} <= given)
