"""What a draft says without a figure of its own: that there is no cap, who pays, which clause says so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from assistant.guard.claims.book import SHORTEST_QUOTATION, plain
from assistant.guard.claims.draft import Draft
from assistant.guard.claims.facts import Fact
from assistant.guard.claims.phrases import coverage
from assistant.guard.claims.quantities import Quantity
from assistant.guard.claims.subjects import clause_subject, meant
from assistant.guard.layout.lines import Span
from assistant.guard.words.slots import NO_CAP, PAYER
from assistant.policy.lexicon import fold

_DISPUTED = re.compile(r"[^，。；！？\n]{0,3}(?:[？?]|是错|不对|的说法|不属实|吗)")
_DENIED = re.compile("(?:不是|并非|没说|没有说|说错|误)[^，。；！？\n]{0,6}$")
_LABEL = re.compile(
    r"第[0-9一二三四五六七八九十百]{1,4}条(?:第?\([0-9一二三四五六七八九十]{1,3}\)[项款]?)?"
    r"|[一二三四五六七八九十]{1,3}[、.]?\([一二三四五六七八九十]{1,3}\)|[一二三四五六七八九十]{1,3}、[0-9]{1,2}(?![0-9.%元万年月个家亩])"
)
_CLEARLY = 2.2  # by how much another clause must fit better than the one that is cited
_NUMERALS = {numeral: number for number, numeral in enumerate("一二三四五六七八九十", 1)}
HALF = 0.5
_SENTENCE_END = re.compile("[。；]")


class Statement(NamedTuple):
    """A statement that the notices contradict: where it stands, why, and a fact that says otherwise."""

    span: Span
    reason: str
    fact: Fact | None
    expected: str | None = None


def find_statements(draft: Draft) -> Iterator[Statement]:
    """Yield what a draft says wrongly without a figure."""
    yield from _denied_caps(draft)
    yield from _payers(draft)
    yield from _labels(draft)


def _scope(draft: Draft, span: Span) -> tuple[str, ...]:
    """Return the subjects that words speak of, best first."""
    place = Quantity(*span, *span, Decimal(0), "", None)
    return meant(draft.surroundings.fit(place, *draft.sheet.clause(*span), by_name=False))


def _denied_caps(draft: Draft) -> Iterator[Statement]:
    """Yield where a draft says that there is no cap though the rows it speaks of have one."""
    text = draft.sheet.text
    for found in NO_CAP.finditer(text):
        if _DISPUTED.match(text, found.end()) or _DENIED.search(text, max(0, found.start() - 10), found.start()):
            continue
        scope = _scope(draft, found.span())[:1]
        if any(NO_CAP.search(told) for told in _texts(draft, scope)):
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
        if any(quantity.is_judged and start <= quantity.start < end for quantity in draft.quantities):
            continue  # judged with the figure
        if _DENIED.search(sheet.text, max(0, found.start() - 10), found.start()):
            continue
        facts = [fact for subject in _scope(draft, found.span())[:1] for fact in draft.book.of(subject)]
        payers = {fact.tier.payer for fact in facts if fact.tier and fact.tier.payer}
        if payers and not any(found["who"][0] in payer for payer in payers):
            paid = next(fact for fact in facts if fact.tier and fact.tier.payer)
            yield Statement(found.span(), "wrong_payer", paid, "、".join(sorted(payers)))


def _labels(draft: Draft) -> Iterator[Statement]:
    """Yield the clauses that a draft cites for what another clause says."""
    known = {key: canonical_label(label) for key in draft.book.clauses for label in (key[1],)}
    supported = {
        (ruling.fact.policy, ruling.fact.clause)
        for ruling in draft.rulings
        if ruling.fact and not ruling.reason and ruling.fact.is_award
    }
    for found in _LABEL.finditer(draft.sheet.text):
        cited = canonical_label(found[0])
        keys = [key for key, label in known.items() if label == cited]
        if not keys:
            if any(label.count(".") == cited.count(".") for label in known.values()) and not draft.names_other(
                found.start()
            ):
                yield Statement(found.span(), "misquotation", None)
            continue
        if (
            supported & set(keys)
            or not supported
            or any(key[1].startswith(known_key[1]) for key in supported for known_key in keys)
        ):
            continue
        if _speaks_of(draft, found.span(), keys) or _repeats(draft, keys):
            continue
        yield Statement(found.span(), "misquotation", None, "、".join(sorted(key[1] for key in supported)))


def _speaks_of(draft: Draft, span: Span, keys: Iterable[tuple[str, str]]) -> bool:
    """Whether the sentence of a citation, or the line before, says what one of the clauses says."""
    start, end = draft.sheet.sentence(*span)
    scores = draft.surroundings.fit(Quantity(*span, *span, Decimal(0), "", None), start, end, by_name=False)
    best = max((score for subject, score in scores.items() if "/" in subject), default=0.0)
    return any(scores.get(clause_subject(*key), 0.0) * _CLEARLY > best for key in keys)


def _repeats(draft: Draft, keys: Iterable[tuple[str, str]]) -> bool:
    """Whether the draft has a sentence of one of the clauses word for word."""
    said = plain(draft.sheet.text)
    sentences = (piece for key in keys for piece in _SENTENCE_END.split(draft.book.texts.get(key, "")))
    return any(len(piece) >= SHORTEST_QUOTATION and piece in said for piece in sentences)


def canonical_label(label: str) -> str:
    """Return a label with its numerals as numbers: 第九条 and 第9条 are one.

    >>> canonical_label("第十二条"), canonical_label("四、14"), canonical_label("二（三）")
    ('12', '4.14', '2.3')
    """
    numbers = re.findall("[0-9]+|[一二三四五六七八九十百]+", fold(label))
    return ".".join(str(_number(number)) for number in _joined(label, numbers))


def _joined(label: str, numbers: list[str]) -> list[str]:
    """Part 二三 of the folded 二（三） where brackets or a mark have parted them."""
    parts = re.findall("[0-9]+|[一二三四五六七八九十百]+", label)
    return parts if len(parts) >= len(numbers) else numbers


def _number(numeral: str) -> int:
    if numeral.isdigit():
        return int(numeral)
    tens, _, ones = numeral.rpartition("十")
    if "十" not in numeral:
        return _NUMERALS.get(numeral, 0)
    return (_NUMERALS.get(tens, 1) if tens else 1) * 10 + _NUMERALS.get(ones, 0)


def _texts(draft: Draft, scope: Iterable[str]) -> Iterator[str]:
    for subject in scope:
        reward = draft.book.rewards.get(subject)
        if reward is not None:
            yield from (tier.quote for tier in reward.tiers)
        yield from (fact.sentence for fact in draft.book.of(subject))


__all__ = ["Statement", "canonical_label", "coverage", "find_statements"]
