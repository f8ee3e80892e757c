"""Judge totals and differences that a text states."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.guard.arithmetic import same, sums_of
from assistant.guard.judging.arithmetic import derive
from assistant.guard.judging.products import by_project
from assistant.guard.judging.reading import NEAR, Reading
from assistant.guard.judging.verdicts import SUPPORTED, USER, Judgement, claim_span, fault, supported
from assistant.guard.layout.items import Item
from assistant.guard.resolving.belonging import Belonging
from assistant.guard.table.book import FactBook
from assistant.guard.table.facts import PROJECT, Fact, write_sum
from assistant.guard.words.grants import EACH_FIRM, EACH_PAYER
from assistant.guard.words.parties import BOTH
from assistant.guard.words.sums import ADDED, SUM
from assistant.text.figures import Unit

LONGEST_PARTS = 60  # characters of a bracket that gives the parts of a sum
_MULTIPLIED = re.compile(r"[×xX*乘]")


class AdditionJudge:
    """Recomputes totals and differences."""

    def __init__(self, book: FactBook) -> None:
        self._book = book

    def judge(self, reading: Reading, item: Item, where: Belonging) -> Judgement | None:
        """Judge a figure that is said to be a total or a difference; None where it is neither."""
        if item.unit not in (Unit.YUAN, Unit.PERCENT):
            return None
        expression = reading.result_of(item)
        if expression is not None and "add" in expression.kinds and "mul" not in expression.kinds:
            return self._written_total(reading, item, where)
        if item.unit is Unit.YUAN and expression is not None and expression.operators == ("div",):
            right = expression.value()
            if right is not None and same(item.value, right):
                return USER  # the base that a wanted sum needs
            return fault("wrong_arithmetic", span=claim_span(item), expected=write_sum(right))
        if item.unit is Unit.YUAN and expression is not None and "sub" in expression.kinds:
            return SUPPORTED if expression.value() == item.value else fault("wrong_arithmetic", span=claim_span(item))
        if expression is None and item.unit is Unit.YUAN and reading.in_expression(item):
            return None  # 合计5万元＋5万元＝10万元: the total is behind the equals sign
        if self._is_parted(reading, item) and self._book.is_joint(item.value, self._whole(where), reading.counts):
            return SUPPORTED
        added = item.unit is Unit.PERCENT and SUM.search(reading.sheet.text, item.end, reading.sheet.clause_of(item)[1])
        if added or reading.says(SUM, item) or (expression is None and _line_says_sum(reading, item)):
            return self._total(reading, item, where)
        return None

    def _written_total(self, reading: Reading, item: Item, where: Belonging) -> Judgement:
        expression = reading.result_of(item)
        assert expression is not None
        if expression.value() != item.value:
            clause = reading.sheet.text[slice(*reading.sheet.clause_of(item))]
            if _MULTIPLIED.search(clause) and self._book.is_joint(item.value, where.topics, reading.counts):
                return SUPPORTED  # 五家×（5万元＋5万元）＝50万元
            return fault("wrong_arithmetic", span=claim_span(item), expected=write_sum(expression.value()))
        if item.unit is Unit.YUAN and self._book.is_joint(item.value, self._whole(where), reading.counts):
            return SUPPORTED
        if item.unit is Unit.YUAN and self._yearly_total(reading, item, where):
            return SUPPORTED
        return self._refuse(reading, item, where, [operand.number for operand in expression.operands])

    def _whole(self, where: Belonging) -> tuple[str, ...]:
        """Return the topics, and those that they complement where they award nothing themselves."""
        bare = (topic for topic in where.topics if not self._book.awards(topic))
        return (*where.topics, *(other for topic in bare for other in self._book.completed(topic)))

    def _total(self, reading: Reading, item: Item, where: Belonging) -> Judgement | None:
        if item.unit is Unit.YUAN and self._book.is_joint(
            item.value, where.topics, reading.counts, not self._names_payer(reading, item)
        ):
            is_single = len(where.payers) == 1 and BOTH not in where.payers
            if is_single and not reading.says(ADDED, item):
                return None
            return SUPPORTED
        if item.unit is Unit.YUAN and where.payers == {BOTH} and self._book.pays_by_payer(where.topics):
            return fault("wrong_arithmetic", topic=where.topics[0], span=claim_span(item))
        if item.unit is Unit.YUAN:
            derived = self._yearly_total(reading, item, where)
            if derived is not None:
                return derived
        if item.unit is Unit.PERCENT and (summed := self._summed_rates(reading, item, where)):
            return supported(*summed)
        parts = [
            index for index in range(max(0, item.number - NEAR), item.number) if self._is_part(reading, index, item)
        ]
        rates = [fact for topic in where.topics for fact in self._book.awards(topic)]
        if item.bound != "at_least" and (projects := by_project(reading, item, rates)):
            return supported(*projects)
        chosen = sums_of([reading.sheet.items[index].value for index in parts], item.value)
        if chosen is not None:
            return self._refuse(reading, item, where, [parts[index] for index in chosen])
        return None

    @staticmethod
    def _is_parted(reading: Reading, item: Item) -> bool:
        """Whether the bracket right behind a sum gives its parts by payer: 十万元（省级财政五万、市级财政五万）."""
        sheet = reading.sheet
        if item.unit is not Unit.YUAN or not sheet.text.startswith("(", item.right):
            return False
        close = sheet.text.find(")", item.right, item.right + LONGEST_PARTS)
        parts = sheet.items_in(item.right, close) if close > 0 else ()
        payers = reading.marked.payers.inside(item.right, close) if close > 0 else ()
        return len(parts) > 1 and len(payers) == len(parts) and sum(part.value for part in parts) == item.value

    def _yearly_total(self, reading: Reading, item: Item, where: Belonging) -> Judgement | None:
        facts = [fact for topic in where.topics for fact in self._book.awards(topic) if fact.term]
        for found in derive(facts, reading.bases_near(item), reading.years_of(item)):
            if found.years > 1 and same(item.value, found.value, item.figure.approximate):
                return supported(found.fact)
        return None

    def _summed_rates(self, reading: Reading, item: Item, where: Belonging) -> tuple[Fact, ...]:
        """Return the yearly rates that make up a rate for several years: 三年加起来6%."""
        yearly = [fact for topic in where.topics for fact in self._book.awards(topic) if fact.kind == "rate"]
        spans = reading.years_of(item)
        return tuple(
            fact for fact in yearly if any(fact.term and n <= fact.term and item.value == fact.value * n for n in spans)
        )

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

    def judge_joint(self, reading: Reading, item: Item, where: Belonging) -> Judgement | None:
        """Pass what several payers give together, unless the clause names one of them alone."""
        single = len(where.payers) == 1 and BOTH not in where.payers and reading.result_of(item) is None
        if item.unit is not Unit.YUAN:
            return None
        if several := self._of_firms(reading, item, where):
            return supported(*several)
        if reading.says(EACH_PAYER, item):  # 7家：省市各35万元
            return SUPPORTED if self._is_each_payers(reading, item, where) else None
        if single and self._is_share(reading, item, where):
            return SUPPORTED
        whole = reading.says(SUM, item) and not self._names_payer(reading, item)
        if not single and self._book.is_joint(item.value, where.topics, reading.counts, whole):
            return SUPPORTED
        return None

    @staticmethod
    def _names_payer(reading: Reading, item: Item) -> bool:
        """Whether the sentence of a figure names who pays: 市级财政每家5万元，8家合计40万元."""
        return bool(reading.marked.payers.inside(*reading.sheet.sentence_of(item)))

    def _of_firms(self, reading: Reading, item: Item, where: Belonging) -> tuple[Fact, ...]:
        """Return the facts of one tier that so many firms get each: 每家不低于50万元，4家合计不低于200万元."""
        before = reading.sheet.before(item, reading.sheet.clause_of(item)[0])
        if before is None or before.unit is not Unit.COUNT or before.value < 2 or not reading.says(SUM, item):
            return ()
        if before.figure.counter not in ("家", "户"):
            return ()
        tiers = (f for t in where.topics for f in self._book.awards(t) if f.kind == "amount" and f.payer is None)
        fitting = [f for f in tiers if f.level is None or not where.levels or f.level in where.levels]
        several = (fact for fact in fitting if fact.value * before.value == item.value)
        return tuple(fact for fact in several if fact.bound == (item.bound or "exact"))

    def _is_each_payers(self, reading: Reading, item: Item, where: Belonging) -> bool:
        """Whether money is what each of several payers gives several firms."""
        each = [f.value for t in where.topics for f in self._book.awards(t) if f.payer is not None]
        alike = self._book.pays_by_payer(where.topics) and len(set(each)) == 1
        return alike and any(item.value == each[0] * count for count in reading.counts if count > 1)

    def _is_share(self, reading: Reading, item: Item, where: Belonging) -> bool:
        """Whether money is what one payer gives several firms: 五家，省级财政共25万元."""
        if EACH_FIRM.search(reading.sheet.text, *reading.sheet.clause_of(item)):
            return False
        each = [f for t in where.topics for f in self._book.awards(t) if f.payer in where.payers and f.kind == "amount"]
        return any(item.value == fact.value * count for fact in each for count in reading.counts if count > 1)


def _line_says_sum(reading: Reading, item: Item) -> bool:
    """Whether a table row or a list item is headed 合计."""
    line = reading.sheet.line_of(item)
    if line.kind == "row" and line.cells:
        return bool(SUM.search(reading.sheet.text, *line.cells[0]))
    return False
