"""Judge figures that a text works out: products, totals, differences, and what a base would have to be."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from assistant.guard.arithmetic import Derived, derive, same, sums_of
from assistant.guard.belonging import Belonging
from assistant.guard.bounds import hint
from assistant.guard.cues import DIFFERENCE, EACH_YEAR, EQUALS, EXCESS, PER_PROJECT, REVERSE, SUM, TOO_MUCH
from assistant.guard.facts import Fact, FactBook, write_fact, write_money
from assistant.guard.reading import Reading
from assistant.guard.roles import says_base
from assistant.guard.sheet import Item
from assistant.guard.verdicts import SUPPORTED, USER, Judgement, claim_span, fault, supported
from assistant.text.figures import Unit

PROJECT = "单个项目"


NEAR = 24  # figures farther than this from each other are not added up


class SumJudge:
    """Recomputes figures."""

    def __init__(self, book: FactBook) -> None:
        self._book = book

    # ------------------------------------------------------------ totals and differences

    def judge(self, reading: Reading, item: Item, where: Belonging) -> Judgement | None:
        """Judge a figure that is said to be a total or a difference; None where it is neither."""
        if item.unit not in (Unit.YUAN, Unit.PERCENT):
            return None
        expression = reading.result_of(item)
        if expression is not None and "add" in expression.operators and "mul" not in expression.operators:
            return self._written_total(reading, item, where)
        if item.unit is Unit.YUAN and expression is not None and expression.operators == ("div",):
            right = expression.value()
            if right is not None and same(item.value, right):
                return USER  # the base that a wanted sum needs
            return fault("wrong_arithmetic", span=claim_span(item), expected=_money(right))
        if item.unit is Unit.YUAN and expression is not None and "sub" in expression.operators:
            return SUPPORTED if expression.value() == item.value else fault("wrong_arithmetic", span=claim_span(item))
        if self._says(SUM, reading, item) or (expression is None and _line_says_sum(reading, item)):
            return self._total(reading, item, where)
        return None

    @staticmethod
    def _says(pattern: re.Pattern[str], reading: Reading, item: Item) -> bool:
        start, _ = reading.sheet.clause(item.start, item.end)
        previous = reading.sheet.items_in(start, item.start)
        floor = previous[-1].end if previous else start
        return bool(pattern.search(reading.sheet.text, floor, item.start))

    def _difference(self, reading: Reading, item: Item) -> Judgement | None:
        others = [value for value in reading.money_near(item) if value != item.value]
        others += [
            fact.value
            for topic in reading.asked.topics
            for fact in self._book.of_topic(topic)
            if fact.unit is Unit.YUAN
        ]
        if any(abs(left - right) == item.value for left in others for right in others):
            return SUPPORTED
        start, _ = reading.sheet.clause(item.start, item.end)
        words = reading.sheet.text[start : item.start]
        if any(word in words for word in ("相差", "差额", "高出", "还差", "差距", "多出")):
            return fault("wrong_arithmetic", span=claim_span(item))
        return None

    def _written_total(self, reading: Reading, item: Item, where: Belonging) -> Judgement:
        expression = reading.result_of(item)
        assert expression is not None
        if expression.value() != item.value:
            return fault("wrong_arithmetic", span=claim_span(item), expected=_money(expression.value()))
        if item.unit is Unit.YUAN and self._is_joint(item.value, where.topics, reading.counts):
            return SUPPORTED
        if item.unit is Unit.YUAN and self._yearly_total(reading, item, where):
            return SUPPORTED
        return self._refuse(reading, item, where, [operand.index for operand in expression.operands])

    def judge_difference(self, reading: Reading, item: Item) -> Judgement | None:
        """Judge money that is said to be a difference; None where it isn't."""
        if item.unit is Unit.PERCENT and self._says(DIFFERENCE, reading, item):
            rates = [o.value for o in reading.near(item) if o.unit is Unit.PERCENT and o.value != item.value]
            return SUPPORTED if any(abs(left - right) == item.value for left in rates for right in rates) else None
        if item.unit is not Unit.YUAN or reading.in_expression(item):
            return None
        if self._says(DIFFERENCE, reading, item):
            return self._difference(reading, item)
        start, _ = reading.sheet.clause(item.start, item.end)
        if EXCESS.search(reading.sheet.text, start, item.start) and item.bound is None:
            before = (*reading.asked.items[:NEAR], *reading.sheet.items[max(0, item.index - NEAR) : item.index])
            stated = [other.value for other in before if other.unit is Unit.YUAN]
            return SUPPORTED if any(left - right == item.value for left in stated for right in stated) else None
        return None

    def judge_joint(self, reading: Reading, item: Item, where: Belonging) -> Judgement | None:
        """Pass what several payers give together, unless the clause names one of them alone."""
        single = len(where.payers) == 1 and "两级" not in where.payers and reading.result_of(item) is None
        if item.unit is Unit.YUAN and not single and self._is_joint(item.value, where.topics, reading.counts):
            return SUPPORTED
        return None

    def _total(self, reading: Reading, item: Item, where: Belonging) -> Judgement | None:
        if item.unit is Unit.YUAN and self._is_joint(item.value, where.topics, reading.counts):
            if where.payers and "两级" not in where.payers and len(where.payers) == 1:
                return None
            return SUPPORTED
        if item.unit is Unit.YUAN:
            derived = self._yearly_total(reading, item, where)
            if derived is not None:
                return derived
        parts = [index for index in range(max(0, item.index - NEAR), item.index) if self._is_part(reading, index, item)]
        chosen = sums_of([reading.sheet.items[index].value for index in parts], item.value)
        if chosen is not None:
            return self._refuse(reading, item, where, [parts[index] for index in chosen])
        return None

    def _yearly_total(self, reading: Reading, item: Item, where: Belonging) -> Judgement | None:
        facts = [fact for topic in where.topics for fact in self._book.awards(topic) if fact.term]
        for found in derive(facts, reading.bases_near(item), reading.years):
            if found.years > 1 and same(item.value, found.value, item.figure.approximate):
                return supported(found.fact)
        return None

    @staticmethod
    def _is_part(reading: Reading, index: int, item: Item) -> bool:
        other, judgement = reading.sheet.items[index], reading.judgements[index]
        return (
            other.unit is item.unit
            and other.figure.role is None
            and judgement.verdict in ("supported", "wrong", "unverifiable")
        )

    def _refuse(self, reading: Reading, item: Item, where: Belonging, parts: Sequence[int]) -> Judgement:
        """Refuse a total: of levels of one programme it breaks 从优不重复, of programmes the text leaves it open."""
        groups = {fact.stacking for index in parts for fact in reading.judgements[index].facts[:1]}
        rewards = {fact.reward for index in parts for fact in reading.judgements[index].facts[:1]}
        known = all(reading.judgements[index].facts for index in parts)
        sums = sum(asked.unit is Unit.YUAN for asked in reading.asked.items)
        several = sums > 1 or any(count > 1 for count in reading.counts)
        if (
            known
            and several
            and len(rewards) == 1
            and {fact.per for index in parts for fact in reading.judgements[index].facts[:1]} == {PROJECT}
        ):
            return supported(*(fact for index in parts for fact in reading.judgements[index].facts[:1]))
        if len(rewards) == 1 and None not in groups:
            return fault(
                "stacked",
                span=claim_span(item),
                topic=where.topics[0] if where.topics else "",
                expected="从优且不重复享受，不相加",
            )
        return fault("unverifiable", span=claim_span(item), expected="文件未写明不同项目能否同时享受，不作相加")

    def _is_joint(self, value: Decimal, topics: Sequence[str], counts: frozenset[Decimal]) -> bool:
        """Whether a total is what several payers give each firm, times the number of firms."""
        for topic in topics:
            each = [
                fact for fact in self._book.awards(topic) if fact.payer and fact.per == "每家" and fact.kind == "amount"
            ]
            if len({fact.payer for fact in each}) < 2:
                continue
            total = sum((fact.value for fact in each), Decimal(0))
            amounts = {total, *(fact.value for fact in each)}
            if value == total or any(value == amount * count for amount in amounts for count in counts if count > 1):
                return True
        return False

    # ------------------------------------------------------------ products

    def is_worked_on(self, reading: Reading, item: Item, where: Belonging) -> bool:
        """Whether one of the user's sums is followed by what a rate of the topic makes of it."""
        if (
            (item.unit, item.value) not in reading.asked_values
            or item.unit is not Unit.YUAN
            or reading.says_award(item)
        ):
            return False
        following = reading.sheet.items[item.index + 1 : item.index + NEAR]
        later = {other.value for other in following if other.unit is Unit.YUAN}
        facts = [fact for topic in where.topics for fact in self._book.awards(topic)]
        return any(
            found.value in later and found.value != item.value for found in derive(facts, (item.value,), (1, 2, 3))
        )

    def judge_base(self, reading: Reading, item: Item, where: Belonging) -> Judgement:
        """Judge a figure that a rate applies to: where it is said to be what the cap takes, recompute that."""
        sheet = reading.sheet
        start, end = sheet.sentence(item.start, item.end)
        if (item.unit, item.value) in reading.asked_values:
            return USER
        if not REVERSE.search(sheet.text, start, end):
            topic = where.topics[0] if where.topics else ""
            return (
                fault("wrong_target", topic=topic, span=claim_span(item), expected="文件没有这一门槛")
                if item.bound
                else USER
            )
        rates = [f for topic in where.topics for f in self._book.awards(topic) if f.kind == "rate"]
        rates = [f for f in rates if not where.levels or f.level is None or f.level in where.levels] or rates
        goals = {
            other.value for other in sheet.items_in(start, end) if other.unit is Unit.YUAN and other.index != item.index
        }
        goals |= {fact.cap for fact in rates if fact.cap is not None}
        stated = {other.value for other in sheet.items_in(start, end) if other.unit is Unit.PERCENT}
        used = [fact for fact in rates if fact.value in stated] or rates
        if not used or not goals or any(same(item.value, goal * 100 / fact.value) for fact in used for goal in goals):
            return USER
        cap = max(goals)
        expected = _money(cap * 100 / used[0].value)
        return fault("wrong_arithmetic", (), where.topics[0] if where.topics else "", claim_span(item), expected)

    def judge_derived(self, reading: Reading, item: Item, where: Belonging) -> Judgement | None:
        """Judge money by what the rates give for the bases; None where nothing of the kind is stated."""
        if item.unit is not Unit.YUAN:
            return None
        expression = reading.operand_of(item)
        if expression is not None and ("mul" in expression.operators or "div" in expression.operators):
            return USER
        facts = [fact for topic in where.topics for fact in self._book.awards(topic) if fact.kind == "rate"]
        fitting = [fact for fact in facts if not where.levels or fact.level is None or fact.level in where.levels]
        bases = reading.bases_near(item)
        if not fitting or not bases:
            return None
        years = (1,) if self._says(EACH_YEAR, reading, item) else reading.years
        results = [
            found for found in derive(fitting, bases, years) if same(item.value, found.value, item.figure.approximate)
        ]
        if not results:
            projects = self._by_project(reading, item, fitting)
            if projects and item.bound in (None, "at_most"):
                return supported(*projects)
            product = reading.result_of(item)
            if product is not None and self._is_joint(item.value, where.topics, reading.counts):
                return SUPPORTED
            return self._wrong_product(reading, item, where, fitting)
        if plain := [found for found in results if not found.raw]:
            return self._bounded(reading, item, where, plain)
        return self._above_cap(reading, item, where, results)

    @staticmethod
    def _by_project(reading: Reading, item: Item, facts: Sequence[Fact]) -> tuple[Fact, ...]:
        """Return the facts whose sums for several projects, each under its own cap, add up to the figure."""
        found = []
        for fact in facts:
            each = [base * fact.value / 100 for base in reading.bases_near(item)]
            capped = [value if fact.cap is None else min(value, fact.cap) for value in each]
            if fact.per == PROJECT and sums_of(capped, item.value) is not None:
                found.append(fact)
        return tuple(found)

    def judge_cap(self, reading: Reading, item: Item, where: Belonging, facts: Sequence[Fact]) -> Judgement | None:
        """Refuse a cap that is promised for a base whose rate gives less: 融资额8000万元，最多奖200万元."""
        sheet = reading.sheet
        start, end = sheet.clause(item.start, item.end)
        first, last = sheet.sentence(item.start, item.end)
        if any(fact.kind != "cap" for fact in facts) or PER_PROJECT.search(sheet.text, start, end):
            return None
        figures = [other for other in sheet.items_in(first, last) if other.unit in (Unit.YUAN, Unit.PERCENT)]
        if len(figures) != 2 or figures[1].index != item.index or not says_base(sheet, figures[0]):
            return None
        caps = {fact.reward for fact in facts}
        rates = [
            fact
            for topic in where.topics
            for fact in self._book.awards(topic)
            if fact.kind == "rate" and fact.reward in caps
        ]
        rates = [fact for fact in rates if not where.levels or fact.level is None or fact.level in where.levels]
        results = {figures[0].value * fact.value / 100 for fact in rates if not fact.term}
        if not results or max(results) >= item.value or any(value in results for value in reading.money_near(item)):
            return None
        return fault("wrong_arithmetic", (), where.topics[0], claim_span(item), f"不超过{write_money(max(results))}")

    def _wrong_product(self, reading: Reading, item: Item, where: Belonging, facts: Sequence[Fact]) -> Judgement | None:
        right = [found for found in derive(facts, reading.bases_near(item)[:1], (1,)) if not found.raw]
        expected = _money(right[0].value) if right else None
        return fault("wrong_arithmetic", (), where.topics[0], claim_span(item), expected)

    def _bounded(self, reading: Reading, item: Item, where: Belonging, results: Sequence[Derived]) -> Judgement:
        first = results[0]
        facts = tuple(found.fact for found in results)
        is_exact = item.bound == "exact" and not EQUALS.search(reading.sheet.text, item.left, item.start)
        if item.bound == "at_least" or (is_exact and all(found.bound == "at_most" for found in results)):
            return fault("wrong_bound", facts, where.topics[0], claim_span(item), f"不超过{write_money(first.value)}")
        if item.bound != "at_most" and all(found.bound == "at_most" for found in results):
            hinted = hint(reading.sheet, item, wide=True) == "at_most" or reading.says_at_most
            if not hinted and reading.result_of(item) is None:
                return fault(
                    "wrong_bound", facts, where.topics[0], claim_span(item), f"不超过{write_money(first.value)}"
                )
        return supported(*facts)

    def _above_cap(self, reading: Reading, item: Item, where: Belonging, results: Sequence[Derived]) -> Judgement:
        """Pass a product above the cap as a step of the sum only: nobody gets it, and the cap follows."""
        fact = results[0].fact
        repeated = reading.comes_later(item, item.value)
        if repeated and reading.result_of(item) is not None and item.bound is None:
            return supported(fact)  # a step; where it is said again, that is judged
        later = fact.cap is not None and reading.comes_later(item, fact.cap)
        text, (_, end) = reading.sheet.text, reading.sheet.sentence(item.start, item.end)
        if later and item.bound is None and TOO_MUCH.match(text, item.end, end):
            return supported(fact)
        if later and item.bound is None and (not reading.says_award(item) or reading.result_of(item) is not None):
            return supported(fact)
        assert fact.cap is not None
        return fault(
            "cap_dropped", (), where.topics[0], claim_span(item), f"最高{write_money(fact.cap)}（{write_fact(fact)}）"
        )


def _line_says_sum(reading: Reading, item: Item) -> bool:
    """Whether a table row or a list item is headed 合计."""
    line = reading.sheet.line_at(item.start)
    if line.kind == "row" and line.cells:
        return bool(SUM.search(reading.sheet.text, *line.cells[0]))
    return False


def _money(value: Decimal | None) -> str | None:
    return write_money(value) if value is not None else None
