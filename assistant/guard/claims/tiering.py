"""Which tiers of a row a figure is said of: by the words nearest to it, in a list by order, and by the sizes given."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from assistant.guard.claims.claim import Slot
from assistant.guard.claims.quantities import Quantity
from assistant.guard.layout.sheet import Sheet
from assistant.guard.words.slots import LEADS_BACK
from assistant.models import Bracket, Reward
from assistant.policy.tiers import Size, TierMention, TierNames

_JOINED = re.compile(r"[、,，/和及与或以 ]{0,3}(?:的|以及)?")
_BRACKET_AFTER = re.compile(r"\s*(?:[（(]?含[)）]?)?(?:及|或)?(?:以上|以下|以内|至|到|—|-|~|–)")
_STEP = re.compile("每(?:新)?(?:增加?|满|超|多|递增|增长)")
BEFORE = 80  # how far before its line or sentence a figure's tier may be named
Tiers = frozenset[int]


class TierFinder:
    """Finds the tiers of one text's figures."""

    def __init__(
        self, sheet: Sheet, quantities: Sequence[Quantity], asked: str, asked_sizes: Sequence[Quantity],
        levels: Mapping[str, Iterable[str]],
    ) -> None:  # fmt: skip
        self.sheet, self.quantities, self.asked, self._levels = sheet, quantities, asked, levels
        self._asked_sizes = tuple(asked_sizes)
        self._names: dict[str, TierNames] = {}
        self._found: dict[str, tuple[TierMention, ...]] = {}
        self._judged = [at for at, quantity in enumerate(quantities) if quantity.is_judged]

    def names(self, reward: Reward) -> TierNames:
        """Return the words for a row's tiers."""
        if reward.id not in self._names:
            self._names[reward.id] = TierNames(reward.tiers, self._levels)
            self._found[reward.id] = self._names[reward.id].find(self.sheet.text)
        return self._names[reward.id]

    def of(self, at: int, reward: Reward) -> tuple[Tiers | None, Slot | None]:
        """Return the tiers that a quantity can be said of, and the words that say so; None where nothing tells."""
        if len(reward.tiers) < 2:
            return None, None
        if (stepped := self._stepped(at, reward)) is not None:
            return stepped, None
        names = self.names(reward)
        named, slot = self._named(at, self._found[reward.id])
        if named is None and (asked := names.named(self.asked)):
            named = asked if len(asked) < len(reward.tiers) else None
        sized = self._sized(at, reward)
        if named is not None and sized is not None and named & sized:
            return named & sized, slot
        return (named, slot) if named is not None else (sized, None)

    def _stepped(self, at: int, reward: Reward) -> Tiers | None:
        """Return the tiers that are given step by step, where the words of a figure say so: 每增加1000万元再奖2万元."""
        steps = frozenset(index for index, tier in enumerate(reward.tiers) if tier.every is not None)
        quantity = self.quantities[at]
        start, _ = self.sheet.clause(quantity.start, quantity.end)
        return (
            steps if steps and _STEP.search(self.sheet.text, max(start, quantity.start - 24), quantity.start) else None
        )

    def _named(self, at: int, found: Sequence[TierMention]) -> tuple[Tiers | None, Slot | None]:
        if not found:
            return None, None
        quantity, sheet = self.quantities[at], self.sheet
        sentence = sheet.sentence(quantity.start, quantity.end)
        line = sheet.line_at(quantity.start)
        if (listed := self._listed(at, found)) is not None:
            return listed
        if line.kind == "row":
            return self._in_row(quantity, found)
        floor, ceiling = self._neighbours(at, sentence)
        before = [mention for mention in found if floor <= mention.start < quantity.start]
        if (led := _led_back(sheet.text, quantity, found)) is not None:
            return frozenset({led.tier}), _slot(led)
        if before:
            return _last_run(before, sheet.text)
        behind = [mention for mention in found if quantity.end <= mention.start < min(ceiling, quantity.end + 24)]
        if behind and (ceiling >= sentence[1] or sheet.text[quantity.right : quantity.right + 1] in "(（"):
            return frozenset({behind[0].tier}), _slot(behind[0])
        for start in (sentence[0], line.start):
            earlier = [mention for mention in found if start <= mention.start < quantity.start]
            if earlier:
                return _last_run(earlier, sheet.text)
        for parent in line.parents:
            above = [m for m in found if sheet.lines[parent].start <= m.start < sheet.lines[parent].end]
            if len({mention.tier for mention in above}) == 1:
                return frozenset({above[0].tier}), _slot(above[0])
        told = [mention for mention in found if line.start - BEFORE <= mention.start < line.start]
        return _last_run(told, sheet.text) if told else (None, None)

    def _neighbours(self, at: int, sentence: tuple[int, int]) -> tuple[int, int]:
        """Return where the words between the judged figures before and behind one begin and end."""
        before = [n for n in self._judged if n < at]
        behind = [n for n in self._judged if n > at]
        floor = max(sentence[0], self.quantities[before[-1]].end) if before else sentence[0]
        ceiling = min(sentence[1], self.quantities[behind[0]].start) if behind else sentence[1]
        return floor, ceiling

    def _listed(self, at: int, found: Sequence[TierMention]) -> tuple[Tiers, Slot] | None:
        """Return the tier that a figure of a list answers in order: 国家级、省级分别给予8万元、4万元."""
        run = self._run(at)
        if len(run) < 2:
            return None
        first = self.quantities[run[0]]
        start = self.sheet.sentence(first.start, first.end)[0]
        inner = [m for m in found if first.end <= m.start < self.quantities[run[-1]].start]
        before: list[TierMention] = []
        for mention in found:
            if start <= mention.start < first.start and (not before or mention.start >= before[-1].end):
                before.append(mention)
        if inner or len(before) < len(run):
            return None
        mention = before[-len(run) :][run.index(at)]
        return frozenset({mention.tier}), _slot(mention)

    def _run(self, at: int) -> list[int]:
        """Return the figures that stand in one list with a figure."""
        run = [at]
        for step in (-1, 1):
            here = at
            while 0 <= (following := here + step) < len(self.quantities):
                left, right = sorted((self.quantities[here], self.quantities[following]), key=lambda q: q.start)
                gap = self.sheet.text[left.right : right.left] if left.right <= right.left else ""
                if right.counter != left.counter or not _JOINED.fullmatch(gap):
                    break
                run.append(following)
                here = following
        return sorted(run)

    def _in_row(self, quantity: Quantity, found: Sequence[TierMention]) -> tuple[Tiers | None, Slot | None]:
        line = self.sheet.line_at(quantity.start)
        own = [mention for mention in found if line.start <= mention.start < line.end]
        if line.header is not None and (cell := self.sheet.cell_at(line, quantity.start)) is not None:
            head = self.sheet.lines[line.header]
            if cell[0] < len(head.cells):
                start, end = head.cells[cell[0]]
                own = own or [mention for mention in found if start <= mention.start < end]
        return (frozenset(mention.tier for mention in own), _slot(own[0])) if own else (None, None)

    def _sized(self, at: int, reward: Reward) -> Tiers | None:
        """Return the tiers whose bracket holds the size that the draft, or else the question, gives."""
        brackets = {index: tier.bracket for index, tier in enumerate(reward.tiers) if tier.bracket is not None}
        counters = {bracket.counter for bracket in brackets.values()}
        if not brackets:
            return None
        quantity = self.quantities[at]
        sentence = self.sheet.sentence(quantity.start, quantity.end)
        clause = self.sheet.clause(quantity.start, quantity.end)
        inside = [q for q in self.quantities if q.counter in counters and q is not quantity]
        start = max(sentence[0], self._last_award(at, sentence[0]))
        near = [q for q in inside if start <= q.start < quantity.start]
        near = near or [q for q in inside if sentence[0] <= q.start < clause[1]]
        line = self.sheet.line_at(quantity.start)
        if not near and line.kind != "row":
            near = [q for q in inside if sentence[0] - BEFORE <= q.start < sentence[0]]
        ends = {end for bracket in brackets.values() for end in _ends(bracket)}
        sizes = [q for q in near if not (q.value in ends and self.names_bracket(q))]
        asked = [q for q in self._asked_sizes if q.counter in counters]
        for given in (
            sizes,
            asked if not near else (),
        ):
            if given and (held := _held(brackets, given)):
                return held | frozenset(range(len(reward.tiers))) - frozenset(brackets)
        return _by_ends(brackets, [q.value for q in near]) if near else None

    def _last_award(self, at: int, start: int) -> int:
        """Return where the rate before a rate ends: what the one is said of does not reach behind the other."""
        counter = self.quantities[at].counter
        return max(
            (q.end for q in self.quantities[:at] if q.start >= start and q.counter == counter and q.counter == "%"),
            default=start,
        )

    def names_bracket(self, quantity: Quantity) -> bool:
        """Whether a size is said as an end of a bracket: 500亩以上, 100亩至500亩."""
        text = self.sheet.text
        return _BRACKET_AFTER.match(text, quantity.end) is not None or text[quantity.start - 1 : quantity.start] in (
            "至",
            "到",
            "—",
            "-",
            "~",
            "–",
        )


