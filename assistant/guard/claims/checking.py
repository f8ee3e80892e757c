"""Check a text against policies of which there is no more than text and table."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.guard.claims.book import NoticeBook
from assistant.guard.claims.draft import Draft, Ruling
from assistant.guard.claims.facts import Fact
from assistant.guard.claims.quantities import Quantity
from assistant.guard.claims.rules import judge
from assistant.guard.claims.statements import find_statements
from assistant.guard.judging.reasons import describe
from assistant.guard.layout.lines import Span
from assistant.models import CheckedFigure, Finding, GuardResult
from assistant.policy.corpus import Corpus
from assistant.text.numerals import format_yuan

_BOUNDS = {"at_most": "不超过", "at_least": "不低于"}


class NoticeGuard:
    """Checks texts against the facts of some policies; holds no state between texts."""

    def __init__(self, corpus: Corpus, policies: frozenset[str]) -> None:
        self.book = NoticeBook(corpus, policies)

    def check(self, text: str, question: str = "", earlier: Sequence[str] = ()) -> GuardResult:
        """Judge every quantity of `text`, and what it says without one."""
        return self.report(self.read(text, question, earlier))

    @staticmethod
    def report(draft: Draft) -> GuardResult:
        """Return the findings on a draft that was judged, and the verdict on each of its figures."""
        findings = [
            _finding(draft, ruling.span or _claim(quantity), ruling.reason, ruling.fact)
            for quantity, ruling in zip(draft.quantities, draft.rulings, strict=True)
            if ruling.reason is not None
        ]
        findings += [_finding(draft, one.span, one.reason, one.fact, one.expected) for one in find_statements(draft)]
        findings += [
            _finding(draft, (start, end), "vague_invention", None)
            for figure, start, end in draft.sheet.vague
            if figure.kind != "no_cap" and not draft.book.texts.says(figure.surface)
        ]
        findings.sort(key=lambda finding: finding.start)
        figures = tuple(
            _figure(draft, quantity, ruling)
            for quantity, ruling in zip(draft.quantities, draft.rulings, strict=True)
            if quantity.item is not None
        )
        return GuardResult(ok=not findings, findings=tuple(findings), figures=figures, read=len(figures))

    def read(self, text: str, question: str = "", earlier: Sequence[str] = ()) -> Draft:
        """Return a text with the rulings on its quantities."""
        draft = Draft(self.book, text, question, earlier)
        judge(draft)
        return draft


def _claim(quantity: Quantity) -> Span:
    """Return a figure with its bound words, or alone where those are far longer than it."""
    if quantity.right - quantity.left <= 2 * (quantity.end - quantity.start) + 4:
        return quantity.left, quantity.right
    return quantity.start, quantity.end


def _finding(draft: Draft, span: Span, reason: str, fact: Fact | None, expected: str | None = None) -> Finding:
    start, end = draft.sheet.source_span(*span)
    surface = draft.sheet.source[start:end]
    expected = expected or (write(fact) if fact is not None else None)
    name = fact.reward.name if fact is not None and fact.reward is not None else ""
    return Finding(
        surface=surface, start=start, end=end, reason=reason, message=describe(reason, surface, name, expected),
        expected=expected, clause=fact.clause if fact else None,
        reward=fact.reward.id if fact is not None and fact.reward else None,
    )  # fmt: skip


def write(fact: Fact) -> str:
    """Write a fact with its tier, bound, unit and base."""
    figure, tier = fact.figure, fact.tier
    if figure.counter == "日期":
        return f"{int(figure.value)}"
    unit = "年" if figure.counter == "年" else figure.counter
    value = format_yuan(figure.value) if figure.is_money else f"{figure.value.normalize():f}{unit}"
    if tier is None or not fact.is_award:
        return value
    if tier.up_to is not None:
        ends = (tier.yuan if tier.yuan is not None else tier.percent, tier.up_to)
        value = "至".join(
            format_yuan(end) if figure.is_money else f"{end.normalize():f}%" for end in ends if end is not None
        )
    bound = "" if tier.up_to is not None else _BOUNDS.get(fact.claim.bound or "", "")
    per = (tier.cap_per if fact.kind == "cap" else tier.per) or ""
    base = f"{tier.base}的" if fact.kind == "rate" and tier.base else ""
    each = f"{'' if per.startswith(('每', '单')) else '每'}{per}" if per else ""
    name = tier.name or "" if fact.reward is not None and len(fact.reward.tiers) > 1 and len(fact.tiers) == 1 else ""
    return f"{name}{each}{bound}{base}{value}"


def _figure(draft: Draft, quantity: Quantity, ruling: Ruling) -> CheckedFigure:
    start, end = draft.sheet.source_span(quantity.start, quantity.end)
    status = "supported" if ruling.reason is None else "unverifiable" if ruling.reason == "unverifiable" else "wrong"
    return CheckedFigure(
        surface=draft.sheet.source[start:end], start=start, end=end,
        verdict=ruling.status if ruling.reason is None and ruling.status != "supported" else status,
        clause=ruling.fact.clause if ruling.fact else None,
    )  # fmt: skip
