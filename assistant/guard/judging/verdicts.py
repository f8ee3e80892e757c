"""What the guard makes of one figure."""

from __future__ import annotations

from typing import Literal, NamedTuple

from assistant.guard.layout.items import Item
from assistant.guard.layout.lines import Span
from assistant.guard.table.facts import Fact

Verdict = Literal["supported", "wrong", "unverifiable", "user", "not_policy"]


class Judgement(NamedTuple):
    """A verdict on a figure; `facts` are what the table says instead or in support, `span` the words at fault.

    `rule` names the one that decided.
    """

    verdict: Verdict
    reason: str | None = None
    facts: tuple[Fact, ...] = ()
    topic: str = ""
    span: Span | None = None
    expected: str | None = None
    rule: str = ""


SUPPORTED = Judgement("supported")
USER = Judgement("user")
NOT_POLICY = Judgement("not_policy")


def supported(*facts: Fact) -> Judgement:
    """A figure that facts support."""
    return Judgement("supported", facts=facts)


def fault(
    reason: str, facts: tuple[Fact, ...] = (), topic: str = "", span: Span | None = None, expected: str | None = None
) -> Judgement:
    """A figure that the table does not support."""
    return Judgement("unverifiable" if reason == "unverifiable" else "wrong", reason, facts, topic, span, expected)


def claim_span(item: Item) -> Span:
    """Return the figure with its bound words, or alone where those are far longer than it."""
    if item.right - item.left <= 2 * (item.end - item.start) + 4:
        return item.left, item.right
    return item.start, item.end
