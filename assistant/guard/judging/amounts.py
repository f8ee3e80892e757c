"""Judge a figure of money or a rate that a text says someone gets."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from assistant.guard.judging.agreement import agrees
from assistant.guard.judging.beneficiaries import BeneficiaryJudge
from assistant.guard.judging.misuses import is_of_all_projects, is_yearly, wrong_base
from assistant.guard.judging.reading import Reading
from assistant.guard.judging.verdicts import Judgement, claim_span, fault, supported
from assistant.guard.layout.items import Item
from assistant.guard.layout.sheet import Sheet
from assistant.guard.resolving.belonging import Belonging
from assistant.guard.table.book import FactBook
from assistant.guard.table.facts import PROJECT, Fact, write_fact
from assistant.guard.words.grants import AWARD, MONTHLY
from assistant.guard.words.parties import BOTH
from assistant.text.figure_kinds import AIM
from assistant.text.figures import Unit

MISUSES = ("once_as_yearly", "wrong_beneficiary", "wrong_per")  # what is wrong with a right value


class AmountJudge:
    """Compares award claims with the table."""

    def __init__(self, book: FactBook) -> None:
        self._book = book
        self._beneficiaries = BeneficiaryJudge(book)

    def judge(self, reading: Reading, item: Item, where: Belonging) -> Judgement:
        """Return the judgement of a claim by its topics, likeliest first; the first that supports it decides."""
        if not where.topics:
            return self._unresolved(reading.sheet, item)
        first: Judgement | None = None
        for topic in where.topics:
            judgement = self._by_topic(reading, item, where, topic)
            if judgement.verdict == "supported":
                return judgement
            first = first or judgement
        assert first is not None
        return first

    def _unresolved(self, sheet: Sheet, item: Item) -> Judgement:
        start, end = sheet.sentence_of(item)
        says_target = AIM.search(sheet.text, start, end) and not AWARD.search(sheet.text, *sheet.clause_of(item))
        if says_target and (item.unit, item.value) in self._book.target_values:
            return supported()
        known = (item.unit, item.value) in self._book.values
        return fault("unverifiable" if known else "invented_value", span=claim_span(item))

    def _by_topic(self, reading: Reading, item: Item, where: Belonging, topic: str) -> Judgement:
        awards = self._book.awards(topic)
        others = self._book.elsewhere(topic)
        if not awards:
            reason = "wrong_policy" if _names_value(others, item) else "invented_value"
            return fault(reason, topic=topic, span=claim_span(item))
        alike = [fact for fact in awards if fact.unit is item.unit]
        fitting = [fact for fact in alike if _fits_level(fact, where, alike)]
        same = [fact for fact in fitting if fact.value == item.value]
        by_level = any(fact.level is not None for fact in same)
        if not same or (where.shared and by_level and len({fact.level for fact in same}) < len(where.levels)):
            return self._mismatch(item, topic, fitting or alike or list(awards), where)
        if wrong := self._misused(reading, item, where, topic, same):
            return wrong
        sheet, in_sum = reading.sheet, reading.in_expression(item) or reading.is_applied(item)
        in_sum = in_sum or sheet.text.endswith(("×", "x", "X", "*", "乘", "乘以"), 0, item.start)
        asked = None if reading.says_award(item) else reading.asked.bound
        is_bounded = any(
            agrees(sheet, item, fact, in_sum, asked) or _is_spread(item, fact, where, alike) for fact in same
        )
        if not is_bounded and not _said_before(reading, item, same):
            return fault("wrong_bound", tuple(same), topic, claim_span(item))
        return supported(*same)

    def _misused(
        self, reading: Reading, item: Item, where: Belonging, topic: str, same: Sequence[Fact]
    ) -> Judgement | None:
        """Return what is wrong with a right value: its payer, base, frequency or beneficiary."""
        facts = tuple(same)
        if not any(_fits_payer(fact, where) for fact in same):
            return fault("wrong_payer", facts, topic, claim_span(item), _payers_of(facts))
        if (base := wrong_base(reading.sheet, item, facts)) is not None:
            return fault("wrong_base", facts, topic, base)
        start, end = reading.sheet.clause_of(item)
        if MONTHLY.search(reading.sheet.text, start, end) and any(fact.per == "每年" for fact in same):
            return fault("wrong_rate", facts, topic, claim_span(item))
        if is_yearly(reading.sheet, item) and not any(fact.yearly for fact in same):
            return fault("once_as_yearly", facts, topic, claim_span(item))
        if item.unit is Unit.YUAN and facts[0].per == PROJECT and is_of_all_projects(reading.sheet, item):
            return fault("wrong_per", facts, topic, claim_span(item), PROJECT)
        if self._beneficiaries.is_wrong(reading, item, facts):
            beneficiary = self._book.reward(facts[0].reward).beneficiary
            return fault("wrong_beneficiary", facts, topic, claim_span(item), beneficiary)
        return None

    def misuse(self, reading: Reading, item: Item, derived: Judgement) -> Judgement | None:
        """Return what is wrong with a sum that is worked out rightly: to whom it is said to be paid."""
        if not derived.facts or not self._beneficiaries.is_wrong(reading, item, derived.facts):
            return None
        beneficiary = self._book.reward(derived.facts[0].reward).beneficiary
        return fault("wrong_beneficiary", derived.facts, derived.topic, claim_span(item), beneficiary)

    def _mismatch(self, item: Item, topic: str, right: Sequence[Fact], where: Belonging) -> Judgement:
        """Say in what way a value that the topic doesn't give is wrong."""
        facts = tuple(fact for fact in right if fact.unit is item.unit)
        span = claim_span(item)
        kinds = {fact.kind for fact in self._book.facts if fact.value == item.value and fact.unit is item.unit}
        in_topic = [fact for fact in self._book.awards(topic) if fact.value == item.value and fact.unit is item.unit]
        if in_topic:
            reason = "wrong_tier"
        elif _names_value(self._book.elsewhere(topic), item):
            reason = "wrong_policy"
        elif item.unit is Unit.PERCENT:
            reason = "wrong_rate"
        elif "target" in kinds and not kinds & {"amount", "cap"}:
            reason = "target_as_reward"
        elif "threshold" in kinds:
            reason = "threshold_as_reward"
        elif any(_is_shifted(item.value, fact.value) for fact in facts):
            reason = "wrong_unit"
        elif kinds & {"amount", "cap"}:
            reason = "wrong_programme"
        else:
            reason = "wrong_value" if facts else "invented_value"
        return fault(reason, facts, topic, span)


