"""What a draft says without a figure of its own: that there is no cap, who pays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from assistant.guard.claims.denials import find_denied
from assistant.guard.claims.draft import Draft, wide
from assistant.guard.claims.facts import Fact
from assistant.guard.claims.quotations import plain
from assistant.guard.claims.reckoned_in import find_misreckoned
from assistant.guard.claims.reversals import find_reversed
from assistant.guard.claims.schedules import find_paid_at_once
from assistant.guard.claims.series import find_mentions, is_open
from assistant.guard.claims.shares import find_wrong_ratios
from assistant.guard.claims.stacking import find_stacking
from assistant.guard.claims.substituted import find_substituted
from assistant.guard.claims.unheard import find_unheard
from assistant.guard.claims.waivers import find_waived
from assistant.guard.layout.lines import Span
from assistant.guard.words.denials import DISPUTED, NOT_SAID_THAT
from assistant.guard.words.slots import NO_CAP, PAYER
from assistant.guard.words.stacking import EVERY_YEAR


class Statement(NamedTuple):
    """A statement that the notices contradict: where it stands, why, and a fact that says otherwise."""

    span: Span
    reason: str
    fact: Fact | None
    expected: str | None = None


def find_statements(draft: Draft) -> Iterator[Statement]:
    """Yield what a draft says wrongly without a figure."""
    yield from _denied_caps(draft)
    payers = list(_payers(draft))
    yield from payers
    yield from (Statement(span, reason, None) for span, reason in find_stacking(draft))
    yield from (Statement(span, "wrong_target", fact) for span, fact in find_waived(draft))
    yield from _recurring(draft)
    yield from (Statement(span, reason, None) for span, reason in find_wrong_ratios(draft))
    yield from (Statement(span, "wrong_tier", fact) for span, fact in find_paid_at_once(draft))
    yield from (Statement(span, "wrong_base", None, told) for span, told in find_misreckoned(draft))
    for span, row in find_denied(draft):
        yield Statement(span, "denied_award", next(iter(draft.book.of(row))))
    for mention in find_mentions(draft.sheet, draft.quantities, draft.asked):
        if mention.member.of_figure and _is_worked_out(draft, mention.span[1]):
            continue
        if is_open(draft.sheet.text, mention.span) and not draft.quotations.holds(*mention.span):
            known = draft.book.series.contradicting(mention)
            if known is not None:
                yield Statement(mention.span, "otherwise", None, f"“{known.sentence}”")
    for span, reason, sentence in find_unheard(draft):
        if any(start < span[1] and span[0] < end for (start, end), *_ in payers):
            continue
        yield Statement(span, reason, None, f"“{sentence}”" if sentence else None)
    for span, sentence in find_substituted(draft):
        yield Statement(span, "otherwise", None, f"“{sentence}”")
    for span, told in find_reversed(draft):
        yield Statement(span, "reversed", None, f"“{told.sentence}”")


def _is_worked_out(draft: Draft, place: int) -> bool:
    """Whether the figure at a place is the result of a sum: 两个共6万元, of each 3万元."""
    rulings = zip(draft.quantities, draft.rulings, strict=True)
    return any(q.start == place and ruling.rule in ("derived", "sum", "product") for q, ruling in rulings)


def _is_denied(text: str, place: int) -> bool:
    """Whether the words right before a place deny what follows: 并非上不封顶."""
    return NOT_SAID_THAT.search(text, max(0, place - 10), place) is not None


def _has_sum(draft: Draft, span: Span) -> bool:
    """Whether a sum or rate stands in a span."""
    return any(quantity.is_judged and span[0] <= quantity.start < span[1] for quantity in draft.quantities)


def _denied_caps(draft: Draft) -> Iterator[Statement]:
    """Yield where a draft says that there is no cap though the rows it speaks of have one."""
    text = draft.sheet.text
    for found in NO_CAP.finditer(text):
        if DISPUTED.match(text, found.end()) or _is_denied(text, found.start()):
            continue
        scope = draft.subjects_at(found.span())[:1]
        if any(NO_CAP.search(told) for told in _texts(draft, wide(draft, scope))):
            continue
        capped = [fact for subject in scope for fact in draft.book.of(subject) if _caps(fact)]
        if capped:
            yield Statement(found.span(), "cap_dropped", capped[0])


def _caps(fact: Fact) -> bool:
    return fact.kind == "cap" or (fact.is_award and fact.claim.bound == "at_most")


def _payers(draft: Draft) -> Iterator[Statement]:
    """Yield who is said to pay, in a sentence without a sum or rate, where the rows it speaks of name another."""
    sheet = draft.sheet
    for found in PAYER.finditer(sheet.text):
        start, end = sheet.sentence(*found.span())
        if _has_sum(draft, (start, end)):
            continue  # judged with the figure
        if draft.quotations.holds(*found.span()) or _is_shared(draft, sheet.text[start:end]):
            continue
        if _is_denied(sheet.text, found.start()):
            continue
        facts = [fact for subject in draft.subjects_at(found.span())[:1] for fact in draft.book.of(subject)]
        payers = {fact.tier.payer for fact in facts if fact.tier and fact.tier.payer}
        if payers and not any(found["who"][0] in payer for payer in payers):
            paid = next(fact for fact in facts if fact.tier and fact.tier.payer)
            yield Statement(found.span(), "wrong_payer", paid, "、".join(sorted(payers)))


def _texts(draft: Draft, scope: Iterable[str]) -> Iterator[str]:
    for subject in scope:
        policy, _, label = subject.partition("/")
        if (clause := draft.book.clauses.get((policy, label))) is not None:
            yield clause.text
        reward = draft.book.rewards.get(subject)
        if reward is not None:
            yield from (tier.quote for tier in reward.tiers)
        yield from (fact.sentence for fact in draft.book.of(subject))


def _is_shared(draft: Draft, said: str) -> bool:
    """Whether a sentence names all who share the payment as a sentence of the notice does: 市财政、县财政分担."""
    payers = {plain(found[0]) for found in PAYER.finditer(said)}
    return len(payers) > 1 and any(
        all(payer in sentence for payer in payers) for text in draft.book.texts.texts for sentence in text.split("。")
    )


def _recurring(draft: Draft) -> Iterator[Statement]:
    """Yield where an award that is paid once is said to come again each year, beside no sum of its own."""
    sheet = draft.sheet
    for found in EVERY_YEAR.finditer(sheet.text):
        if _has_sum(draft, sheet.clause(*found.span())):
            continue  # judged with the figure
        if draft.quotations.holds(*found.span()) or _is_denied(sheet.text, found.start()):
            continue
        row = draft.row_at(found.span())
        if row is not None and row.once:
            yield Statement(found.span(), "once_as_yearly", next(iter(draft.book.of(row.id)), None))