def _led_back(text: str, quantity: Quantity, found: Sequence[TierMention]) -> TierMention | None:
    """Return the tier that the words behind a figure put it to: 50万元是中级雪道的标准."""
    leads = LEADS_BACK.match(text, quantity.end)
    if leads is None:
        return None
    return next((mention for mention in found if 0 <= mention.start - leads.end() <= 6), None)


def _held(brackets: Mapping[int, Bracket], sizes: Sequence[Quantity]) -> Tiers:
    return frozenset(
        at for at, bracket in brackets.items() for size in sizes
        if size.counter == bracket.counter and bracket.holds(size.value)
    )  # fmt: skip


def _by_ends(brackets: Mapping[int, Bracket], values: Sequence[Decimal]) -> Tiers | None:
    """Return the tiers whose bracket the values are the ends of, best fit first."""
    fits = {
        at: len(set(values) & set(_ends(bracket))) / max(len(_ends(bracket)), len(set(values)))
        for at, bracket in brackets.items()
    }
    best = max(fits.values(), default=0.0)
    return frozenset(at for at, fit in fits.items() if fit == best) if best else None


def _ends(bracket: Bracket) -> tuple[Decimal, ...]:
    return tuple(end for end in (bracket.from_, bracket.over, bracket.to, bracket.below) if end is not None)


def _last_run(mentions: Sequence[TierMention], text: str) -> tuple[Tiers, Slot]:
    """Return the tiers of the last mention with those joined to it: 国家级和省级都是."""
    last = mentions[-1]
    tiers, start = {last.tier}, last.start
    for mention in reversed(mentions[:-1]):
        if mention.start < start and not (mention.end <= start and _JOINED.fullmatch(text, mention.end, start)):
            break
        tiers.add(mention.tier)
        start = min(start, mention.start)
    return frozenset(tiers), _slot(last)


def _slot(mention: TierMention) -> Slot:
    return Slot(mention.word, (mention.start, mention.end))


__all__ = ["Size", "TierFinder", "Tiers"]
