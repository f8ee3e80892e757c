"""Whether a text gives an award to somebody whom the policy does not name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.guard.judging.reading import Reading
from assistant.guard.layout.lines import Span
from assistant.guard.layout.sheet import Item, Sheet
from assistant.guard.table.facts import Fact
from assistant.guard.words.bases import BASE_PHRASE
from assistant.guard.words.denials import DENY_BEFORE
from assistant.guard.words.parties import BENEFICIARIES, RECIPIENT, TO_OFFICES
from assistant.text.figures import Unit

_WORDS = r"[^，,。；;！？\n]"
_GIVEN = {  # what gives to them, whoever else is named beside
    family: re.compile(
        rf"(?<![不没未非])(?:发给|奖给|奖励给|付给|拨给|补给|归|直接给|打给|给到|给予)(?!{_WORDS}{{0,10}}核心企业){_WORDS}{{0,10}}(?:{who.pattern})"
        rf"(?!{_WORDS}{{0,4}}(?:融资|提供|的核心))"
        rf"|由{_WORDS}{{0,10}}(?:{who.pattern}){_WORDS}{{0,6}}(?:领取|享受|获得|申领|拿|所得)"
        rf"|(?:{who.pattern})(?:自己|本身|也|均|都|可以?|能|还|直接)*(?:最[高多])?(?:可以?|能|直接)?"
        r"(?:得到?|拿到?|领到?|享受|申领|申请)(?=不[超低]|[最至上0-9一二两三四五六七八九十百千这本该奖补])"
    )
    for family, who in BENEFICIARIES.items()
}
_YOU = r"(?:贵公司|贵司|贵商[超场户]|您|你们?|企业)"
_ADDRESSED = {  # 贵公司作为上游供应商, 我们是上游供应商
    family: re.compile(
        rf"(?:我们|我司|本公司|我是|{_YOU}){_WORDS}{{0,3}}?(?:是|作为|属于)?{_WORDS}{{0,4}}?(?:{who.pattern})(?!的?核心)|贵(?:{who.pattern})"
    )
    for family, who in BENEFICIARIES.items()
}
_YOU_GET = re.compile(
    rf"{_YOU}(?:就|也|一样|同样|完全|还|均)*(?:可以?|能|有资格|有权)?(?:按{_WORDS}{{0,16}})?(?:拿|领|得|获|享受|申请|申领)(?!起|知|出|悉|取)"
)


def wrong_beneficiary(reading: Reading, item: Item, facts: Sequence[Fact]) -> bool:
    """Whether the sentence gives the award to someone whom the policy doesn't name."""
    text, (start, end) = reading.sheet.text, reading.sheet.sentence_of(item)
    if any(start <= quoted[0] < end for quoted in reading.sheet.quoted_wrong):
        return False  # whom it names is said to be wrong
    if _goes_to_persons(reading, item):
        return True
    offices = TO_OFFICES.search(text, start, end)
    if offices is not None and not DENY_BEFORE.search(text, max(0, offices.start() - 8), offices.start()):
        return True
    family = next((fact.family for fact in facts if fact.family in BENEFICIARIES), None)
    if family is None or (item.unit is not Unit.YUAN and _has_sum(reading.sheet, start, end)):
        return False
    given = _GIVEN[family].search(text, start, end)
    if given is not None and not DENY_BEFORE.search(text, max(start, given.start() - 8), given.end()):
        return True
    if _is_yours(reading, family, (start, end)):
        return True
    words = BASE_PHRASE.sub("", text[start:end])
    if item.unit is not Unit.YUAN or RECIPIENT[family].search(words):
        return False
    found = BENEFICIARIES[family].search(words)
    return found is not None and not DENY_BEFORE.search(words, 0, found.start())


def _is_yours(reading: Reading, family: str, sentence: Span) -> bool:
    """Whether the award is promised to the user, who is one of those whom the policy doesn't name."""
    text = reading.sheet.text
    promised = _YOU_GET.search(text, *sentence)
    if promised is None or DENY_BEFORE.search(text, sentence[0], promised.end()) or RECIPIENT[family].search(text):
        return False
    return _ADDRESSED[family].search(text, max(0, sentence[0] - 80), sentence[1]) is not None or any(
        _ADDRESSED[family].search(said) for said in reading.asked.texts
    )


def _has_sum(sheet: Sheet, start: int, end: int) -> bool:
    """Whether money stands in a sentence, of which its beneficiary is said."""
    return any(item.unit is Unit.YUAN for item in sheet.items_in(start, end))


def _goes_to_persons(reading: Reading, item: Item) -> bool:
    """Whether the clause of a figure, or one of its sentence without a figure, gives to persons."""
    sheet = reading.sheet
    for place in reading.gifts_in(*sheet.sentence_of(item)):
        clause = sheet.clause(place, place)
        if clause != sheet.clause_of(item) and has_money(sheet, clause):
            continue
        if not DENY_BEFORE.search(sheet.text, clause[0], place):
            return True
    return False


def has_money(sheet: Sheet, span: Span) -> bool:
    """Whether money or a rate stands in a span."""
    return any(item.unit in (Unit.YUAN, Unit.PERCENT) for item in sheet.items_in(*span))
