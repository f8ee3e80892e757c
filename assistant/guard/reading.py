"""One text while it is being judged: its layout, its mentions, its sums and the judgements so far."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property

from assistant.guard.arithmetic import Expression, find_expressions
from assistant.guard.context import Asked, Context
from assistant.guard.cues import AWARD
from assistant.guard.marks import Marked
from assistant.guard.roles import is_denied, says_base
from assistant.guard.sheet import Item, Sheet
from assistant.guard.verdicts import Judgement
from assistant.text.figures import Unit


class Reading:
    """A text and what has been made of it; `judgements` grows in the order of the figures."""

    def __init__(self, sheet: Sheet, marked: Marked, context: Context, asked: Asked) -> None:
        self.sheet, self.marked, self.context, self.asked = sheet, marked, context, asked
        self.judgements: list[Judgement] = []

    def pairs(self) -> Iterator[tuple[Item, Judgement]]:
        """Yield the figures with their judgements."""
        yield from zip(self.sheet.items, self.judgements, strict=True)

    @cached_property
    def asked_values(self) -> frozenset[tuple[Unit, Decimal]]:
        """The values that stand in the user's messages."""
        return frozenset((item.unit, item.value) for item in self.asked.items)

    @cached_property
    def expressions(self) -> tuple[Expression, ...]:
        """The sums that are written out."""
        return find_expressions(self.sheet)

    @cached_property
    def _operands(self) -> dict[int, Expression]:
        return {item.index: expression for expression in self.expressions for item in expression.operands}

    @cached_property
    def _results(self) -> dict[int, Expression]:
        return {expression.result.index: expression for expression in self.expressions if expression.result is not None}

    def in_expression(self, item: Item) -> bool:
        """Whether a figure is an operand of a sum that is written out."""
        return item.index in self._operands

    def operand_of(self, item: Item) -> Expression | None:
        """Return the sum that a figure is an operand of."""
        return self._operands.get(item.index)

    def result_of(self, item: Item) -> Expression | None:
        """Return the sum that a figure is the result of."""
        return self._results.get(item.index)

    @cached_property
    def bases(self) -> tuple[Decimal, ...]:
        """The sums of money that a rate may apply to: the user's, and those that the text says are such."""
        values = [item.value for text_item in self.asked.items for item in (text_item,) if item.unit is Unit.YUAN]
        for item in self.sheet.items:
            if item.unit is not Unit.YUAN:
                continue
            expression = self.operand_of(item)
            product = expression is not None and ("mul" in expression.operators or "div" in expression.operators)
            if product or (says_base(self.sheet, item) and not is_denied(self.sheet, item, frozenset())):
                values.append(item.value)
        return tuple(dict.fromkeys(values))

    @cached_property
    def counts(self) -> frozenset[Decimal]:
        """The numbers of firms that the text or the user names."""
        items = (*self.sheet.items, *self.asked.items)
        return frozenset(item.value for item in items if item.unit is Unit.COUNT and item.figure.counter in ("家", "户", "个"))

    @cached_property
    def money(self) -> tuple[Decimal, ...]:
        """All sums of money in the text and the user's messages."""
        items = (*self.asked.items, *self.sheet.items)
        return tuple(dict.fromkeys(item.value for item in items if item.unit is Unit.YUAN))

    def says_award(self, item: Item) -> bool:
        """Whether the words right before a figure, back to the figure before it, say that it is paid."""
        start, _ = self.sheet.clause(item.start, item.end)
        previous = self.sheet.items_in(start, item.start)
        return bool(AWARD.search(self.sheet.text, previous[-1].end if previous else start, item.start))
