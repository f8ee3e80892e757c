"""Judge figures that are told by their relation to others: 国家级是省级的10倍, 比省级多一倍, 只有国内的一半, 翻一番."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from assistant.guard.judging.reading import NEAR, Reading
from assistant.guard.judging.sides import REACH, SideFinder
from assistant.guard.judging.verdicts import SUPPORTED, Judgement, claim_span, fault
from assistant.guard.layout.items import Item
from assistant.guard.layout.lines import Span
from assistant.guard.layout.surroundings import words_before
from assistant.guard.resolving.belonging import Belonging
from assistant.guard.table.book import FactBook
from assistant.guard.words.sums import RATIO, TIMES
from assistant.text.figures import Unit

_WORDS = r"[^，,。；;！？\n]"
_IS_OF = re.compile(
    r"(?:正好|刚好|恰好|整整|足足|约|差不多|几乎|都|也|就)*(?:只有|仅有|有|是|为|即|等于|相当于|顶得?上?|达到?|不到|合|才)"
    rf"(?P<other>{_WORDS}{{1,20}}?)的(?:整整|足足|约)?$"
)
_LISTED_OF = re.compile(rf"[、，,](?:是|为)?(?P<other>{_WORDS}{{1,12}}?)的$")  # 是省级的十倍、市级的一百倍
_CLAUSE_OF = re.compile(rf"(?:^|[。；！？\n，,：:])(?P<other>{_WORDS}{{1,12}}?)的$")  # 国家级的十分之一嘛
_MORE = re.compile(
    rf"(?:比|较|相比于?|较之)(?P<other>{_WORDS}{{1,20}}?)(?:的)?(?:都|要|还要?|又|再|整整|足足|正好|刚好|恰好)*"
    r"(?:多|高|大|贵|翻|涨|优厚)(?:给|奖|补|拿|得|领)?(?:了|出|出来|上)?(?:整整|足足|约|将近)?$"
)
_LESS = re.compile(
    rf"(?:比|较|相比于?|较之)(?P<other>{_WORDS}{{1,20}}?)(?:的)?(?:都|要|还要?|又|再|整整|足足|正好|刚好|恰好)*"
    r"(?:少|低|小)(?:给|奖|补|拿|得|领)?(?:了|出)?(?:整整|足足|约|将近)?$"
)
_ON = re.compile(rf"在(?P<other>{_WORDS}{{1,20}}?)(?:的)?基础上(?:再)?(?:翻|加|增加|提高|上浮|上涨|多给|多)(?:了)?$")
DOUBLED = re.compile(r"翻(?:了)?一?番|翻倍|加倍|双倍|翻一翻")
_DOUBLED_SIDES = re.compile(
    rf"(?:比|较|在|是|按|照)(?P<other>{_WORDS}{{1,20}}?)(?:的)?(?:基础上|标准上|上)?(?:的|再|又|要|都|正好|刚好)*$"
)
_COMPARES = re.compile("[比较]")
_POINTS = ("百分点", "个点", "点")
_SPLIT_AFTER = re.compile("(?:各自?)?(?:出|分担?|承担|分摊|负担|摊)")
_SPLIT_BEFORE = re.compile("(?:各自?|分别|另|(?<![补奖])(?:出|承担|分担|负担)了?)$")


class RelationJudge:
    """Compares multiples and fractions between awards with the table."""

    def __init__(self, book: FactBook) -> None:
        self._book = book
        self._sides = SideFinder(book)

    def judge(self, reading: Reading, item: Item, where: Belonging) -> Judgement | None:
        """Judge a multiple or a fraction of another award; None where a figure is neither, or of what is left open."""
        if item.unit is Unit.COUNT and item.figure.counter == "倍":
            factor, share = item.value, None
        elif item.unit is Unit.PERCENT and item.bound in (None, "exact"):
            factor, share = item.value / 100, item.value / 100
        else:
            return self._difference(reading, item) if item.unit is Unit.YUAN else None
        if share is not None and _says_points(reading, item):
            return self._difference(reading, item)
        if share is not None and self._is_split(reading, item, where):
            return SUPPORTED if share * 2 == 1 else fault("wrong_payer", (), where.topics[0], claim_span(item))
        start = max(reading.sheet.sentence_of(item)[0], item.left - REACH)
        for pattern, factors in _readings(factor, share):
            found = pattern.search(reading.sheet.text, start, item.left)
            if found is None or not self._sides.is_award(reading, found.span("other")):
                continue
            if pattern is _CLAUSE_OF and "分之" not in item.figure.surface:
                continue
            if judgement := self._compare(reading, item, where, found, factors):
                return judgement
        return self._among_figures(reading, item, where) if share is None else self._ratio(reading, item)

    def _difference(self, reading: Reading, item: Item) -> Judgement | None:
        """Judge what one award is said to be more or less than another, both named: 国家级比省级多450万元."""
        text, start = reading.sheet.text, max(reading.sheet.sentence_of(item)[0], item.left - REACH)
        if not _COMPARES.search(text, start, item.left):
            return None
        for pattern, sign in ((_MORE, 1), (_LESS, -1)):
            found = pattern.search(text, start, item.left)
            if found is None or not self._sides.is_award(reading, found.span("other")):
                continue
            start = max(reading.sheet.sentence_of(item)[0], found.start() - REACH)
            sides = self._sides.find(reading, found.span("other"), start, item.end, ())
            kinds = ("rate",) if item.unit is Unit.PERCENT else ("amount", "cap")
            pairs = list(self._sides.pairs(*sides, text[start : item.start], kinds)) if sides else []
            if any((own - other) * sign == item.value for own, other in pairs):
                return SUPPORTED
            if pairs:
                return fault("wrong_arithmetic", (), span=claim_span(item))
        return None

    def _is_split(self, reading: Reading, item: Item, where: Belonging) -> bool:
        """Whether a share is what each of two payers bears, who in the table bear the same: 省市两级对半出."""
        if not self._book.pays_by_payer(where.topics):
            return False
        amounts = {fact.value for topic in where.topics for fact in self._book.awards(topic)}
        says_split = _SPLIT_AFTER.match(reading.sheet.text, item.end) or _SPLIT_BEFORE.search(
            words_before(reading.sheet, item)
        )
        stands = any(mark.end == item.start for mark in reading.marked.payers.inside(item.start - 8, item.start))
        return len(amounts) == 1 and (stands or says_split is not None)

    def _among_figures(self, reading: Reading, item: Item, where: Belonging) -> Judgement | None:
        """Judge a multiple by the figures around it, where its sides are not named: 500万元是50万元的10倍."""
        start, _ = reading.sheet.clause_of(item)
        text = reading.sheet.text
        if not TIMES.search(text, start, item.start):
            return None
        compares = reading.marked.levels.inside(start, item.start) or "者" in text[start : item.start]
        compares = compares or reading.marked.compared_levels.inside(start, item.start)
        if not compares and not reading.sheet.items_in(start, item.start):
            return None
        for unit in (Unit.YUAN, Unit.PERCENT):
            values = {other.value for other in reading.near(item) if other.unit is unit}
            values |= {fact.value for topic in where.topics for fact in self._book.awards(topic) if fact.unit is unit}
            if any(low * item.value == high for low in values for high in values):
                return SUPPORTED
        return fault("wrong_arithmetic", span=claim_span(item))

    @staticmethod
    def _ratio(reading: Reading, item: Item) -> Judgement | None:
        """Pass a rate that only compares two figures of one kind: 正好都是一半."""
        if not RATIO.search(words_before(reading.sheet, item)):
            return None
        before = reading.sheet.items[max(0, item.number - NEAR) : item.number]
        pairs = [(one, other) for one in before for other in before if one.unit is other.unit]
        return SUPPORTED if any(one.value * item.value == other.value * 100 for one, other in pairs) else None

    def doubled(self, reading: Reading) -> Iterator[tuple[Span, bool]]:
        """Yield the spans of 翻一番, 翻倍 and the like between two awards, and whether the table bears them out."""
        text = reading.sheet.text
        for word in DOUBLED.finditer(text):
            start = max(reading.sheet.sentence(word.start(), word.end())[0], word.start() - REACH)
            found = _DOUBLED_SIDES.search(text, start, word.start())
            if found is None or not self._sides.is_award(reading, found.span("other")):
                continue
            sides = self._sides.find(reading, found.span("other"), start, word.end(), ())
            if sides is not None and (pairs := list(self._sides.pairs(*sides, text[start : word.start()]))):
                yield word.span(), any(own == other * 2 for own, other in pairs)

    def _compare(
        self, reading: Reading, item: Item, where: Belonging, found: re.Match[str], factors: Sequence[Decimal]
    ) -> Judgement | None:
        start = max(reading.sheet.sentence_of(item)[0], found.start() - REACH)
        sides = self._sides.find(reading, found.span("other"), start, item.end, where.topics)
        if sides is None:
            return None
        pairs = list(self._sides.pairs(*sides, reading.sheet.text[start : item.start]))
        if not pairs:
            return None
        if any(own == other * factor for own, other in pairs for factor in factors):
            return SUPPORTED
        own, other = pairs[0]
        expected = f"{(own / other).normalize():f}倍" if own >= other else f"{(own * 100 / other).normalize():f}%"
        return fault("wrong_arithmetic", (), sides[0].topics[0], (item.start, item.end), expected)


def _says_points(reading: Reading, item: Item) -> bool:
    """Whether a rate is told in points, as differences of rates are."""
    return item.figure.surface.endswith(_POINTS)


def _readings(factor: Decimal, share: Decimal | None) -> Iterator[tuple[re.Pattern[str], tuple[Decimal, ...]]]:
    """Yield the ways to tell a relation, with what the one side may be of the other."""
    yield _IS_OF, (factor,)
    yield _CLAUSE_OF, (factor,)
    if share is None:
        yield _LISTED_OF, (factor,)
    yield _MORE, (1 + factor,)
    yield _ON, (1 + factor,) if share is not None else (factor, 1 + factor)
    if share is not None:
        yield _LESS, (1 - share,)
