"""Read the slots of a figure by position: what stands where a base, a unit, a recipient or a payer stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from assistant.guard.claims.claim import Claim, Role, Slot
from assistant.guard.claims.quantities import Quantity, canonical, read_quantities
from assistant.guard.layout.lines import Span
from assistant.guard.layout.sheet import Sheet
from assistant.guard.words.slots import (
    AWARD_AFTER,
    AWARD_BEFORE,
    BASE_LEAD,
    BASE_OWN,
    BASE_PREFIX,
    BASE_SAID,
    CAPPED,
    COUNTERS,
    GIVEN_BEFORE,
    GIVEN_TO,
    NOT_MEASURES,
    OVER_AFTER,
    PAID_BY,
    PAYER,
    PERIODS,
    RATE_MEASURED,
    RECIPIENT,
    SIZE_AFTER,
    SIZE_BEFORE,
    TAKEN_BY,
    WHO_ENDS,
)

LEFT = 30  # how far before a figure its slots are read
RIGHT = 24
BESIDE = 10  # how many characters beside a figure tell one condition from another
STEPPED = re.compile("每(?:新)?(?:增加|增长|新增|增|满|超过|超|多)$")
FEW = 3  # so small a number may be part of a word: 一日游, 两项
NOUN = "(?:(?![每最累不可给奖补按一])[一-鿿]){2,6}"  # of 每个产品, 单个主体
EACH = re.compile(rf"(?:每|单(?=[个家户项台件]))(?P<unit>季度|年度|个月|个?{NOUN}|个?(?:{COUNTERS}))")
COUNTER = re.compile(f"(?:{COUNTERS})")
UNIT_END = re.compile("[每最累不可给奖补按一再的合]")
BETWEEN = re.compile("[、至到和及以上下含()—~-]{1,8}")
EACH_FILLED = re.compile(r"[^，。；！？\n|0-9]{0,14}$")
OVER = re.compile(
    rf"\s*(?:/|每|一(?!次性)(?=[{'间亩台套件吨头只人次年月天夜晚户家'}]))(?P<unit>{COUNTERS}|[一-鿿]{{1,3}})(?:\s*[·/](?P<more>{COUNTERS}|[一-鿿]{{1,3}}))?(?:\s*[·/](?P<third>{COUNTERS}|[一-鿿]{{1,3}}))?"
)
ONCE = re.compile("(?<![不非])一次性(?!兑现|给完)|(?<!不)一笔(?:付清|给清)")
YEARLY = re.compile("每个?年度?(?!销售|营业|产值)|按年(?!化|度)|逐年|/年|年年|每一年|年度发放")
FIXED = re.compile("固定|统一|一律|定额|一口价|都是|均为|整$")


class Frame(NamedTuple):
    """Where the words of a figure stand: its comma clause, and within it the words between its neighbours."""

    clause: Span
    sentence: Span
    floor: int
    ceiling: int


class SlotReader:
    """Reads the claims of one laid-out text."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.text = sheet.text
        self.quantities = read_quantities(sheet)

    def frame(self, at: int) -> Frame:
        """Return where the words of a quantity stand."""
        quantity = self.quantities[at]
        clause = self.sheet.clause(quantity.start, quantity.end)
        sentence = self.sheet.sentence(quantity.start, quantity.end)
        before = next((q for q in reversed(self.quantities[:at]) if self._counts(q)), None)
        after = next((q for q in self.quantities[at + 1 :] if self._counts(q)), None)
        floor = max(clause[0], before.end if before else 0)
        ceiling = min(clause[1], after.start if after else len(self.text))
        return Frame(clause, sentence, min(floor, quantity.start), max(ceiling, quantity.end))

    def _counts(self, quantity: Quantity) -> bool:
        """Whether a quantity parts the words of others: not the 一 of 一次 and 一条."""
        return quantity.is_judged or quantity.value > FEW or self.text[quantity.start].isascii()

    def read(self) -> Iterator[Claim]:
        """Yield what is said of each quantity; who is meant and which tier is found by others."""
        yield from (self.read_one(at) for at in range(len(self.quantities)))

    def read_one(self, at: int) -> Claim:
        """Return what is said of one quantity."""
        quantity, frame = self.quantities[at], self.frame(at)
        listed = self._listed_from(at)
        return Claim(
            figure=quantity,
            role=self._role(at, quantity, frame),
            payer=self._payer(quantity, frame),
            bound=quantity.bound,
            base=self._base(quantity, frame) if quantity.is_rate else None,
            recipient=self._recipient(quantity, frame),
            per=tuple(self._units(quantity, frame)),
            period=tuple(self._periods(quantity, frame)),
            measure=self._measure(at, quantity, frame),
            before=self.text[max(frame.clause[0], listed - BESIDE) : listed],
            after=self.text[quantity.end : min(frame.clause[1], quantity.end + BESIDE)],
            firm=FIXED.search(self.text, max(frame.floor, quantity.start - 14), quantity.end) is not None,
        )

    def _listed_from(self, at: int) -> int:
        """Return where the list or range begins that a quantity stands in: 1000万元以上至2000万元、2000万元以上."""
        while at and self.quantities[at - 1].counter == self.quantities[at].counter:
            left, right = self.quantities[at - 1], self.quantities[at]
            if not BETWEEN.fullmatch(self.text, left.end, right.start):
                break
            at -= 1
        return self.quantities[at].start

    def _pays_another(self, quantity: Quantity, frame: Frame, after: int) -> bool:
        """Whether what is paid behind a size is another sum: 达到2000万元奖3万元; or asked: 1亿元给多少."""
        start, end = quantity.end, frame.clause[1]
        return self.text.startswith("多少", start + after) or any(
            start <= q.start < end for q in self.quantities if q.is_judged and q is not quantity
        )

    def _role(self, at: int, quantity: Quantity, frame: Frame) -> Role:
        text = self.text
        before, after = (
            text[max(frame.floor, quantity.start - LEFT) : quantity.start],
            text[quantity.end : frame.ceiling],
        )
        is_capped = bool(CAPPED.search(text[quantity.left : quantity.start])) or bool(
            CAPPED.match(text[quantity.end : quantity.right + 2])
        )
        if not quantity.is_judged:
            return "size"
        if STEPPED.search(before):
            return "size"
        paid = AWARD_AFTER.match(after)
        listed = self._listed_from(at)
        measured = SIZE_BEFORE.search(text, max(frame.clause[0], listed - LEFT), listed)
        if paid and not (measured and (self._pays_another(quantity, frame, paid.end()) or listed < quantity.start)):
            return "award"
        if quantity.is_rate and RATE_MEASURED.search(before):
            return "size"
        if GIVEN_BEFORE.search(text, max(frame.floor, quantity.start - LEFT), quantity.left) and not OVER_AFTER.match(
            after
        ):
            return "award"
        if SIZE_AFTER.match(after) and not (is_capped and quantity.bound == "at_most" and AWARD_BEFORE.search(before)):
            return "size"
        if AWARD_BEFORE.search(text[max(frame.floor, quantity.start - LEFT) : quantity.left]) or AWARD_BEFORE.search(
            before
        ):
            return "award"
        if is_capped or quantity.is_rate:
            return "award" if quantity.is_rate or quantity.bound == "at_most" else "open"
        if SIZE_BEFORE.search(before):
            return "size"
        return "open"

    def _units(self, quantity: Quantity, frame: Frame) -> Iterator[Slot]:
        """Yield the units that a sum counts: 每亩, N元/人/夜, N元一间."""
        if not quantity.is_judged:
            return
        text = self.text
        start = max(frame.floor, quantity.start - LEFT)
        for found in EACH.finditer(text, start, quantity.start):
            if EACH_FILLED.match(text, found.end(), quantity.start) or found.end() <= quantity.start:
                yield from self._unit(found["unit"], found.span())
        if over := OVER.match(
            text, quantity.end, min(quantity.end + 14, max(frame.ceiling, quantity.end + 8), len(text))
        ):
            for name in ("unit", "more", "third"):
                if over[name]:
                    yield from self._unit(over[name], over.span(name))

    def _unit(self, words: str, span: Span) -> Iterator[Slot]:
        """Yield the unit that words after 每 name: a counter, else the noun; times are periods, not units."""
        bare = UNIT_END.split(words.removeprefix("个"))[0]
        counter = COUNTER.match(words) if not words.startswith("个") else None
        name = counter[0] if counter and words not in PERIODS else bare
        if name and words not in PERIODS and name not in PERIODS:
            yield Slot(canonical(name), span)

    def _periods(self, quantity: Quantity, frame: Frame) -> Iterator[Slot]:
        if not quantity.is_judged:
            return
        text = self.text
        start = max(frame.clause[0], quantity.start - 2 * LEFT)
        previous = self.sheet.text.rfind("元", start, quantity.start) if quantity.is_money else -1
        start = max(start, previous + 1) if not text[previous + 1 : quantity.start].startswith(("、", "和")) else start
        end = min(frame.ceiling + 1, quantity.end + RIGHT)
        for found in ONCE.finditer(text, start, end):
            yield Slot("一次性", found.span())
        for found in EACH.finditer(text, start, quantity.start):
            if found["unit"] in PERIODS and not _is_measured(text, found.end()):
                yield Slot(PERIODS[found["unit"]], found.span())
            elif found["unit"][:1] in "年月季" and found["unit"][1:2] in "最可给奖补按不各发累":
                yield Slot(PERIODS[found["unit"][:1]], (found.start(), found.start() + 2))
            elif (again := re.match("每(年|月|季|天|日)", found[0])) is None and (
                more := re.match(r"每[一-鿿]{1,3}?每(年度?|个?月|季度?|天|日)", found[0])
            ):
                yield Slot(PERIODS[more[1]], found.span())
            elif again and found["unit"] not in PERIODS and not _is_measured(text, found.start() + 2):
                yield Slot(PERIODS[again[1]], again.span())
        if over := OVER.match(text, quantity.end, min(len(text), quantity.end + 14)):
            for name in ("unit", "more", "third"):
                if over[name] in PERIODS:
                    yield Slot(PERIODS[over[name]], over.span(name))

    def _base(self, quantity: Quantity, frame: Frame) -> Slot | None:
        """Return the words for what a rate is of: 按…的N%, N%的…, 基数是…."""
        text = self.text
        start = max(frame.clause[0], quantity.left - LEFT)
        earlier = [q for q in self.quantities if start <= q.end <= quantity.left and q.is_rate]
        if earlier and text[earlier[-1].end : quantity.left].strip("、和及与至到-—~%") == "":
            start = max(frame.clause[0], earlier[0].left - LEFT)
            return self._base_before(start, earlier[0].left)
        if said := self._base_before(max(start, earlier[-1].end if earlier else start), quantity.left):
            return said
        behind = re.compile(r"的(?P<base>[^，。；！？\n:：|0-9的]{2,14})").match(text, quantity.end, frame.ceiling)
        if behind and not re.match("奖|补|标准|比例|贴|返|资助|配套|部分|时候|话|计算|区间", behind["base"]):
            return Slot(behind["base"], behind.span("base"))
        said_after = BASE_SAID.search(text, quantity.end, frame.sentence[1])
        return Slot(said_after["base"], said_after.span("base")) if said_after else None

    def _base_before(self, start: int, end: int) -> Slot | None:
        words = self.text[start:end]
        for pattern in (BASE_LEAD, BASE_OWN):
            if found := pattern.search(words):
                base = BASE_PREFIX.sub("", found["base"])
                at = start + found.end("base") - len(base)
                lead = start + found.start() + (found[0][:1] in "，。；:：|、")
                return Slot(base, (lead, at + len(base))) if len(base) >= 2 else None
        return None

    def _recipient(self, quantity: Quantity, frame: Frame) -> Slot | None:
        if not quantity.is_judged:
            return None
        text = self.text
        start = max(frame.clause[0], quantity.start - LEFT)
        given = GIVEN_TO.search(text, max(frame.floor, start), quantity.left)
        if given and not self._is_denied(given.start()) and WHO_ENDS.search(given["who"]):
            return Slot(given["who"], given.span("who"))
        after = (
            self.quantities[self.quantities.index(quantity) + 1].start
            if quantity is not self.quantities[-1]
            else len(text)
        )
        end = min(frame.sentence[1], max(after, quantity.end), quantity.end + 60)
        for pattern, first in ((RECIPIENT, max(frame.floor, start)), (TAKEN_BY, quantity.end)):
            found = pattern.search(text, first, end)
            if found and not self._is_denied(found.start()) and WHO_ENDS.search(who := found["who"].strip("的这那 ")):
                return Slot(who, (found.start(), found.end()))
        return None

    def _is_denied(self, place: int) -> bool:
        """Whether the words right before a place deny what follows: 不是直接发给商户."""
        return re.search("[不非没未无]", self.text[max(0, place - 6) : place]) is not None

    def _payer(self, quantity: Quantity, frame: Frame) -> Slot | None:
        if not quantity.is_judged:
            return None
        text = self.text
        for rest in PAYER.finditer(text, quantity.end, self._end_of_own(quantity, frame)):
            says_pays = rest["how"] not in ("财政", "资金") or PAID_BY.match(text, rest.end())
            if says_pays and not self._leads_to_another(rest.end(), quantity):
                return Slot(rest["who"], rest.span())
        found = list(PAYER.finditer(text, max(frame.floor, quantity.start - LEFT), quantity.start))
        if not found:
            before = max((q.end for q in self.quantities if q.is_judged and q.end <= quantity.start), default=0)
            earlier = PAYER.finditer(text, max(frame.sentence[0], before), quantity.start)
            found = [one for one in earlier if one["how"] not in ("财政", "资金") or PAID_BY.match(text, one.end())]
        return Slot(found[-1]["who"], found[-1].span()) if found else None

    def _leads_to_another(self, place: int, quantity: Quantity) -> bool:
        """Whether another figure follows in the clause around a place: 县财政补助40%，镇财政承担20%."""
        end = self.sheet.clause(place - 1, place)[1]
        return any(place <= other.start < end for other in self.quantities if other.is_judged and other is not quantity)

    def _end_of_own(self, quantity: Quantity, frame: Frame) -> int:
        """Return where the words behind a figure end that can still be its own: at the next figure of money or rate."""
        following = (q.start for q in self.quantities if q.start > quantity.start and q.is_judged)
        return min(frame.sentence[1], next(following, len(self.text)), quantity.end + 60)

    def _measure(self, at: int, quantity: Quantity, frame: Frame) -> Slot | None:
        """Return the noun by which a size is measured: the words before it, without the verbs."""
        end = min(quantity.left, self._listed_from(at))
        real = [q.end for q in self.quantities if q.end <= end and self._counts(q)]
        start = max(frame.clause[0], real[-1] if real else 0, end - LEFT)
        words = self.text[start:end]
        words = re.split("[、:：(（|]", words)[-1] if not words.endswith(("、", "(")) else words
        bare = NOT_MEASURES.sub(" ", words).split()
        return Slot(bare[-1], (start, end)) if bare and len(bare[-1]) >= 2 else None


def _is_measured(text: str, at: int) -> bool:
    """Whether 每年 speaks of what is measured a year and not of what is paid: 每年带团30批次."""
    return (
        re.match("[一-鿿]{0,2}(?:带团|营业|销售|产值|接待|组织|规范|安排|举办|实现|完成|租金|出栏)", text[at : at + 8])
        is not None
    )
