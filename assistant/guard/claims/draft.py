"""One draft while it is being judged, and what is made of its figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from assistant.guard.claims.book import NoticeBook
from assistant.guard.claims.claim import Claim
from assistant.guard.claims.entailment import Around, Verdict
from assistant.guard.claims.facts import Fact
from assistant.guard.claims.products import find_products
from assistant.guard.claims.quantities import Quantity, bare_numbers, read_quantities
from assistant.guard.claims.reading import SlotReader
from assistant.guard.claims.subjects import Surroundings, clause_subject, meant
from assistant.guard.claims.tiering import TierFinder
from assistant.guard.layout.lines import Span
from assistant.guard.layout.sheet import Sheet


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
        self.claims = list(self.reader.read())
        self.asked_quantities = (*read_quantities(self._asked_sheet), *bare_numbers(self._asked_sheet.text))
        self.asked_keys = frozenset(quantity.key for quantity in self.asked_quantities)
        self.values = frozenset(quantity.key for quantity in self.quantities)
        self.tiers = TierFinder(self.sheet, self.claims, self._asked_sheet.text, self.asked_quantities, book.levels)
        self.surroundings = Surroundings(self.sheet, self._asked_sheet.text, book.subjects)
        self._scopes: dict[int, tuple[str, ...]] = {}
        self.rulings: list[Ruling] = []
        self.expressions = find_products(self.sheet, self.quantities)

    @cached_property
    def users(self) -> frozenset[tuple[object, Decimal]]:
        """The figures of the question, as denials look for them."""
        return frozenset((item.unit, item.value) for item in self._asked_sheet.items)

    def sizes(self, at: int) -> tuple[Quantity, ...]:
        """Return the sizes that a figure may be worked out from: the question's and those before it."""
        before = [q for q in self.quantities[max(0, at - 12) : at] if q.is_judged or not self.tiers.names_bracket(q)]
        return (*self._written_out(at), *reversed(before), *self.asked_quantities)

    def _written_out(self, at: int) -> tuple[Quantity, ...]:
        """Return the factors of the product behind a figure that gives it: 30万元（100元×3000平方米＝30万元）."""
        products = [p for p in self.expressions if p.result is not None and p.result > at]
        shown = [p for p in products if self.quantities[p.result or 0].key == self.quantities[at].key]
        return tuple(self.quantities[operand] for product in shown for operand in product.operands)

    def scope(self, at: int) -> tuple[str, ...]:
        """Return the subjects that a figure may be said of, likeliest first."""
        if at not in self._scopes:
            frame, quantity = self.reader.frame(at), self.quantities[at]
            self._scopes[at] = meant(self.surroundings.fit(quantity, frame.floor, frame.ceiling))
        return self._scopes[at]

    def names_other(self, place: int) -> bool:
        """Whether another document's name in book title marks stands right before a place."""
        return "》" in self.sheet.text[max(0, place - 6) : place]

    def around(self, at: int) -> Around:
        """Return the words that a claim is read with."""
        frame, text = self.reader.frame(at), self.sheet.text
        return Around(
            text[slice(*frame.clause)], text[slice(*frame.sentence)], self._asked_sheet.text, self.values,
            any(at in product.operands for product in self.expressions), self.book.payers,
        )  # fmt: skip


def with_tiers(draft: Draft, at: int, claim: Claim, scope: Sequence[str]) -> Claim:
    """Return a claim with the tiers that it can be said of, for each row meant."""
    tiers, slot = {}, None
    for subject in scope:
        reward = draft.book.rewards.get(subject)
        if reward is None:
            continue
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
