"""What a draft names that the sentence of the notices that it retells has otherwise: a rank of treasury, a multiple."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from decimal import Decimal

from assistant.guard.claims.draft import Draft
from assistant.guard.claims.phrases import pairs
from assistant.guard.layout.lines import Span
from assistant.text import denying
from assistant.text.numerals import parse_numeral

FEW = 3  # the same of a part of a sentence on who pays
FEWEST = 5  # pairs of characters that a sentence of the notices shares with one that retells it
_TREASURY = re.compile(
    "(?P<rank>中央|国家|[省市县区州镇])(?:本?级)?(?:财政|资金)(?!局|厅|部门|贡献|收入|预算|所)"
    "|(?P<few>(?:[省市县区州镇]{1,2}[、和与及]){1,3}[省市县区州镇]{1,2})(?:[两三四]级)?(?:本?级)?财政"
)
_DENIED = re.compile(rf"(?:{denying.IS_NOT}|不用|不由|不需要?|没有|无需|而非)[^，。；！？\n]{{0,4}}$")
_MULTIPLE = re.compile(r"(?P<number>\d+(?:\.\d+)?|[一二两三四五六七八九十]{1,2}(?:点[一二三四五六七八九五])?)倍")
_SENTENCES = re.compile("[。；;]")
_RANKS = re.compile("中央|国家|[省市县区州镇]")


def find_unheard(draft: Draft) -> Iterator[tuple[Span, str, str]]:
    """Yield what a draft names otherwise than the notices do: where, the reason, and the sentence of the notices."""
    yield from _treasuries(draft)
    yield from _multiples(draft)


def _treasuries(draft: Draft) -> Iterator[tuple[Span, str, str]]:
    text = draft.sheet.text
    for found in _TREASURY.finditer(text):
        if draft.quotations.holds(*found.span()) or _DENIED.search(text, max(0, found.start() - 10), found.start()):
            continue
        own = pairs(text[slice(*draft.sheet.clause(*found.span()))])
        told = _likest(own, [one for one in _sentences(draft) if _TREASURY.search(one)], FEW)
        ranks = {rank for one in _TREASURY.finditer(told) for rank in _RANKS.findall(one["rank"] or one["few"])}
        said = set(_RANKS.findall(found["rank"] or found["few"]))
        if ranks and not said & ranks:
            yield found.span(), "wrong_payer", told


def _multiples(draft: Draft) -> Iterator[tuple[Span, str, str]]:
    """Yield a multiple that neither the notices nor the question have, where the notices have another."""
    told = {value for text in draft.book.texts.texts for value in _numbers(text)}
    asked = set(_numbers(draft.asked))
    for found in _MULTIPLE.finditer(draft.sheet.text):
        value = _number(found["number"])
        if told and value is not None and value not in told | asked and not draft.quotations.holds(*found.span()):
            yield found.span(), "wrong_value", _retold(draft, found.span())


def _numbers(text: str) -> Iterator[Decimal]:
    yield from (value for found in _MULTIPLE.finditer(text) if (value := _number(found["number"])) is not None)


def _number(said: str) -> Decimal | None:
    try:
        return parse_numeral(said.replace("两", "二"))
    except ValueError:
        return None


def _retold(draft: Draft, span: Span) -> str:
    """Return the sentence of the notices that shares most with that of a place; empty where none shares much."""
    return _likest(pairs(draft.sheet.text[slice(*draft.sheet.sentence(*span))]), _sentences(draft), FEWEST)


def _sentences(draft: Draft) -> list[str]:
    return [one for text in draft.book.texts.texts for one in _SENTENCES.split(text)]


def _likest(own: Set[str], told: Sequence[str], fewest: int) -> str:
    best = max(told, key=lambda one: len(own & pairs(one)), default="")
    return best if len(own & pairs(best)) >= fewest else ""
