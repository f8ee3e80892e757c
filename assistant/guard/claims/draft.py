"""One draft while it is being judged, and what is made of its figures."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from assistant.guard.arithmetic import Expression, find_expressions
from assistant.guard.claims.book import NoticeBook
from assistant.guard.claims.claim import Claim
from assistant.guard.claims.comparing import Around
from assistant.guard.claims.entailment import Verdict
from assistant.guard.claims.facts import Fact
from assistant.guard.claims.holders import read_holders
from assistant.guard.claims.quantities import Quantity, bare_numbers, read_quantities
from assistant.guard.claims.quotations import Quotations
from assistant.guard.claims.retellings import Retold
from assistant.guard.claims.slot_reading import SlotReader
from assistant.guard.claims.subjects import SHORTEST_NAME, Surroundings, clause_subject, meant
from assistant.guard.claims.tiering import TierFinder
from assistant.guard.layout.lines import Span
from assistant.guard.layout.sheet import Sheet
from assistant.models import Reward
from assistant.text import summing

NEAR = 8  # how many quantities before a sum what it is worked out with is looked for
TOGETHER = 0.45  # how near to the best fit the row must come that alone has all figures of a text
BEFORE = 120  # how far before its sentence the paragraph of a figure is read


IN_ALL = re.compile(f"(?:{summing.TOTAL}|共|加起来)(?:是|为|可?[得拿领获])?$")
AGAIN = re.compile("再|另|上浮|追加")


class Ruling(NamedTuple):
    """What is made of a figure: the reason it is refused, or None; the rule that decided, and the fact it rests on."""

    rule: str
    reason: str | None = None
    fact: Fact | None = None
    span: Span | None = None
    verdict: Verdict | None = None
    status: str = "supported"


class Draft:
    """One draft while it is being judged."""

    def __init__(self, book: NoticeBook, text: str, question: str, earlier: Sequence[str] = ()) -> None:
        self.book = book
        self.sheet = Sheet(text)
        self.asked = "\n".join((*earlier, question))
        self._asked_sheet = Sheet(self.asked)
        self.reader = SlotReader(self.sheet)
        self.quantities = self.reader.quantities
        values = frozenset((item.unit, item.value) for item in self._asked_sheet.items)
        self.claims = list(read_holders(self.reader, list(self.reader.read()), values))
        self.asked_quantities = (*read_quantities(self._asked_sheet), *bare_numbers(self._asked_sheet.text))
        self.asked_keys = frozenset(quantity.key for quantity in self.asked_quantities)
        self.values = frozenset(quantity.key for quantity in self.quantities)
        self.tiers = TierFinder(self.sheet, self.claims, self._asked_sheet.text, self.asked_quantities, book.levels)
        self.surroundings = Surroundings(self.sheet, self._asked_sheet.text, book.subjects)
        self.quotations = Quotations(self.sheet, book.texts)
        self._scores: dict[int, dict[str, float]] = {}
        self._scopes: dict[int, tuple[str, ...]] = {}
        self.rulings: list[Ruling] = []
        self._places = {quantity.start: at for at, quantity in enumerate(self.quantities)}
        self.expressions = find_expressions(self.sheet.text, self.quantities, _number, lambda q: q.is_rate, _may_join)
        self.factors = self._operands({"mul", "div"}, with_result=False)
        self.worked_with = self._operands({"mul", "div"})
        self.summands = self._operands({"add", "sub"})

    @cached_property
    def addends(self) -> frozenset[int]:
        """The sums that a total behind them in their sentence adds up: 甲2万元，乙1万元，共3万元."""
        found: set[int] = set()
        for at, total in enumerate(self.quantities):
            start, _ = self.reader.frame(at).sentence
            run = [n for n in range(max(0, at - NEAR), at) if self.quantities[n].is_money]
            if not total.is_money or not IN_ALL.search(self.sheet.text, max(start, total.start - 8), total.start):
                continue
            for first in range(len(run) - 1):
                inside = self.quantities[run[first]].start >= start
                if inside and sum(self.quantities[n].value for n in run[first:]) == total.value:
                    found.update(run[first:])
        return frozenset(found)

    def facts_before(self, at: int) -> Iterator[Fact]:
        """Yield what the sentence of a figure has rightly said before it."""
        start, _ = self.reader.frame(at).sentence
        for quantity, ruling in zip(self.quantities[:at], self.rulings, strict=False):
            if quantity.start >= start and ruling.fact is not None and ruling.reason is None:
                yield ruling.fact

    def sizes(self, at: int) -> tuple[Quantity, ...]:
        """Return the sizes that a figure may be worked out from: the question's and those before it."""
        before = [q for q in self.quantities[max(0, at - 12) : at] if q.is_judged or not self.tiers.names_bracket(q)]
        return (*self._written_out(at), *reversed(before), *self.asked_quantities)

    def _written_out(self, at: int) -> tuple[Quantity, ...]:
        """Return the factors of the product behind a figure that gives it: 30万元（100元×3000平方米＝30万元）."""
        key = self.quantities[at].key
        return tuple(q for start, operands in self._results.get(key, ()) if start > at for q in operands)

    @cached_property
    def _results(self) -> dict[tuple[str, Decimal], list[tuple[int, tuple[Quantity, ...]]]]:
        """The products that are written out, by their result."""
        found: dict[tuple[str, Decimal], list[tuple[int, tuple[Quantity, ...]]]] = defaultdict(list)
        for one in self.expressions:
            if one.result is not None and "mul" in one.kinds:
                found[one.result.key].append((self._places[one.result.start], one.operands))
        return found

    def _operands(self, kinds: Set[str], with_result: bool = True) -> frozenset[int]:
        """Return which quantities are operands of sums with some operators alone, where need be with a result."""
        found = [one for one in self.expressions if one.kinds <= kinds and (one.result or not with_result)]
        return frozenset(self._places[operand.start] for one in found for operand in one.operands)

    def place_of(self, quantity: Quantity) -> int:
        """Return which of the quantities one is."""
        return self._places[quantity.start]

    def stated_before(self, at: int) -> Ruling | None:
        """Return the ruling on a result that was worked out just before and is said again: …＝32万元，可得32万元."""
        figure, start = self.quantities[at], max(0, at - NEAR)
        before = zip(self.quantities[start:at], self.rulings[start:at], strict=True)
        return next(
            (r for q, r in before if q.key == figure.key and r.rule in ("derived", "sum") and not r.reason), None
        )

    @cached_property
    def given(self) -> dict[int, Expression[Quantity]]:
        """The sums that are written out, by which quantity is the result."""
        return {self._places[one.result.start]: one for one in self.expressions if one.result is not None}

    def scope(self, at: int) -> tuple[str, ...]:
        """Return the subjects that a figure may be said of, likeliest first."""
        if at not in self._scopes:
            frame, quantity = self.reader.frame(at), self.quantities[at]
            self._scores[at] = self.surroundings.fit(quantity, frame.floor, frame.ceiling)
            found = (*meant(self._scores[at]), *self._given_together(self._scores[at]), *self._named_right_before(at))
            again = AGAIN.search(self.sheet.text, frame.floor, quantity.start)
            others = () if again else (row for one in found for row in self.book.linked(one))
            self._scopes[at] = tuple(dict.fromkeys((*found, *others)))
        return self._scopes[at]

    def _given_together(self, scores: Mapping[str, float]) -> Iterator[str]:
        """Yield the one row that gives all the figures of the text, unless others fit the words far better.

        Who repeats a rate and its cap and names no programme (按8%算，最高400万元) means the row that has both.
        """
        best = max(scores.values(), default=0.0)
        yield from (row for row in self._sharing if scores.get(row, 0.0) >= TOGETHER * best)

    @cached_property
    def _sharing(self) -> tuple[str, ...]:
        """The row that alone has every rate and sum of the text, of two or more, that is not asked or worked out."""
        rates = [q.value for q in self.quantities if q.is_rate]
        worked = {base.value * rate / 100 for base in self.asked_quantities if base.is_money for rate in rates}
        given = {
            q.key
            for at, q in enumerate(self.quantities)
            if q.is_judged and q.key not in self.asked_keys and at not in self.given and q.value not in worked
        }
        awards = {row: [fact for fact in self.book.of(row) if fact.is_award] for row in self.book.rewards}
        keys = {row: {fact.figure.key for fact in facts} for row, facts in awards.items()}
        found = [row for row, own in keys.items() if given <= own] if len(given) > 1 else []
        return tuple(found) if len(found) == 1 else ()

    def subjects_at(self, span: Span) -> tuple[str, ...]:
        """Return the subjects that words without a figure speak of, best first."""
        place = Quantity(*span, *span, Decimal(0), "", None)
        return meant(self.surroundings.fit(place, *self.sheet.clause(*span), by_name=False))

    def row_at(self, span: Span) -> Reward | None:
        """Return the row that words speak of, if they speak of one rather than of a clause."""
        return next((self.book.rewards.get(subject) for subject in self.subjects_at(span)[:1]), None)

    def named_beside(self, at: int) -> frozenset[str]:
        """Return the rows whose whole names stand before a figure: in its words, its clause, else its sentence."""
        frame, text, place = self.reader.frame(at), self.sheet.text, self.quantities[at].start
        if own := self._named_right_before(at):
            return own
        starts = (frame.floor, frame.clause[0], self.reader.start_of_own(at))
        found = (self.book.subjects.named_in(text[start:place]) for start in starts)
        return next((rows for rows in found if rows), frozenset())

    def _named_right_before(self, at: int) -> frozenset[str]:
        """Return the rows whose whole names, short ones too, stand in a figure's own words: 落户奖励最高…."""
        own, subjects = self.sheet.text[self.reader.frame(at).floor : self.quantities[at].left], self.book.subjects
        return subjects.named_in(own, SHORTEST_NAME) or subjects.told_apart_in(own)

    @cached_property
    def retold(self) -> Retold:
        """What sentences of the notices the text retells."""
        return Retold(self.sheet, self.quantities, self.book.retellings)

    def said(self, at: int) -> Set[str]:
        """Return the pairs of the sentence of a figure and of the question."""
        return self.surroundings.pairs(self.reader.frame(at).sentence) | self.surroundings.asked_pairs

    def scores(self, at: int) -> Mapping[str, float]:
        """Return how well each subject fits the words around a figure."""
        self.scope(at)
        return self._scores[at]

    def around(self, at: int) -> Around:
        """Return the words that a claim is read with."""
        frame, text = self.reader.frame(at), self.sheet.text
        above = max(self.sheet.line_at(self.quantities[at].start).start, frame.sentence[0] - BEFORE)
        return Around(
            text[slice(*frame.clause)], text[slice(*frame.sentence)], self._asked_sheet.text, self.values,
            at in self.factors or at in self.addends, self.book.payers, text[above : frame.sentence[0]],
            text[self.reader.start_of_own(at) : self.quantities[at].start],
        )  # fmt: skip


def _number(quantity: Quantity) -> Decimal:
    return quantity.value / 100 if quantity.is_rate else quantity.number or quantity.value


def _may_join(left: Quantity, right: Quantity) -> bool:
    return "日期" not in (left.counter, right.counter)


def with_tiers(draft: Draft, at: int, claim: Claim, scope: Sequence[str]) -> Claim:
    """Return a claim with the tiers that it can be said of, for each row meant."""
    tiers, slot = {}, None
    for reward in draft.book.rows(scope):
        found, said = draft.tiers.of(at, reward)
        if found is not None:
            tiers[reward.id], slot = found, slot or said
        parts = draft.book.parts.get(reward.id)
        if parts is not None and (named := draft.tiers.of(at, parts)[0]) is not None:
            tiers[parts.id] = named
    return replace(claim, subject=tuple(scope), tier=tiers, tier_slot=slot)


def wide(draft: Draft, scope: Sequence[str]) -> tuple[str, ...]:
    """Return the subjects with the clauses of the rows among them."""
    rows = (draft.book.rewards[subject] for subject in scope if subject in draft.book.rewards)
    return tuple(dict.fromkeys((*scope, *(clause_subject(row.policy, row.clause) for row in rows))))
