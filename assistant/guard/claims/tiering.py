"""Which tiers of a row a figure is said of: by the words nearest to it, in a list by order, and by the sizes given."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence, Set
from functools import partial
from typing import NamedTuple

from assistant.guard.claims.brackets import brackets_of, find_brackets
from assistant.guard.claims.claim import Claim, Slot
from assistant.guard.claims.quantities import Quantity
from assistant.guard.claims.tier_places import _JOINED, Tiers, between, held, last_run, led_back, slot_of
from assistant.guard.layout.sheet import Sheet
from assistant.models import Bracket, Reward
from assistant.policy.tiers import TierMention, TierNames

_LISTED = re.compile(rf"{_JOINED.pattern}(?:每[一-鿿]{{1,3}})?")
_BRACKET_AFTER = re.compile(
    r"\s*(?:[（(]?含?[)）]?)(?:及|或)?(?:以上|以下|以内|(?:至|到|—|-|~|–)[^，。；一-鿿]{0,2}[0-9〇零一二三四五六七八九十百])"
)
_BRACKET_BEFORE = re.compile(r"[0-9一二三四五六七八九十百千万亿元亩间人家户件台吨米次方%年月上）)][至到—~–-]$")
_OVER = re.compile("(?:过了|已过|超过了?|不在|不属于|出了)$")  # what says that a tier is not the one meant: 过了前三年
_STEP = re.compile("每(?:新)?(?:增加?|满|超|多|递增|增长)")
BEFORE = 80  # how far before its line or sentence a figure's tier may be named


class _Named(NamedTuple):
    """Where a text names tiers of one row, by word and by the ends of brackets, and what parts the words of a figure.

    `parting` are the indices of the figures that are paid, `ranges` the brackets themselves.
    """

    words: tuple[TierMention, ...]
    brackets: tuple[TierMention, ...]
    parting: tuple[int, ...]
    ranges: Mapping[int, Bracket]


class TierFinder:
    """Finds the tiers of one text's figures."""

    def __init__(
        self, sheet: Sheet, claims: Sequence[Claim], asked: str, asked_sizes: Sequence[Quantity],
        levels: Mapping[str, Iterable[str]],
    ) -> None:  # fmt: skip
        self.sheet, self.asked, self._levels = sheet, asked, levels
        self.quantities = [claim.figure for claim in claims]
        self._starts = [quantity.start for quantity in self.quantities]
        self._sizes = frozenset(at for at, claim in enumerate(claims) if claim.role == "size")
        self._awards = frozenset(at for at, claim in enumerate(claims) if claim.role == "award")
        self._paid = [at for at, claim in enumerate(claims) if claim.figure.is_judged and claim.role != "size"]
        self._asked_sizes = tuple(asked_sizes)
        self._named: dict[str, _Named] = {}
        self._in_question: dict[str, Tiers] = {}

    def of(self, at: int, reward: Reward) -> tuple[Tiers | None, Slot | None]:
        """Return the tiers that a quantity can be said of, and the words that say so; None where nothing tells."""
        if len(reward.tiers) < 2:
            return None, None
        if (stepped := self._stepped(at, reward)) is not None:
            return stepped, None
        named = self._find(reward)
        by_word, slot = self._nearest(at, named.words, named)
        ends = frozenset(one.tier for one in named.brackets if one.start <= self.quantities[at].start < one.end)
        if ends and by_word is None and at not in self._awards:
            return ends, None
        if at in self._sizes:
            return by_word, slot
        if by_word is None and not named.words and (asked := self._in_question[reward.id]):
            by_word = asked if len(asked) < len(reward.tiers) else None
        by_bracket, at_end = self._nearest(at, named.brackets, named)
        if at_end is not None and self._has_own_size(at, at_end.span[0], reward, named):
            by_bracket = None  # 100亩到500亩每亩100元，种到600亩的每亩200元
        tiers = by_word
        free = frozenset(range(len(reward.tiers))) - named.ranges.keys()
        for narrower, place in ((by_bracket, at_end), (self._sized(at, reward, named), None)):
            if narrower is None:
                continue
            if tiers is None:
                tiers, slot = narrower | (free if place is None else frozenset()), place
            elif tiers & narrower:
                tiers = tiers & narrower
        return tiers, slot

    def _find(self, reward: Reward) -> _Named:
        if reward.id not in self._named:
            names = TierNames(reward.tiers, self._levels)
            brackets = find_brackets(self.sheet.text, self.quantities, reward)
            parting = tuple(
                at for at in self._paid
                if not any(one.start <= self.quantities[at].start < one.end for one in brackets)
            ) if brackets else tuple(self._paid)  # fmt: skip
            words = tuple(  # none that are an end of a bracket: 没到260张 names no 260张以上
                word for word in names.find(self.sheet.text)
                if not any(one.start <= word.start < one.end for one in brackets)
                and not _OVER.search(self.sheet.text, max(0, word.start - 6), word.start)
            )  # fmt: skip
            self._named[reward.id] = _Named(words, brackets, parting, brackets_of(reward))
            self._in_question[reward.id] = names.named(self.asked)
        return self._named[reward.id]

    def brackets(self, reward: Reward) -> tuple[TierMention, ...]:
        """Return where the text names tiers of a row by the ends of their brackets."""
        return self._find(reward).brackets

    def _stepped(self, at: int, reward: Reward) -> Tiers | None:
        """Return the tiers that are given step by step, where the words of a figure say so: 每增加1000万元再奖2万元."""
        steps = frozenset(index for index, tier in enumerate(reward.tiers) if tier.every is not None)
        quantity = self.quantities[at]
        start, _ = self.sheet.clause(quantity.start, quantity.end)
        return (
            steps if steps and _STEP.search(self.sheet.text, max(start, quantity.start - 24), quantity.start) else None
        )

    def _nearest(self, at: int, found: Sequence[TierMention], named: _Named) -> tuple[Tiers | None, Slot | None]:
        """Return the tiers that the mentions nearest to a figure name."""
        if not found:
            return None, None
        quantity, sheet = self.quantities[at], self.sheet
        sentence = sheet.sentence(quantity.start, quantity.end)
        line = sheet.line_at(quantity.start)
        if (listed := self._in_order(at, found, named.parting)) is not None:
            return listed
        if line.kind == "row":
            return self._in_row(quantity, found)
        floor, ceiling = self._neighbours(at, sentence, named.parting)
        if (led := led_back(sheet.text, quantity, found)) is not None:
            return frozenset({led.tier}), slot_of(led)
        if before := between(found, floor, quantity.start):
            return last_run(before, sheet.text)
        behind = between(found, quantity.end, min(ceiling, quantity.end + 24))
        if behind and (ceiling >= sentence[1] or sheet.text[quantity.right : quantity.right + 1] in "(（"):
            return frozenset({behind[0].tier}), slot_of(behind[0])
        for start in (sentence[0], line.start):
            if earlier := between(found, start, quantity.start):
                return last_run(earlier, sheet.text)
        for parent in line.parents:
            above = between(found, sheet.lines[parent].start, sheet.lines[parent].end)
            if len({mention.tier for mention in above}) == 1:
                return frozenset({above[0].tier}), slot_of(above[0])
        told = between(found, line.start - BEFORE, line.start)
        return last_run(told, sheet.text) if told else (None, None)

    def _neighbours(self, at: int, sentence: tuple[int, int], parting: Sequence[int]) -> tuple[int, int]:
        """Return where the words between the paid figures before and behind one begin and end."""
        before, behind = bisect_left(parting, at), bisect_right(parting, at)
        floor = max(sentence[0], self.quantities[parting[before - 1]].end) if before else sentence[0]
        ceiling = min(sentence[1], self.quantities[parting[behind]].start) if behind < len(parting) else sentence[1]
        return floor, ceiling

    def _in_order(self, at: int, found: Sequence[TierMention], parting: Sequence[int]) -> tuple[Tiers, Slot] | None:
        """Return the tier that a figure of a list answers in order: 国家级、省级分别给予8万元、4万元."""
        run = self._run(at, parting)
        if len(run) < 2:
            return None
        first = self.quantities[run[0]]
        start = self.sheet.sentence(first.start, first.end)[0]
        inner = between(found, first.end, self.quantities[run[-1]].start)
        before: list[TierMention] = []
        for mention in between(found, start, first.start):
            if not before or mention.start >= before[-1].end:
                before.append(mention)
        if inner or len(before) < len(run):
            return None
        mention = before[-len(run) :][run.index(at)]
        return frozenset({mention.tier}), slot_of(mention)

    def _run(self, at: int, parting: Sequence[int]) -> list[int]:
        """Return the figures that stand in one list with a figure, paid ones with one that is paid."""
        run = [at]

        def is_paid(n: int) -> bool:
            place = bisect_left(parting, n)
            return place < len(parting) and parting[place] == n

        for step in (-1, 1):
            here = at
            while 0 <= (following := here + step) < len(self.quantities):
                left, right = sorted((self.quantities[here], self.quantities[following]), key=lambda q: q.start)
                gap = self.sheet.text[left.right : right.left] if left.right <= right.left else ""
                if right.counter != left.counter or not _LISTED.fullmatch(gap) or is_paid(following) != is_paid(at):
                    break
                run.append(following)
                here = following
        return sorted(run)

    def _in_row(self, quantity: Quantity, found: Sequence[TierMention]) -> tuple[Tiers | None, Slot | None]:
        line = self.sheet.line_at(quantity.start)
        own = between(found, line.start, line.end)
        if line.header is not None and (cell := self.sheet.cell_at(line, quantity.start)) is not None:
            head = self.sheet.lines[line.header]
            if cell[0] < len(head.cells):
                own = own or between(found, *head.cells[cell[0]])
        return (frozenset(mention.tier for mention in own), slot_of(own[0])) if own else (None, None)

    def _sized(self, at: int, reward: Reward, named: _Named) -> Tiers | None:
        """Return the tiers whose bracket holds the size that the draft, or else the question, gives."""
        brackets = named.ranges
        counters = {bracket.counter for bracket in brackets.values()}
        if not brackets:
            return None
        quantity = self.quantities[at]
        sentence = self.sheet.sentence(quantity.start, quantity.end)
        clause = self.sheet.clause(quantity.start, quantity.end)
        given = partial(self._given, at, counters, named)
        near = given(self._floor(at, sentence, named), quantity.start) or given(sentence[0], clause[1])
        if not near and self.sheet.line_at(quantity.start).kind != "row":
            near = given(sentence[0] - BEFORE, sentence[0])
        if near:
            return held(brackets, near) or None
        if between(named.brackets, *sentence):
            return None
        return held(brackets, [q for q in self._asked_sizes if q.counter in counters]) or None

    def _given(self, at: int, counters: Set[str], named: _Named, start: int, end: int) -> list[Quantity]:
        """Return the sizes within a span that are neither paid nor ends of a bracket."""
        no_size = {at, *named.parting}.union(*(range(*self._places(one.start, one.end)) for one in named.brackets))
        places = (n for n in range(*self._places(start, end)) if n not in no_size)
        return [self.quantities[n] for n in places if self.quantities[n].counter in counters]

    def _floor(self, at: int, sentence: tuple[int, int], named: _Named) -> int:
        """Return where the words begin that are a figure's own, or its list's."""
        return self._neighbours(self._run(at, named.parting)[0], sentence, named.parting)[0]

    def _has_own_size(self, at: int, place: int, reward: Reward, named: _Named) -> bool:
        """Whether a size stands between a place and a figure that is the figure's own."""
        quantity = self.quantities[at]
        counters = {bracket.counter for bracket in named.ranges.values()}
        start = max(place, self._floor(at, self.sheet.sentence(quantity.start, quantity.end), named))
        return bool(self._given(at, counters, named, start, quantity.start))

    def _places(self, start: int, end: int) -> tuple[int, int]:
        """Return the indices of the quantities that begin within a span."""
        return bisect_left(self._starts, start), bisect_left(self._starts, end)

    def names_bracket(self, quantity: Quantity) -> bool:
        """Whether a size is said as an end of a bracket: 500亩以上, 100亩至500亩."""
        text = self.sheet.text
        is_last = _BRACKET_BEFORE.search(text, max(0, quantity.start - 4), quantity.start) is not None
        return _BRACKET_AFTER.match(text, quantity.end) is not None or is_last
