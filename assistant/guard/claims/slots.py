"""Hold a figure that the judges pass against the slots of its row: what it is of, who gets it, what a size measures."""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

from assistant.guard.claims.book import NoticeBook
from assistant.guard.claims.claim import Claim, Slot
from assistant.guard.claims.comparing import Around
from assistant.guard.claims.entailment import BASE, MEASURE, RECIPIENT, Comparison
from assistant.guard.claims.facts import Fact
from assistant.guard.claims.phrases import coverage
from assistant.guard.claims.slot_reading import SlotReader
from assistant.guard.claims.subjects import words_said
from assistant.guard.layout.items import Item
from assistant.guard.layout.lines import Span
from assistant.guard.layout.sheet import Sheet
from assistant.guard.words.slots import BASE_GENERIC
from assistant.policy.corpus import Corpus
from assistant.text.figure_kinds import base_family
from assistant.text.figures import Unit

SAID = 0.5
SHORTEST = 2
NEARLY = 0.85
LONGEST_SPAN = 12


class Contradiction(NamedTuple):
    """Why a figure is refused, and the words at fault with it."""

    reason: str
    span: Span
    expected: str | None


class SlotCheck:
    """Compares single slots of claims with the rows of a corpus."""

    def __init__(self, corpus: Corpus) -> None:
        self._book = NoticeBook(corpus, frozenset(policy.meta.id for policy in corpus.policies))
        self._ways = corpus.lexicon.bases

    def read(self, sheet: Sheet) -> SheetSlots:
        """Return the slots of a text, read where they are asked for."""
        return SheetSlots(self, sheet)

    def rows_of(self, text: str, asked: str) -> frozenset[str]:
        """Return the rows that fit a text and what was asked best, and those that do hardly less."""
        scores = self._book.subjects.fit(words_said(text, asked), text, asked)
        rows = {row: score for row, score in scores.items() if row in self._book.rewards}
        best = max(rows.values(), default=0.0)
        return frozenset(row for row, score in rows.items() if score >= NEARLY * best > 0)

    def contradicts(self, claim: Claim, rewards: frozenset[str]) -> Contradiction | None:
        """Return the first slot of a claim that none of the rows' facts of its value allows."""
        facts = [
            fact for reward in sorted(rewards) for fact in self._book.of(reward) if fact.figure.key == claim.figure.key
        ]
        if not facts:
            return None
        around = Around("", "", "", frozenset())
        for comparison in (BASE, RECIPIENT, MEASURE):
            outcomes = [comparison.compare(fact, claim, around) for fact in facts]
            if any(agreement not in ("contradicts", "unreadable") for agreement, _ in outcomes):
                continue
            slot = outcomes[0][1]
            if slot is not None and not self._is_way_of_saying(comparison, slot, facts):
                return Contradiction(comparison.reason, _span(claim, slot), _told(comparison, facts[0]))
        return None

    def _is_way_of_saying(self, comparison: Comparison, slot: Slot, facts: list[Fact]) -> bool:
        """Whether the lexicon knows the words as another way of saying what the row has."""
        told = [fact.tier.base for fact in facts if fact.tier is not None and fact.tier.base]
        if comparison is BASE:
            family = base_family(slot.words)
            if family is not None and any(family == base_family(base) for base in told):
                return True
            return any(self._says(slot.words, base) for base in told)
        names = [fact.reward.name for fact in facts if fact.reward] + [fact.sentence for fact in facts]
        return coverage(slot.words, names) >= SAID

    def _says(self, words: str, base: str) -> bool:
        """Whether words say a base by one of its ways of saying, and name nothing else beside: 机器款, not 广告费用."""
        rest = words
        for way in sorted(self._ways.get(base, ()), key=len, reverse=True):
            rest = rest.replace(way, "")
        rest = BASE_GENERIC.sub("", rest)
        return rest != BASE_GENERIC.sub("", words) and (len(rest) < SHORTEST or coverage(rest, [base]) >= SAID)


class SheetSlots:
    """The slots of one text."""

    def __init__(self, check: SlotCheck, sheet: Sheet) -> None:
        self._check, self._sheet = check, sheet

    @cached_property
    def _reader(self) -> SlotReader:
        return SlotReader(self._sheet)

    @cached_property
    def _places(self) -> dict[int, int]:
        return {quantity.start: at for at, quantity in enumerate(self._reader.quantities)}

    def contradicts(self, item: Item, rewards: frozenset[str]) -> Contradiction | None:
        """Return what the slots of a figure say against the rows that support its value."""
        if item.unit not in (Unit.YUAN, Unit.PERCENT) or item.start not in self._places or not rewards:
            return None
        return self._check.contradicts(self._reader.read_one(self._places[item.start]), rewards)


def _span(claim: Claim, slot: Slot) -> Span:
    """Return the words at fault with the figure; the figure alone where those of its base are long."""
    figure = claim.figure
    start, end = min(slot.span[0], figure.left), max(slot.span[1], figure.right)
    if slot is claim.base and end - start > LONGEST_SPAN:
        return figure.left, figure.right
    return (start, end) if end - start <= 2 * LONGEST_SPAN else slot.span


def _told(comparison: Comparison, fact: Fact) -> str | None:
    if comparison is BASE:
        return fact.tier.base if fact.tier is not None else None
    if comparison is RECIPIENT:
        return fact.reward.beneficiary if fact.reward is not None else None
    return fact.claim.measure.words if fact.claim.measure is not None else None
