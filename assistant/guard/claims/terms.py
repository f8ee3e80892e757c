"""Rules for terms and dates: how long an award is paid at most, and until when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from assistant.guard.claims.claim import Claim
from assistant.guard.claims.draft import Draft, Ruling
from assistant.guard.claims.facts import Fact
from assistant.guard.words.slots import SUPPOSED
from assistant.models import Reward

_LONGEST = re.compile(
    r"(?:最长|最多|至多|不超过|期限(?:为|是|最长)?|连续?[补奖贴](?:助|贴)?|可以?[补贴享领][助贴受取]?|[补贴]|享受|发放|发)[^，。；0-9]{0,3}$"
)
_UNTIL = re.compile(r"(?:执行|有效|适用|实施|延续|截止|截至|有效期|申报|受理)[^，。；0-9]{0,6}(?:到|至|为|是|期)?$")
IN_FORCE = re.compile("(?:当?[日天])?(?:起|开始|正式)+(?:施行|实施|执行|生效)")
_EXAMPLE = re.compile("举个?例|例如|比如|比方|譬如|假设|假如|假定|要是")
_MONTHS = Decimal(12)
_ENDS = {30, 31}  # the end of a month, as 12月底 has it


def termed(draft: Draft, at: int, claim: Claim) -> Ruling | None:
    """How long an award is paid at most: 最长3年."""
    figure, text = claim.figure, draft.sheet.text
    if figure.counter != "年" or figure.side or figure.key in draft.asked_keys:
        return None
    start = draft.reader.frame(at).clause[0]
    if not _LONGEST.search(text, max(start, figure.start - 12), figure.start) or SUPPOSED.search(
        text, start, figure.end
    ):
        return None
    rows = [draft.book.rewards[one] for one in draft.scope(at) if one in draft.book.rewards]
    facts = [fact for row in rows for fact in _beside(draft, row) if fact.figure.counter == "年"]
    known = {value for row in rows for value in _terms(row)} | {fact.figure.value for fact in facts}
    known |= {fact.figure.value for row in rows[:1] for fact in draft.book.around(row) if _caps_years(fact)}
    longest = {value for row in rows[:1] for value in _terms(row)}
    longest |= {fact.figure.value for row in rows[:1] for fact in _beside(draft, row) if _caps_years(fact)}
    said = [fact for fact in facts if _LONGEST.search(fact.claim.before)]
    if any(fact.sentence == one.sentence for row in rows[:1] for one in draft.book.of(row.id) for fact in said):
        known = {value for row in rows for value in _terms(row)} | {fact.figure.value for fact in said}  # not 分三年
        longest |= known
    if longest and figure.value not in known:
        return Ruling("term", "wrong_term", next((fact for fact in facts if fact.figure.value in longest), None))
    return None


def _terms(row: Reward) -> Iterator[Decimal]:
    for tier in row.tiers:
        if tier.term_years:
            yield Decimal(tier.term_years)
        if tier.term_months:
            yield (tier.term_months / _MONTHS).quantize(Decimal("0.01")).normalize() + 0


def _beside(draft: Draft, row: Reward) -> Iterator[Fact]:
    """Yield what the notice says beside a row's figures, in their sentences."""
    sentences = {fact.sentence for fact in draft.book.of(row.id)}
    return (fact for fact in draft.book.around(row) if fact.sentence in sentences)


def _caps_years(fact: Fact) -> bool:
    return fact.figure.counter == "年" and fact.figure.bound == "at_most"


def dated(draft: Draft, at: int, claim: Claim) -> Ruling | None:
    """A day: one that the notice names, and where it is said to end an award, the one that ends this one."""
    if claim.figure.counter != "日期":
        return None
    value = int(claim.figure.value)
    if claim.figure.key in draft.asked_keys or _is_supposed(draft, at):
        return Ruling("date")
    if IN_FORCE.match(draft.sheet.text, claim.figure.end) and (days := draft.book.effective):
        return Ruling("date", None if any(_same_day(value, day) for day in days) else "wrong_date")
    ends = _ends(draft, at, claim)
    if ends:
        return Ruling("date", None if any(_same_day(value, day) for day in ends) else "wrong_date")
    done = [fact for fact in draft.book.dated if claim.act is not None and fact.claim.act == claim.act]
    if done:
        return Ruling("date", None if any(_same_day(value, int(one.figure.value)) for one in done) else "wrong_date")
    known = draft.book.dates | {int(fact.figure.value) for fact in draft.book.dated}
    return Ruling("date", None if any(_same_day(value, day) for day in known) else "wrong_date")


def _is_supposed(draft: Draft, at: int) -> bool:
    """Whether a day is of an example that its sentence gives: 举个例子，2018年完工的，从2019年起."""
    start, _ = draft.reader.frame(at).sentence
    return _EXAMPLE.search(draft.sheet.text, start, draft.quantities[at].start) is not None


def _ends(draft: Draft, at: int, claim: Claim) -> Sequence[int]:
    """Return when the row that is said to end on a day begins and ends; nothing where it has no term of its own."""
    start = draft.reader.frame(at).clause[0]
    if not _UNTIL.search(draft.sheet.text, start, claim.figure.start):
        return ()
    scope = draft.scope(at)
    rows = (one for one in draft.book.rows(scope) if draft.book.clause_of(one.id) == draft.book.clause_of(scope[0]))
    row = next(rows, None)
    days = (row.valid_from, row.valid_to) if row is not None and row.valid_to is not None else ()
    return [int(day.strftime("%Y%m%d")) for day in days if day is not None]


def _same_day(said: int, known: int) -> bool:
    """Whether two dates agree in what both say of year, month and day; a year alone tells no day of it."""
    if said % 10000 and not known % 10000:
        return False
    pieces = zip(
        (said // 10000, said // 100 % 100, said % 100), (known // 10000, known // 100 % 100, known % 100), strict=True
    )
    return all(not one or not other or one == other or {one, other} == _ENDS for one, other in pieces)
