"""Judge totals over several programmes that a text states only for the case that they may be had together.

The policies leave open whether awards of different programmes may be had together, so a plain total is refused. One
that says so itself (若经解释部门确认可以同时享受，合计 50万元＋300万元＝350万元) promises nothing: it passes where each
operand is a fixed award that the text has stated before, no two of one programme's levels, all of one bound that is no
upper one, and the sum is right.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.guard.arithmetic import Expression
from assistant.guard.judging.reading import Reading
from assistant.guard.judging.verdicts import Judgement, supported
from assistant.guard.layout.items import Item
from assistant.guard.table.facts import Fact
from assistant.text.figures import Unit

CONDITION = re.compile(r"(?:若|如|假如|假设|如果)[^。；\n]{0,24}确认[^。；\n]{0,12}可以?同时享受")


def judge_conditional(reading: Reading, item: Item) -> Judgement | None:
    """Pass a figure of a conditional total; None where the figure is part of none, or of one that doesn't hold."""
    expression = reading.operand_of(item) or reading.result_of(item)
    if expression is None or expression.result is None or set(expression.operators) != {"add"}:
        return None
    first = expression.operands[0]
    start, _ = reading.sheet.sentence(first.start, first.end)
    if not CONDITION.search(reading.sheet.text, start, first.left):
        return None
    facts = _stated_before(reading, expression)
    if facts is None or expression.value() != expression.result.value:
        return None
    bounds = {figure.bound or "exact" for figure in (*expression.operands, expression.result)}
    return supported(*facts) if bounds == {facts[0].bound} else None


def _stated_before(reading: Reading, expression: Expression[Item]) -> tuple[Fact, ...] | None:
    """Return one fact an operand, of different awards or payers, that the text has stated before; None failing it."""
    first = expression.operands[0].number
    known = [
        fact
        for item, judgement in zip(reading.sheet.items[:first], reading.judgements[:first], strict=True)
        if judgement.verdict == "supported" and item.unit is Unit.YUAN
        for fact in judgement.facts
        if fact.kind == "amount" and fact.value == item.value and fact.bound != "at_most"
    ]
    chosen = _choose(expression.operands, tuple(dict.fromkeys(known)))
    return chosen if chosen and len({fact.bound for fact in chosen}) == 1 else None


def _choose(operands: Sequence[Item], known: Sequence[Fact]) -> tuple[Fact, ...] | None:
    if not operands:
        return ()
    for fact in known:
        if operands[0].unit is not Unit.YUAN or fact.value != operands[0].value:
            continue
        rest = _choose(operands[1:], [other for other in known if _may_join(fact, other)])
        if rest is not None:
            return (fact, *rest)
    return None


def _may_join(fact: Fact, other: Fact) -> bool:
    """Whether two facts may be added: of different programmes, or of one that several payers pay side by side."""
    if fact.reward != other.reward:
        return True
    return fact.payer is not None and other.payer is not None and fact.payer != other.payer
