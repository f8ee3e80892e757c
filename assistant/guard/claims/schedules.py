"""Rules for what is paid one after the other: in the notice's order, not in another, and not at once."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.guard.claims.claim import Claim
from assistant.guard.claims.draft import Draft, Ruling, wide
from assistant.guard.claims.facts import Fact
from assistant.guard.layout.lines import Span

_PAID_OUT = re.compile("分别按|依次|拨付|兑付|兑现|发放|到位|支付|分[二两三四五六2-6]+[年次期批]")
_AT_ONCE = re.compile(
    "(?:一次性?|一笔|一口气)(?:就|都|全额|足额|全部|直接|给您?)*(?:拨付|兑付|兑现|发放|发完|到位|到账|支付|付清|给清|拨完)"
)
_DENIED = re.compile("[不没非未无][^，。；]{0,4}$")


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
    run = next((run for run in draft.reader.lists if at in run), None)
    if run is None or not claim.figure.is_judged:
        return None
    if claim.figure.is_rate and not _PAID_OUT.search(draft.around(at).sentence):
        return None
    said = [draft.quantities[number].key for number in run]
    told = list(_schedules(draft, at) if claim.figure.is_rate else _instalments(draft, at))
    schedules = [[fact.key for fact in facts] for facts in told]
    if said in schedules or sorted(said) not in map(sorted, schedules):
        return None
    return Ruling("schedule", "wrong_tier", next(fact for facts in told for fact in facts if fact.key == said[0]))


def _instalments(draft: Draft, at: int) -> Iterator[list[Fact]]:
    """Yield the sums that each row meant is paid in, in their order."""
    for row in draft.book.rows(wide(draft, draft.scope(at))):
        facts = [fact for fact in draft.book.of(row.id) if fact.kind == "part" and fact.figure.is_money]
        yield sorted(facts, key=lambda fact: min(fact.parts))


def _schedules(draft: Draft, at: int) -> Iterator[list[Fact]]:
    """Yield the shares of the clauses meant, of each sentence on paying out, in order."""
    for subject in wide(draft, draft.scope(at)):
        facts = [fact for fact in draft.book.of(subject) if fact.figure.is_rate and fact.figure.end]
        for sentence in dict.fromkeys(fact.sentence for fact in facts if _PAID_OUT.search(fact.sentence)):
            own = {fact.figure.start: fact for fact in facts if fact.sentence == sentence}
            yield [own[start] for start in sorted(own)]
