"""Whether a text gives an award to somebody whom the policy does not name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from assistant.guard.judging.reading import Reading
from assistant.guard.layout.items import Item
from assistant.guard.layout.lines import Span
from assistant.guard.layout.sheet import Sheet
from assistant.guard.table.book import FactBook
from assistant.guard.table.facts import Fact
from assistant.guard.words.bases import BASE_PHRASE
from assistant.guard.words.denials import DENY_BEFORE
from assistant.guard.words.parties import GIVEN_TO, OTHER_FIRMS, PRIVATE, PUBLIC, TO_OFFICES, YOU, YOU_GET
from assistant.models import Reward
from assistant.text.figures import Unit

_WORDS = r"[^，,。；;！？\n]"
_GETS = (
    r"(?:自己|本身|也|均|都|可以?|能|还|直接)*(?:最[高多])?(?:可以?|能|直接)?"
    r"(?:得到?|拿到?|领到?|享受|申领|申请)(?=不[超低]|[最至上0-9一二两三四五六七八九十百千这本该奖补])"
)
TAIL = 4  # how many characters at the end of a beneficiary say who it is: 供应链核心企业


class Recipients(NamedTuple):
    """Who gets an award (`own`), and the `others` who may be taken for them."""

    own: re.Pattern[str]
    others: re.Pattern[str]

    @classmethod
    def of(cls, reward: Reward) -> Recipients | None:
        """Return those of a row: firms beside a government, other firms beside the one whose base names them."""
        beneficiary = reward.beneficiary or ""
        if PUBLIC.fullmatch(beneficiary):
            return cls(PUBLIC, PRIVATE)
        named = {found[0] for tier in reward.tiers for found in OTHER_FIRMS.finditer(tier.base or "")}
        if not named or not beneficiary or OTHER_FIRMS.search(beneficiary):
            return None
        return cls(re.compile(re.escape(beneficiary[-TAIL:])), OTHER_FIRMS)


@cache
def _given(recipients: Recipients) -> re.Pattern[str]:
    """Return what gives to others, whoever else is named beside."""
    own, who = recipients.own.pattern, recipients.others.pattern
    return re.compile(
        rf"(?:{GIVEN_TO})(?!{_WORDS}{{0,10}}(?:{own})){_WORDS}{{0,10}}(?:{who})(?!{_WORDS}{{0,4}}(?:融资|提供|的(?:{own})))"
        rf"|由{_WORDS}{{0,10}}(?:{who}){_WORDS}{{0,6}}(?:领取|享受|获得|申领|拿|所得)"
        rf"|(?:{who}){_GETS}"
    )


@cache
def _addressed(recipients: Recipients) -> re.Pattern[str]:
    """Return what says that the user is one of the others: 贵公司作为上游供应商, 我们是上游供应商."""
    own, who = recipients.own.pattern, recipients.others.pattern
    return re.compile(
        rf"(?:我们|我司|本公司|我是|{YOU}){_WORDS}{{0,3}}?(?:是|作为|属于)?{_WORDS}{{0,4}}?(?:{who})(?!的?(?:{own}))|贵(?:{who})"
    )


class BeneficiaryJudge:
    """Compares whom a text gives an award with whom its row names."""

    def __init__(self, book: FactBook) -> None:
        self._book = book

    def is_wrong(self, reading: Reading, item: Item, facts: Sequence[Fact]) -> bool:
        """Whether the sentence gives the award to someone whom the policy doesn't name."""
        text, (start, end) = reading.sheet.text, reading.sheet.sentence_of(item)
        if any(start <= quoted[0] < end for quoted in reading.sheet.quoted_wrong):
            return False  # whom it names is said to be wrong
        rows = [self._book.reward(fact.reward) for fact in facts]
        if _goes_to_persons(reading, item, "".join(row.beneficiary or "" for row in rows)):
            return True
        offices = TO_OFFICES.search(text, start, end)
        if offices is not None and not DENY_BEFORE.search(text, max(0, offices.start() - 8), offices.start()):
            return True
        recipients = next((found for row in rows if (found := Recipients.of(row))), None)
        if recipients is None or (item.unit is not Unit.YUAN and _has_sum(reading.sheet, start, end)):
            return False
        return _goes_to_others(reading, item, recipients)


def _goes_to_others(reading: Reading, item: Item, recipients: Recipients) -> bool:
    text, (start, end) = reading.sheet.text, reading.sheet.sentence_of(item)
    given = _given(recipients).search(text, start, end)
    if given is not None and not DENY_BEFORE.search(text, max(start, given.start() - 8), given.end()):
        return True
    if _is_yours(reading, recipients, (start, end)):
        return True
    words = BASE_PHRASE.sub("", text[start:end])
    if item.unit is not Unit.YUAN or recipients.own.search(words):
        return False
    found = recipients.others.search(words)
    return found is not None and not DENY_BEFORE.search(words, 0, found.start())


def _is_yours(reading: Reading, recipients: Recipients, sentence: Span) -> bool:
    """Whether the award is promised to the user, who is one of those whom the policy doesn't name."""
    text, addressed = reading.sheet.text, _addressed(recipients)
    promised = YOU_GET.search(text, *sentence)
    if promised is None or DENY_BEFORE.search(text, sentence[0], promised.end()) or recipients.own.search(text):
        return False
    return addressed.search(text, max(0, sentence[0] - 80), sentence[1]) is not None or any(
        addressed.search(said) for said in reading.asked.texts
    )


def _has_sum(sheet: Sheet, start: int, end: int) -> bool:
    """Whether money stands in a sentence, of which its beneficiary is said."""
    return any(item.unit is Unit.YUAN for item in sheet.items_in(start, end))


def _goes_to_persons(reading: Reading, item: Item, named: str) -> bool:
    """Whether the clause of a figure, or one of its sentence without a figure, gives to persons that aren't `named`."""
    sheet = reading.sheet
    for offset, person in reading.gifts_in(*sheet.sentence_of(item)):
        if person and person in named:
            continue
        clause = sheet.clause(offset, offset)
        if clause != sheet.clause_of(item) and has_money(sheet, clause):
            continue
        if not DENY_BEFORE.search(sheet.text, clause[0], offset):
            return True
    return False


def has_money(sheet: Sheet, span: Span) -> bool:
    """Whether money or a rate stands in a span."""
    return any(item.unit in (Unit.YUAN, Unit.PERCENT) for item in sheet.items_in(*span))
