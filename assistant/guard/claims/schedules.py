"""Rules for what is paid one after the other: in the notice's order, not in another, and not at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from assistant.guard.claims.claim import Claim
from assistant.guard.claims.draft import Draft, Ruling, wide
from assistant.guard.claims.facts import Fact
from assistant.guard.claims.quantities import Quantity
from assistant.guard.layout.lines import Span
from assistant.text import denying, giving

_PAID_OUT = re.compile(f"分别按|依次|{giving.PAY}|支付|到位|分[二两三四五六2-6]+[年次期批步]|阶段")
_WHOLE = 100
_AT_ONCE = re.compile(
    f"(?:一次性?|一笔|一口气)(?:就|都|全额|足额|全部|直接|给您?)*(?:{giving.PAY}|支付|发完|到位|到账|付清|给清|拨完)"
)
_DENIED = re.compile(f"{denying.NO}[^，。；]{{0,4}}$")


def find_paid_at_once(draft: Draft) -> Iterator[tuple[Span, Fact]]:
    """Yield where an award is said to be paid at once that is paid in instalments, with the first of these."""
    for found in _AT_ONCE.finditer(draft.sheet.text):
        if draft.quotations.holds(*found.span()) or _DENIED.search(draft.sheet.text, 0, found.start()):
            continue
        facts = (fact for subject in draft.subjects_at(found.span())[:1] for fact in draft.book.of(subject))
        if (part := next((fact for fact in facts if fact.kind == "part"), None)) is not None:
            yield found.span(), part


def scheduled(draft: Draft, at: int, claim: Claim) -> Ruling | None:
    """A share or sum of a payout in stages, where the notice has the same in another order: 30%、30%、40%."""
    run = next((run for run in draft.reader.lists if at in run), None) or _whole(draft, at)
    if run is None or not claim.figure.is_judged:
        return None
    figures = [draft.quantities[number] for number in run]
    found = _in_another_order([one.value for one in figures], _instalments(draft, at)) if figures[0].is_money else None
    if found is None and _PAID_OUT.search(draft.around(at).sentence):
        found = _in_another_order(_percents(figures, draft.quantities[:at]), _schedules(draft, draft.scope(at)))
    return Ruling("schedule", "wrong_tier", found) if found is not None else None


def _in_another_order(said: Sequence[Decimal], told: Iterable[Sequence[Fact]]) -> Fact | None:
    """Return the first fact of what the notice tells with the same values in another order, and nowhere in this one."""
    schedules = [(facts, [fact.figure.value for fact in facts]) for facts in told]
    if not said or any(values == said for _, values in schedules):
        return None
    return next((facts[0] for facts, values in schedules if sorted(values) == sorted(said)), None)


def _instalments(draft: Draft, at: int) -> Iterator[list[Fact]]:
    """Yield the sums that each row meant is paid in, in their order."""
    for row in draft.book.rows(wide(draft, draft.scope(at))):
        facts = [fact for fact in draft.book.of(row.id) if fact.kind == "part" and fact.figure.is_money]
        yield sorted(facts, key=lambda fact: min(fact.parts))


def _percents(run: Sequence[Quantity], before: Sequence[Quantity]) -> list[Decimal]:
    """Return the shares of a whole that figures are said as, or, of a sum stated before them, that they come to."""
    if all(one.is_rate for one in run):
        return [one.value for one in run]
    total = sum(one.value for one in run)
    is_parted = all(one.is_money for one in run) and any(one.is_money and one.value == total for one in before)
    return [one.value * _WHOLE / total for one in run] if is_parted else []


def _whole(draft: Draft, at: int) -> Sequence[int] | None:
    """Return the shares of a sentence that make up the whole, one after the other: 开工给30%，验收给70%."""
    start, end = draft.reader.frame(at).sentence
    rates = [n for n, one in enumerate(draft.quantities) if one.is_rate and start <= one.start < end]
    return rates if len(rates) > 1 and sum(draft.quantities[n].value for n in rates) == _WHOLE else None


def shares_in_stages(draft: Draft, scope: Sequence[str]) -> list[tuple[Decimal, ...]]:
    """Return the shares in % that awards are paid out by, of the clauses meant, or else of all."""
    found = list(_schedules(draft, scope)) or list(_schedules(draft, tuple(draft.book.ratios)))
    return [tuple(fact.figure.value for fact in facts) for facts in found]


def _schedules(draft: Draft, scope: Sequence[str]) -> Iterator[list[Fact]]:
    """Yield the shares of the clauses meant, of each sentence on paying out, in order."""
    for subject in wide(draft, scope):
        facts = [fact for fact in draft.book.of(subject) if fact.figure.is_rate and fact.figure.end]
        for sentence in dict.fromkeys(fact.sentence for fact in facts if _PAID_OUT.search(fact.sentence)):
            own = {fact.figure.start: fact for fact in facts if fact.sentence == sentence}
            yield [own[start] for start in sorted(own)]
