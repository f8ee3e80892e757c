"""Conditions that a draft says not to matter, though the row spoken of has them: 期限长短都行, 不管谁投资都给."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.guard.claims.draft import Draft
from assistant.guard.claims.facts import Fact
from assistant.guard.claims.phrases import coverage, pairs
from assistant.guard.claims.provisions import LISTS
from assistant.guard.claims.quantities import canonical
from assistant.guard.layout.lines import Span
from assistant.guard.words.denials import DISPUTED, NOT_SAID_THAT
from assistant.guard.words.slots import COUNTERS
from assistant.guard.words.stacking import WAIVED, WAIVED_KIND
from assistant.models import Reward
from assistant.text.lists import either

MOSTLY = 0.6
_ANY_SIZE = re.compile(
    f"(?:(?P<size>{either(LISTS['sizes'])})|(?:多少|几)个?(?P<many>{COUNTERS}))(?:{either(LISTS['any_will_do'])})"
    rf"|(?:{either(LISTS['sets_no'])})[^，。；！？\n0-9]{{0,6}}?"
    rf"(?P<of>{either(LISTS['sizes'])}|{COUNTERS})(?=[，。；的也都均]|$)"
)
_FREE = re.compile(rf"(?P<what>[^，。；！？\n0-9]{{2,12}}?)(?:{either(LISTS['free'])})(?=[，。；]|$)")
_ANYONE = re.compile(
    rf"(?:{either(LISTS['whatever'])})[^，。；！？\n]{{0,12}}[，,]?[^，。；！？\n]{{0,6}}?(?:都|均|一律|全)(?=[能可给予奖补按算有发拿领])"
)
_EITHER = re.compile(
    rf"(?:{either(LISTS['whatever'])})(?:是)?(?P<one>[^，。；！？\n0-9]{{2,8}}?)还是(?P<two>[^，。；！？\n0-9]{{2,8}}?)(?=[，。；都均一也]|只要)"
)
_EVERYBODY = re.compile(
    "(?:全体|所有|全部|任何)(?P<who>[^，。；！？\n0-9]{2,8}?)(?:都|均|皆|一律)?(?:可以?|能|享受|有)"
)
_RANKED = re.compile("[\u4e00-\u9fff]{2}以上|高级|骨干|核心|中层|高层次|规模以上|限额以上|重点|首次|新")
"""What keeps an award to some of those that there are."""
_RESTRICTED = re.compile(either(LISTS["restricts"]))
_OF_YEARS = LISTS["sizes_of_time"]


def find_waived(draft: Draft) -> Iterator[tuple[Span, Fact]]:
    """Yield where a condition is said not to matter that the row spoken of has, with what the notice has."""
    for found, row in _said(draft, WAIVED):
        yield from _asked(draft, found, row, canonical(found["counter"] or ""))
    for found, row in _said(draft, _ANY_SIZE):
        size = found["size"] or found["of"] or found["many"]
        yield from _asked(draft, found, row, "年" if size in _OF_YEARS else canonical(size))
    for found, row in _said(draft, _FREE):
        measured = (fact for fact in draft.book.around(row) if not fact.is_award and fact.claim.measure)
        same = [fact for fact in measured if fact.claim.measure and _is_same(fact.claim.measure.words, found["what"])]
        yield from ((found.span(), fact) for fact in same[:1])
    for found, row in _said(draft, WAIVED_KIND):
        kind = pairs(found["kind"])
        if kind and kind <= pairs(row.tiers[0].quote):
            yield found.span(), next(iter(draft.book.of(row.id)))
    for found, row in _said(draft, _EITHER):
        facts = (fact for fact in draft.book.of(row.id) if fact.is_award)
        yield from ((found.span(), fact) for fact in list(facts)[:1] if _names_one(fact.sentence, found))
    for found, row in _said(draft, _EVERYBODY):
        told = (fact for fact in draft.book.of(row.id) if fact.is_award and _RANKED.search(fact.sentence))
        yield from ((found.span(), fact) for fact in list(told)[:1] if found[0][:2] not in fact.sentence)
    for found, row in _said(draft, _ANYONE):
        restricted = (fact for fact in draft.book.of(row.id) if fact.is_award and _RESTRICTED.search(fact.sentence))
        yield from ((found.span(), fact) for fact in list(restricted)[:1])


def _names_one(sentence: str, found: re.Match[str]) -> bool:
    """Whether a sentence has but one of two cases: 首次创业 of 无论是首次还是再次."""
    return (found["one"] in sentence) != (_shared_end(found) in sentence or found["two"] in sentence)


def _shared_end(found: re.Match[str]) -> str:
    """Return the second case as short as the first: 再次 of 再次创业."""
    return found["two"][: len(found["one"])]


def _is_same(measure: str, said: str) -> bool:
    return len(measure) > 1 and max(coverage(measure, [said]), coverage(said, [measure])) >= MOSTLY


def _said(draft: Draft, pattern: re.Pattern[str]) -> Iterator[tuple[re.Match[str], Reward]]:
    """Yield where a draft says, in words of its own, that something does not matter, with the row meant."""
    text = draft.sheet.text
    for found in pattern.finditer(text):
        is_denied = NOT_SAID_THAT.search(text, max(0, found.start() - 10), found.start())
        if is_denied or DISPUTED.match(text, found.end()) or draft.quotations.holds(*found.span()):
            continue
        row = None if draft.book.texts.says(found[0]) else draft.row_at(found.span())
        if row is not None:
            yield found, row


def _asked(draft: Draft, found: re.Match[str], row: Reward, counter: str) -> Iterator[tuple[Span, Fact]]:
    """Yield the first size that a row's sentences ask for, of a counter where one is said."""
    sentences = {fact.sentence for fact in draft.book.of(row.id)}
    asked = (
        fact for fact in draft.book.around(row)
        if not fact.is_award and fact.sentence in sentences and fact.figure.bound != "at_most"
        and (not counter or counter in LISTS["sizes"] or fact.figure.counter == counter)
    )  # fmt: skip
    yield from ((found.span(), fact) for fact in list(asked)[:1])