def _names_value(facts: Sequence[Fact], item: Item) -> bool:
    return any((fact.unit, fact.value) == (item.unit, item.value) for fact in facts)


def _fits_level(fact: Fact, where: Belonging, alike: Sequence[Fact]) -> bool:
    if not where.levels or fact.level is None or all(other.level is None for other in alike):
        return True
    return fact.level in where.levels


def _fits_payer(fact: Fact, where: Belonging) -> bool:
    payers = where.payers
    if not payers or BOTH in payers:
        return True
    if fact.payer is None:
        return False
    return fact.payer in payers


def _payers_of(facts: Sequence[Fact]) -> str | None:
    said = [f"{fact.payer}{write_fact(fact)}" for fact in facts if fact.payer]
    return "、".join(said) or "文件未写明资金来源"


def _said_before(reading: Reading, item: Item, facts: Sequence[Fact]) -> bool:
    """Whether the sentence has given a bare figure before, with its bound: 上限在5%到10%，省重点对应5%."""
    if item.bound is not None:
        return False
    first, _ = reading.sheet.sentence_of(item)
    earlier = (other for other in reading.sheet.items_in(first, item.start) if other.value == item.value)
    judged = (reading.judgements[other.number] for other in earlier if other.unit is item.unit)
    return any(one.verdict == "supported" and set(one.facts) & set(facts) for one in judged)


def _is_spread(item: Item, fact: Fact, where: Belonging, alike: Sequence[Fact]) -> bool:
    """Whether 最高 or 最低 speaks of the best or the least tier of a programme named without a level."""
    if where.levels or len(alike) < 2 or item.bound is None:
        return False
    values = [other.value for other in alike]
    if fact.bound != "exact" or len(set(values)) == 1:
        return False
    return (item.bound == "at_most" and fact.value == max(values)) or (
        item.bound == "at_least" and fact.value == min(values)
    )


def _is_shifted(stated: Decimal, right: Decimal) -> bool:
    """Whether two sums differ by powers of ten alone."""
    if not stated or not right:
        return False
    high, low = max(stated, right), min(stated, right)
    ratio = high / low
    return ratio in {Decimal(10) ** power for power in range(1, 10)}
