"""One text while it is being judged: its layout, its mentions, its sums and the judgements so far."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cached_property

from assistant.guard.arithmetic import Expression, same
from assistant.guard.judging.arithmetic import find_expressions
from assistant.guard.judging.verdicts import Judgement
from assistant.guard.layout.items import Item
from assistant.guard.layout.lines import Span
from assistant.guard.layout.sheet import Sheet
from assistant.guard.layout.speakers import user_spans
from assistant.guard.mentions.marks import Marked
from assistant.guard.mentions.quotations import Quotation
from assistant.guard.resolving.belonging import Asked
from assistant.guard.resolving.context import Context
from assistant.guard.resolving.negation import is_denied
from assistant.guard.resolving.roles import says_base
from assistant.guard.words.bases import AIDED, LOCAL_FUNDS
from assistant.guard.words.far_bounds import AT_MOST
from assistant.guard.words.grants import AWARD
from assistant.guard.words.parties import PERSONS, TO_PERSONS
from assistant.guard.words.users import SUPPOSED
from assistant.text.figures import Unit

NEAR = 24  # how many figures before and behind one are looked at
APPLIED = 3  # how many figures behind a base its rate and its product are looked for
LONGEST = 10


_ENDING = re.compile("(?:截止|截至|到期|期限|有效|延[至到长期]|之前|以前)[^，。；]{0,8}$")
_ENDS = re.compile("(?:之?前|以前|底前|末前)?(?:截止|止|到期|为止)")


def _day(number: int) -> tuple[int, int, int]:
    """Return year, month and day of a date that is one number."""
    return number // 10000, number // 100 % 100, number % 100


class Reading:
    """A text and what has been made of it; `judgements` grows in the order of the figures."""

    def __init__(
        self,
        sheet: Sheet,
        marked: Marked,
        context: Context,
        asked: Asked,
        quotations: tuple[Quotation | None, ...],
    ) -> None:
        self.sheet, self.marked, self.context, self.asked = sheet, marked, context, asked
        self.quotations = quotations
        self.judgements: list[Judgement] = []
        self._awarded: dict[int, bool] = {}

    def pairs(self) -> Iterator[tuple[Item, Judgement]]:
        """Yield the figures with their judgements."""
        yield from zip(self.sheet.items, self.judgements, strict=True)

    @cached_property
    def question_values(self) -> frozenset[tuple[Unit, Decimal]]:
        """The values that stand in the user's messages, and the sums that the text makes of them."""
        said = {(item.unit, item.value) for item in self.asked.items}
        said |= {(Unit.YUAN, number * scale) for number in self.asked.numbers for scale in (1, 10**4)}
        return frozenset(said | {(Unit.YUAN, value) for value in self.user_sums})

    def is_in_question(self, item: Item) -> bool:
        """Whether the user names the figure's value, or it is a sum of those that the user names."""
        return (item.unit, item.value) in self.question_values

    def is_asked_day(self, item: Item, latest: int) -> bool:
        """Whether a month or day is the user's own, up to the latest, and not said to end something: 您10月份认定."""
        text, said = self.sheet.text, _day(int(item.value))
        if not said[1] or _ENDS.match(text, item.end) or _ENDING.search(text, max(0, item.start - 12), item.start):
            return False
        asked = (int(other.value) for other in self.asked.items if other.unit is Unit.DATE)
        return any(
            day <= latest and all(one in (0, other) for one, other in zip(said, _day(day), strict=True))
            for day in asked
        )

    @cached_property
    def user_sums(self) -> tuple[Decimal, ...]:
        """The sums of the user's money alone that the text writes out: 260万元＋40万元."""
        said = {item.value for item in self.asked.items if item.unit is Unit.YUAN}
        if len(said) < 2:
            return ()
        added = (expression for expression in self.expressions if expression.kinds == {"add"})
        values = (one.value() for one in added if all(item.value in said for item in one.operands))
        whole = sum(item.value for item in self.asked.items if item.unit is Unit.YUAN)
        return (Decimal(whole), *(value for value in values if value is not None))

    @cached_property
    def expressions(self) -> tuple[Expression[Item], ...]:
        """The sums that are written out."""
        return find_expressions(self.sheet)

    @cached_property
    def _operands(self) -> dict[int, Expression[Item]]:
        return {item.number: expression for expression in self.expressions for item in expression.operands}

    @cached_property
    def _results(self) -> dict[int, Expression[Item]]:
        return {
            expression.result.number: expression for expression in self.expressions if expression.result is not None
        }

    def in_expression(self, item: Item) -> bool:
        """Whether a figure is an operand of a sum that is written out."""
        return item.number in self._operands

    def is_applied(self, item: Item) -> bool:
        """Whether a rate is at once applied: 单价120万元，30%就是36万元."""
        following = self.sheet.items[item.number + 1 : item.number + 3]
        if item.unit is not Unit.PERCENT:
            return False
        products = {base * item.value / 100 for base in self.bases_near(item)}
        sums = [other.value for other in following if other.unit is Unit.YUAN]
        return any(same(stated, product, approximate=True) for stated in sums for product in products)

    def operand_of(self, item: Item) -> Expression[Item] | None:
        """Return the sum that a figure is an operand of."""
        return self._operands.get(item.number)

    def result_of(self, item: Item) -> Expression[Item] | None:
        """Return the sum that a figure is the result of."""
        return self._results.get(item.number)

    @cached_property
    def _bases(self) -> tuple[list[int], list[Decimal]]:
        """The sums of money that the text says a rate applies to: their numbers as figures, and their values."""
        bases = [item for item in self.sheet.items if item.unit is Unit.YUAN and self._is_base(item)]
        return [item.number for item in bases], [item.value for item in bases]

    def _is_base(self, item: Item) -> bool:
        expression = self.operand_of(item)
        if expression is not None and expression.kinds & {"mul", "div"}:
            return True
        if self.is_multiplied(item):
            return True
        return says_base(self.sheet, item) and not is_denied(self.sheet, item, frozenset())

    def is_multiplied(self, item: Item) -> bool:
        """Whether the text goes on to take a rate of a sum that isn't said to be paid: 做到3亿元，1%是300万元."""
        if item.unit is not Unit.YUAN or item.bound is not None:
            return False
        following = self.sheet.items[item.number + 1 : item.number + 1 + APPLIED]
        rates = [other.value for other in following if other.unit is Unit.PERCENT]
        is_supposed = self.says(SUPPOSED, item) or (self.says(AIDED, item) and LOCAL_FUNDS.search(self.sheet.text))
        if not rates or (self.says_award(item) and not is_supposed):
            return False
        products = {item.value * rate / 100 for rate in rates}
        return any(other.unit is Unit.YUAN and other.value in products for other in following)

    def near(self, item: Item) -> tuple[Item, ...]:
        """Return the user's figures and those of the text around a figure, itself included."""
        return (
            *self.asked.items[:NEAR],
            *self.sheet.items[max(0, item.number - NEAR) : item.number + NEAR],
        )

    def bases_near(self, item: Item) -> tuple[Decimal, ...]:
        """Return the sums of money that a rate may apply to: the user's, and those that the text says are such."""
        asked = [other.value for other in self.asked.items[:NEAR] if other.unit is Unit.YUAN]
        numbers, values = self._bases
        first, last = bisect_left(numbers, item.number - NEAR), bisect_left(numbers, item.number + NEAR)
        return tuple(dict.fromkeys([*asked, *self.user_sums, *values[first:last]]))

    def listed_bases(self, item: Item) -> tuple[tuple[Decimal, ...], ...]:
        """Return the sums that a rate may apply to one by one: all of the user's, and all that the text has named."""
        asked = tuple(other.value for other in self.asked.items[:NEAR] if other.unit is Unit.YUAN)
        numbers, values = self._bases
        first, last = bisect_left(numbers, item.number - NEAR), bisect_left(numbers, item.number)
        return asked, tuple(dict.fromkeys(values[first:last]))

    def money_near(self, item: Item) -> tuple[Decimal, ...]:
        """Return the sums of money around a figure and in the user's messages."""
        return tuple(dict.fromkeys(other.value for other in self.near(item) if other.unit is Unit.YUAN))

    @cached_property
    def _gifts(self) -> list[tuple[int, str]]:
        found = TO_PERSONS.finditer(self.sheet.text)
        return [(one.start(), named[0] if (named := PERSONS.search(one[0])) else "") for one in found]

    def gifts_in(self, start: int, end: int) -> list[tuple[int, str]]:
        """Return where words begin, in a span, that give to persons, and who these are."""
        return self._gifts[bisect_left(self._gifts, (start, "")) : bisect_left(self._gifts, (end, ""))]

    @cached_property
    def _last_numbers(self) -> dict[Decimal, int]:
        return {item.value: item.number for item in self.sheet.items if item.unit is Unit.YUAN}

    def comes_later(self, item: Item, value: Decimal) -> bool:
        """Whether a sum of money stands somewhere behind a figure."""
        return self._last_numbers.get(value, -1) > item.number

    @cached_property
    def says_at_most(self) -> bool:
        """Whether the text speaks of an upper bound anywhere."""
        return AT_MOST.search(self.sheet.text) is not None

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The numbers of years for which a yearly rate may be added up: one to three, and those that are named."""
        terms = (item.value for item in (*self.sheet.items, *self.asked.items) if item.unit is Unit.YEARS)
        return tuple(sorted({1, 2, 3} | {int(term) for term in terms if term == int(term) and 0 < term <= LONGEST}))

    def years_of(self, item: Item) -> Sequence[Decimal | int]:
        """Return the number of years that a sum is said to cover (三年合计), else those that it may cover."""
        before = self.sheet.before(item, self.sheet.clause_of(item)[0])
        if before is None or before.unit is not Unit.YEARS or before.value > LONGEST:
            return self.years
        return (before.value,)

    @cached_property
    def counts(self) -> frozenset[Decimal]:
        """The numbers of firms that the text or the user names."""
        items = (*self.sheet.items, *self.asked.items)
        return frozenset(
            item.value for item in items if item.unit is Unit.COUNT and item.figure.counter in ("家", "户", "个")
        )

    @cached_property
    def _user_spans(self) -> tuple[Span, ...]:
        return user_spans(self.sheet.text, self.sheet.lines)

    def is_in_users_turn(self, item: Item) -> bool:
        """Whether a figure stands in a line of a transcript that the one who asks says."""
        asked = self._user_spans
        return bool(asked) and any(start <= item.start < end for start, end in asked)

    def says(self, pattern: re.Pattern[str], item: Item) -> bool:
        """Whether the words of the clause between the figure before and this one have the pattern."""
        start = self.sheet.floor_of(item)
        return start < item.start and pattern.search(self.sheet.text, start, item.start) is not None

    def says_award(self, item: Item) -> bool:
        """Whether the words right before a figure, back to the figure before it, say that it is paid."""
        said = self._awarded.get(item.number)
        if said is None:
            said = self._awarded[item.number] = self.says(AWARD, item)
        return said
