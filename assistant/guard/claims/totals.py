"""Rules for a total that stands behind what it adds up: sums that were worked out, or numbers of people or things."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise

from assistant.guard.arithmetic import sums_of
from assistant.guard.claims.claim import Claim
from assistant.guard.claims.derivation import cap_of
from assistant.guard.claims.draft import IN_ALL, Draft, Ruling
from assistant.guard.words.slots import UNITS, WITHIN
from assistant.text import denying

WORKED_OUT = ("derived", "product", "sum", "restated")
LED = 8  # how many characters before a total say that it is one
MOST = 6
_COUNTED = UNITS | {"人", "名", "个", "家", "户", "项"}
_JOINED = re.compile("[和与及加]|另|、")
_SET_APART = re.compile(f"{denying.IS_NOT}|不符|不算|不能|不属|没有|未|除|只有|其中")


def totalled(draft: Draft, at: int, claim: Claim) -> Ruling | None:
    """A total that isn't what stands before it in its sentence comes to: 9000元, 24000元, 合计3.6万元."""
    figure, text = claim.figure, draft.sheet.text
    start, _ = draft.reader.frame(at).sentence
    clause = text[slice(*draft.reader.frame(at).clause)]
    if not figure.is_money or figure.bound is not None or WITHIN.search(clause) or at in draft.given:
        return None
    if IN_ALL.search(text, max(start, figure.start - LED), figure.start) is None:
        return None
    before = [n for n in range(max(0, at - 2 * MOST), at) if draft.quantities[n].start >= start]
    results = [
        draft.quantities[n].value for n in before
        if draft.quantities[n].is_money and draft.rulings[n].rule in WORKED_OUT and draft.rulings[n].reason is None
    ][-MOST:]  # fmt: skip
    if len(results) > 1 and figure.value != results[-1] and sums_of(results, figure.value) is None:
        return Ruling("total", "wrong_arithmetic")
    return _of_counts(draft, at, claim)


def _of_counts(draft: Draft, at: int, claim: Claim) -> Ruling | None:
    """Rule on a total of two numbers of the same that is reckoned with one of them alone: 6名…和2名…一共1.2万元."""
    figure, text = claim.figure, draft.sheet.text
    start = draft.reader.frame(at).clause[0]
    counts = [q for q in draft.quantities[max(0, at - MOST) : at] if q.start >= start and q.counter in _COUNTED]
    said = text[start : figure.start]
    if len(counts) < 2 or len({q.counter for q in counts}) > 1 or _SET_APART.search(said):
        return None
    if not all(_JOINED.search(text, one.end, other.start) for one, other in pairwise(counts)):
        return None
    facts = [fact for one in draft.scope(at) for fact in draft.book.of(one) if fact.kind == "amount"]
    total = sum((q.value for q in counts), Decimal(0))
    whole = next((fact for fact in facts if figure.value == fact.figure.value * total), None)
    cap = cap_of(whole, draft.sizes(at), draft.book) if whole is not None else None
    if whole is not None and (cap is None or figure.value <= cap):
        return Ruling("total", None, whole)
    alone = any(figure.value == fact.figure.value * q.value for fact in facts for q in counts)
    return Ruling("total", "wrong_arithmetic") if alone and whole is None else None
