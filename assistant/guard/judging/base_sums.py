"""Judge sums that a rate applies to: what a base makes, what the cap takes, what is said to be a condition."""

from __future__ import annotations

from assistant.guard.arithmetic import same
from assistant.guard.judging.arithmetic import derive
from assistant.guard.judging.reading import NEAR, Reading
from assistant.guard.judging.verdicts import USER, Judgement, claim_span, fault
from assistant.guard.layout.items import Item
from assistant.guard.layout.sheet import Sheet
from assistant.guard.resolving.belonging import Belonging
from assistant.guard.resolving.roles import says_base
from assistant.guard.table.book import FactBook
from assistant.guard.table.facts import write_sum
from assistant.guard.words.sums import ENOUGH, FILLED, FROM_TO, NEEDED, REVERSE
from assistant.guard.words.targets import MUST_REACH
from assistant.text.figures import Unit


class BaseJudge:
    """Compares bases with what the rates make of them."""

    def __init__(self, book: FactBook) -> None:
        self._book = book

    def is_worked_on(self, reading: Reading, item: Item, where: Belonging) -> bool:
        """Whether one of the user's sums is followed by what a rate of the topic makes of it."""
        if not reading.is_in_question(item) or item.unit is not Unit.YUAN or reading.says_award(item):
            return False
        following = reading.sheet.items[item.number + 1 : item.number + NEAR]
        later = {other.value for other in following if other.unit is Unit.YUAN}
        facts = [fact for topic in where.topics for fact in self._book.awards(topic)]
        return any(
            found.value in later and found.value != item.value for found in derive(facts, (item.value,), (1, 2, 3))
        )

    def fills_cap(self, reading: Reading, item: Item) -> bool:
        """Whether a base is said to be what the cap takes: 研发费用到200万元就顶格."""
        return FILLED.match(reading.sheet.text, item.end) is not None and says_base(reading.sheet, item)

    def is_enough(self, reading: Reading, item: Item, where: Belonging) -> bool:
        """Whether a sum is a base from which on the cap is paid: 补助200万元及以上的，省级100万元封顶."""
        text = reading.sheet.text
        is_range = FROM_TO.search(text, item.end, item.right) or reading.says(MUST_REACH, item)
        if item.left < item.start or not is_range or not ENOUGH.match(text, item.right):
            return False
        rates = [
            fact for topic in where.topics for fact in self._book.awards(topic) if fact.kind == "rate" and fact.cap
        ]
        return any(same(item.value, (fact.cap or 0) * 100 / fact.value) for fact in rates)

    def judge_demand(self, sheet: Sheet, item: Item, where: Belonging) -> Judgement:
        """Refuse a base that is said to be a condition, unless the sentence goes on to what a rate makes of it."""
        rates = [fact for topic in where.topics for fact in self._book.awards(topic) if fact.kind == "rate"]
        results = {found.value for found in derive(rates, (item.value,), (1, 2, 3))}
        following = sheet.items_in(item.end, sheet.sentence_of(item)[1])
        if any(other.unit is Unit.YUAN and other.value in results for other in following):
            return USER
        topic = where.topics[0] if where.topics else ""
        return fault("wrong_target", topic=topic, span=claim_span(item), expected="文件没有这一门槛")

    def judge_base(self, reading: Reading, item: Item, where: Belonging) -> Judgement:
        """Judge a figure that a rate applies to: where it is said to be what the cap takes, recompute that."""
        sheet = reading.sheet
        start, end = sheet.sentence_of(item)
        if reading.is_in_question(item) or reading.operand_of(item) is not None:
            return USER
        clause = sheet.clause_of(item)[0]
        if not REVERSE.search(sheet.text, start, end) or not self._is_wanted(sheet, item, clause):
            topic = where.topics[0] if where.topics else ""
            return (
                fault("wrong_target", topic=topic, span=claim_span(item), expected="文件没有这一门槛")
                if item.bound in ("at_least", "at_most")
                else USER
            )
        rates = [f for topic in where.topics for f in self._book.awards(topic) if f.kind == "rate"]
        rates = [f for f in rates if not where.levels or f.level is None or f.level in where.levels] or rates
        goals = {
            other.value
            for other in sheet.items_in(start, end)
            if other.unit is Unit.YUAN and other.number != item.number
        }
        goals |= {fact.cap for fact in rates if fact.cap is not None}
        stated = {other.value for other in sheet.items_in(start, end) if other.unit is Unit.PERCENT}
        used = [fact for fact in rates if fact.value in stated] or rates
        if not used or not goals or any(same(item.value, goal * 100 / fact.value) for fact in used for goal in goals):
            return USER
        cap = max(goals)
        expected = write_sum(cap * 100 / used[0].value)
        return fault("wrong_arithmetic", (), where.topics[0] if where.topics else "", claim_span(item), expected)

    @staticmethod
    def _is_wanted(sheet: Sheet, item: Item, start: int) -> bool:
        """Whether a base is said to be what is needed, not what there is: 单价要到333万元才封顶."""
        return bool(NEEDED.search(sheet.text, start, item.start) or FILLED.match(sheet.text, item.end))
