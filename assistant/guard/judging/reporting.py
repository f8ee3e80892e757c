"""What is told of the judgements of a text: its findings, and the verdict on each figure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from assistant.guard.judging.reading import Reading
from assistant.guard.judging.reasons import describe
from assistant.guard.judging.verdicts import Judgement, claim_span
from assistant.guard.layout.items import Item
from assistant.guard.layout.lines import Span
from assistant.guard.table.book import FactBook
from assistant.guard.table.facts import Fact, write_fact
from assistant.models import CheckedFigure, Finding


def report_findings(reading: Reading, book: FactBook) -> Iterator[Finding]:
    """Yield a finding for each fault."""
    for item, judgement in _reported(reading):
        yield _finding(reading, book, item, judgement)


def report_figures(reading: Reading) -> tuple[CheckedFigure, ...]:
    """Return the verdict on each figure."""
    return tuple(_figure(item, judgement) for item, judgement in reading.pairs())


def _reported(reading: Reading) -> Iterator[tuple[Item, Judgement]]:
    """Yield the faults, but a wrong result stated again, and a bound that an enumeration shares, only once."""
    results: set[Decimal] = set()
    groups: set[int] = set()
    for item, judgement in reading.pairs():
        group = item.figure.group
        bare = item.left == item.start and item.right == item.end
        if judgement.reason is None:
            continue
        if judgement.reason == "wrong_arithmetic" and item.value in results:
            continue
        if judgement.reason == "wrong_bound" and group in groups and bare:
            continue
        if judgement.reason == "wrong_arithmetic":
            results.add(item.value)
        if judgement.reason == "wrong_bound" and group is not None:
            groups.add(group)
        yield item, judgement


def _finding(reading: Reading, book: FactBook, item: Item, judgement: Judgement) -> Finding:
    start, end = reading.sheet.source_span(*(judgement.span or claim_span(item)))
    expected = judgement.expected or _expected(judgement.facts)
    surface = reading.sheet.source[start:end]
    first = judgement.facts[0] if judgement.facts else None
    name = first.name if first else book.name(judgement.topic) if judgement.topic else ""
    reason = judgement.reason or "unverifiable"
    clause = first.clause if first else book.clauses.get(judgement.topic)
    return Finding(
        surface=surface, start=start, end=end, reason=reason, message=describe(reason, surface, name, expected),
        expected=expected, clause=clause, reward=first.reward if first else None,
    )  # fmt: skip


def report_doubling(reading: Reading, span: Span) -> Finding:
    """Return the finding of a wrong 翻一番 or 翻倍."""
    start, end = reading.sheet.source_span(*span)
    surface = reading.sheet.source[start:end]
    message = describe("wrong_arithmetic", surface, "", None)
    return Finding(surface=surface, start=start, end=end, reason="wrong_arithmetic", message=message)


def _expected(facts: Sequence[Fact]) -> str | None:
    written = dict.fromkeys(
        f"{fact.tier or ''}{write_fact(fact)}" if len(facts) > 1 else write_fact(fact) for fact in facts
    )
    return "、".join(written) or None


def _figure(item: Item, judgement: Judgement) -> CheckedFigure:
    figure = item.figure
    clause = judgement.facts[0].clause if judgement.facts else None
    return CheckedFigure(
        surface=figure.surface, start=figure.start, end=figure.end, verdict=judgement.verdict, clause=clause
    )
