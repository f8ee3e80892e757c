"""Judge differences and means that a text states."""

from __future__ import annotations

from assistant.guard.arithmetic import same
from assistant.guard.judging.reading import NEAR, Reading
from assistant.guard.judging.verdicts import SUPPORTED, Judgement, claim_span, fault
from assistant.guard.layout.items import Item
from assistant.guard.table.book import FactBook
from assistant.guard.words.sums import DIFFERENCE, EXCESS, MEAN
from assistant.text.figures import Unit


class DifferenceJudge:
    """Recomputes differences and means."""

    def __init__(self, book: FactBook) -> None:
        self._book = book

    def judge(self, reading: Reading, item: Item) -> Judgement | None:
        """Judge what is said to be a difference or a mean of other figures; None where it isn't."""
        return self._mean(reading, item) or self._difference(reading, item)

    def _mean(self, reading: Reading, item: Item) -> Judgement | None:
        """Judge money that is said to be a mean: a sum of the text over a number of the text."""
        start, _ = reading.sheet.clause_of(item)
        if item.unit is not Unit.YUAN or MEAN.search(reading.sheet.text, start, item.start) is None:
            return None
        counts = [other.value for other in reading.near(item) if other.unit is Unit.COUNT and other.value]
        if any(same(item.value, whole / count) for whole in reading.money_near(item) for count in counts):
            return SUPPORTED
        return fault("wrong_arithmetic", span=claim_span(item))

    def _difference(self, reading: Reading, item: Item) -> Judgement | None:
        """Judge money that is said to be a difference; None where it isn't."""
        if item.unit is Unit.PERCENT and reading.says(DIFFERENCE, item):
            rates = [o.value for o in reading.near(item) if o.unit is Unit.PERCENT and o is not item]
            return SUPPORTED if any(abs(left - right) == item.value for left in rates for right in rates) else None
        if item.unit is not Unit.YUAN or reading.in_expression(item):
            return None
        if reading.says(DIFFERENCE, item):
            return self._between(reading, item)
        start, _ = reading.sheet.clause_of(item)
        if EXCESS.search(reading.sheet.text, start, item.start) and item.bound is None:
            before = (*reading.asked.items[:NEAR], *reading.sheet.items[max(0, item.number - NEAR) : item.number])
            stated = [other.value for other in before if other.unit is Unit.YUAN]
            return SUPPORTED if any(left - right == item.value for left in stated for right in stated) else None
        return None

    def _between(self, reading: Reading, item: Item) -> Judgement | None:
        others = [other.value for other in reading.near(item) if other.unit is Unit.YUAN and other is not item]
        others += (
            [fact.cap for topic in reading.asked.topics for fact in self._book.of_topic(topic) if fact.cap is not None]
            if len(set(others)) > 1
            else [
                fact.value
                for topic in reading.asked.topics
                for fact in self._book.of_topic(topic)
                if fact.unit is Unit.YUAN
            ]
        )
        if any(abs(left - right) == item.value for left in others for right in others):
            return SUPPORTED
        rates = [other.value for other in reading.near(item) if other.unit is Unit.PERCENT]
        missing = {item.value * rate / 100 for rate in rates}  # 还差2000万元的融资额: what makes up the rest
        if any(abs(left - right) in missing for left in others for right in others if left != right):
            return SUPPORTED
        start, _ = reading.sheet.clause_of(item)
        words = reading.sheet.text[start : item.start]
        if any(word in words for word in ("相差", "差额", "高出", "还差", "差距", "多出")) or words.endswith("差"):
            return fault("wrong_arithmetic", span=claim_span(item))
        return None
