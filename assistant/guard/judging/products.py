"""Judge what a text makes of a rate and a base, and what base a wanted sum needs."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from assistant.guard.arithmetic import same
from assistant.guard.judging.agreement import hint
from assistant.guard.judging.arithmetic import Derived, derive
from assistant.guard.judging.reading import Reading
from assistant.guard.judging.verdicts import SUPPORTED, USER, Judgement, claim_span, fault, supported
from assistant.guard.layout.items import Item
from assistant.guard.layout.sheet import Sheet
from assistant.guard.layout.surroundings import column_head, words_before
from assistant.guard.resolving.belonging import Belonging
from assistant.guard.resolving.roles import says_base
from assistant.guard.table.book import FactBook
from assistant.guard.table.facts import PROJECT, Fact, write_fact, write_sum
from assistant.guard.words.bases import EXAMPLE
from assistant.guard.words.far_bounds import PROMISED
from assistant.guard.words.grants import AWARD, OF_WHOM
from assistant.guard.words.parties import BOTH
from assistant.guard.words.sums import (
    EACH_YEAR,
    EQUALS,
    EQUALS_CAP,
    PER_PROJECT,
    TOO_MUCH,
    WANTED,
    WORKED_OUT,
)
from assistant.text.figures import Unit
from assistant.text.numerals import format_yuan


def by_project(reading: Reading, item: Item, facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """Return the facts whose sums for several projects, each under its own cap, add up to the figure."""
    found = []
    for fact in facts:
        if fact.kind != "rate" or fact.per != PROJECT:
            continue
        for bases in reading.listed_bases(item):
            capped = [min(base * fact.value / 100, fact.cap or base) for base in bases]
            same_each = any(
                value * count == item.value for value in capped[-1:] for count in reading.counts if count > 1
            )
            if same_each or (len(capped) > 1 and sum(capped) == item.value):
                found.append(fact)
    return tuple(found)


class ProductJudge:
    """Recomputes rate × base, with cap and bound."""

    def __init__(self, book: FactBook) -> None:
        self._book = book

    def judge_derived(self, reading: Reading, item: Item, where: Belonging) -> Judgement | None:
        """Judge money by what the rates give for the bases; None where nothing of the kind is stated."""
        if item.unit is not Unit.YUAN:
            return None
        expression = reading.operand_of(item)
        if expression is not None and expression.kinds & {"mul", "div"}:
            return USER
        facts = [fact for topic in where.topics for fact in self._book.awards(topic) if fact.kind == "rate"]
        fitting = [fact for fact in facts if not where.levels or fact.level is None or fact.level in where.levels]
        fitting = fitting or ([] if where.named else facts)  # a level that was asked of need not be this one's
        bases = reading.bases_near(item)
        if not fitting or not bases:
            return None
        years = (1,) if reading.says(EACH_YEAR, item) else reading.years_of(item)
        results = [
            found for found in derive(fitting, bases, years) if same(item.value, found.value, item.figure.approximate)
        ]
        if not results:
            projects = by_project(reading, item, fitting)
            if projects and item.bound in (None, "at_most"):
                return supported(*projects)
            product = reading.result_of(item)
            if product is not None and self._book.is_joint(item.value, where.topics, reading.counts):
                return SUPPORTED
            return self._wrong_product(reading, item, where, fitting)
        if plain := [found for found in results if not found.raw]:
            return self._bounded(reading, item, where, plain)
        return self._above_cap(reading, item, where, results)

    def judge_cap(self, reading: Reading, item: Item, where: Belonging, facts: Sequence[Fact]) -> Judgement | None:
        """Refuse a cap that is promised for a base whose rate gives less: 融资额8000万元，最多奖200万元."""
        if any(fact.kind != "cap" for fact in facts):
            return None
        if (stated := self._result_before(reading, item, where)) is not None:
            return fault("wrong_arithmetic", (), where.topics[0], claim_span(item), f"不超过{format_yuan(stated)}")
        base = self._base_of(reading.sheet, item)
        if base is None:
            return None
        caps = {fact.reward for fact in facts}
        rates = [
            fact
            for topic in where.topics
            for fact in self._book.awards(topic)
            if fact.kind == "rate" and fact.reward in caps
        ]
        rates = [fact for fact in rates if not where.levels or fact.level is None or fact.level in where.levels]
        results = {base.value * fact.value / 100 for fact in rates if not fact.term}
        enough = any(result >= item.value or same(item.value, result, approximate=True) for result in results)
        if not results or enough or any(value in results for value in reading.money_near(item)):
            return None
        return fault("wrong_arithmetic", (), where.topics[0], claim_span(item), f"不超过{format_yuan(max(results))}")

    def _result_before(self, reading: Reading, item: Item, where: Belonging) -> Decimal | None:
        """Return the sum worked out before a cap that is promised in its stead: 300万×60%＝180万元，可补200万元."""
        sheet = reading.sheet
        first, last = sheet.sentence_of(item)
        if not WORKED_OUT.search(sheet.text, sheet.floor_of(item), item.start):
            return None
        if any(other.unit is Unit.YUAN for other in sheet.items_in(item.end, last)):
            return None
        rates = [fact for topic in where.topics for fact in self._book.awards(topic) if fact.kind == "rate"]
        sums = {found.value for found in derive(rates, reading.bases_near(item), (1,)) if not found.raw}
        stated = [other.value for other in sheet.items_in(first, item.start) if reading.result_of(other) is not None]
        return next((value for value in stated if value in sums and value < item.value), None)

    @staticmethod
    def _base_of(sheet: Sheet, item: Item) -> Item | None:
        """Return the sum that a figure is said to be worked out from: the only other one of its sentence."""
        start, end = sheet.clause_of(item)
        figures = [
            other for other in sheet.items_in(*sheet.sentence_of(item)) if other.unit in (Unit.YUAN, Unit.PERCENT)
        ]
        works_out = WORKED_OUT.search(sheet.text, start, item.start) or EXAMPLE.search(words_before(sheet, figures[0]))
        if PER_PROJECT.search(sheet.text, start, end) and not works_out:
            return None
        if works_out:  # the rate may be said between them: 单价300万元，按60%，最多能补200万元
            figures = [other for other in figures if other.unit is Unit.YUAN]
        is_second = len(figures) == 2 and figures[1].number == item.number
        if is_second and OF_WHOM.search(sheet.text, figures[0].end, item.start):
            return None  # …可以了解应收账款融资，奖励是给核心企业的，最高200万元
        return figures[0] if is_second and says_base(sheet, figures[0]) else None

    def _wrong_product(self, reading: Reading, item: Item, where: Belonging, facts: Sequence[Fact]) -> Judgement | None:
        right = [found for found in derive(facts, reading.bases_near(item)[:1], (1,)) if not found.raw]
        expected = write_sum(right[0].value) if right else None
        return fault("wrong_arithmetic", (), where.topics[0], claim_span(item), expected)

    def _bounded(self, reading: Reading, item: Item, where: Belonging, results: Sequence[Derived]) -> Judgement:
        first = results[0]
        facts = tuple(found.fact for found in results)
        known = {fact.payer for fact in facts if fact.payer}
        if known and where.payers and not known & where.payers and BOTH not in where.payers:
            return fault("wrong_payer", facts, where.topics[0], claim_span(item), "、".join(sorted(known)))
        is_exact = item.bound == "exact" and not EQUALS.search(reading.sheet.text, item.left, item.start)
        if item.bound == "at_least" or (is_exact and all(found.bound == "at_most" for found in results)):
            return fault("wrong_bound", facts, where.topics[0], claim_span(item), f"不超过{format_yuan(first.value)}")
        if item.bound != "at_most" and all(found.bound == "at_most" for found in results):
            if reading.says(PROMISED, item):
                return fault(
                    "wrong_bound", facts, where.topics[0], claim_span(item), f"不超过{format_yuan(first.value)}"
                )
            hinted = hint(reading.sheet, item, wide=True) == "at_most" or reading.says_at_most
            hinted = hinted or reading.says(WANTED, item)
            if not hinted and reading.result_of(item) is None:
                return fault(
                    "wrong_bound", facts, where.topics[0], claim_span(item), f"不超过{format_yuan(first.value)}"
                )
        return supported(*facts)

    def _above_cap(self, reading: Reading, item: Item, where: Belonging, results: Sequence[Derived]) -> Judgement:
        """Pass a product above the cap as a step of the sum only: nobody gets it, and the cap follows."""
        fact = results[0].fact
        if item.bound == "exact" and EQUALS_CAP.search(reading.sheet.text, item.left, item.start):
            item = item._replace(bound=None)  # 50%就是900万元，但不超过100万元
        repeated = reading.comes_later(item, item.value)
        if repeated and reading.result_of(item) is not None and item.bound is None:
            return supported(fact)  # a step; where it is said again, that is judged
        later = fact.cap is not None and reading.comes_later(item, fact.cap)
        later = later and not AWARD.search(column_head(reading.sheet, item))  # 实际补助 is no step
        text, (_, end) = reading.sheet.text, reading.sheet.sentence_of(item)
        start = reading.sheet.sentence_of(item)[0]
        stated = later or fact.cap in {other.value for other in reading.sheet.items_in(start, item.start)}
        is_step = item.bound is None or item.bound == fact.bound
        if stated and is_step and TOO_MUCH.match(text, item.right, end):
            return supported(fact)
        if later and item.bound is None and (not reading.says_award(item) or reading.result_of(item) is not None):
            return supported(fact)
        assert fact.cap is not None
        return fault(
            "cap_dropped", (), where.topics[0], claim_span(item), f"最高{format_yuan(fact.cap)}（{write_fact(fact)}）"
        )
