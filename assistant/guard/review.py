"""Check a reply for all that it may invent: its figures by the guard, the rest by one review for each kind."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date
from typing import Protocol, TypeVar

from assistant.guard.checker import Guard
from assistant.guard.claims.explanation import ExplainedResult
from assistant.guard.inventions.added_awards import AwardReview
from assistant.guard.inventions.bare import BareReview
from assistant.guard.inventions.citations import CitationReview
from assistant.guard.inventions.contacts import ContactReview
from assistant.guard.inventions.deadlines import DeadlineReview
from assistant.guard.inventions.departments import DepartmentReview
from assistant.guard.inventions.handling_days import TermReview
from assistant.guard.inventions.materials import MaterialReview
from assistant.guard.inventions.numbers import NumberReview
from assistant.guard.inventions.procedure import RoleReview
from assistant.guard.inventions.reviewed import Invention, Reviewed
from assistant.guard.judging.reasons import describe
from assistant.guard.layout.sheet import Sheet
from assistant.guard.local import LocalGuard
from assistant.models import Finding, GuardResult
from assistant.policy.corpus import Corpus
from assistant.settings import ReviewKind


class _Review(Protocol):
    @property
    def reason(self) -> str: ...

    def find(self, reviewed: Reviewed) -> Iterator[Invention]: ...


Result = TypeVar("Result", bound=GuardResult)


class Reviewer:
    """Checks texts against one corpus: the guard, and the reviews that are switched on; holds no state."""

    def __init__(
        self, corpus: Corpus, guard: Guard | LocalGuard, kinds: Collection[ReviewKind], today: Callable[[], date]
    ) -> None:
        """`kinds` are switched on; `today` is the day of checking where none is given."""
        self._guard = guard
        self._today = today
        every: tuple[_Review, ...] = (
            BareReview(corpus), NumberReview(corpus), CitationReview(corpus), DeadlineReview(corpus),
            TermReview(corpus), ContactReview(corpus), MaterialReview(corpus), DepartmentReview(corpus),
            AwardReview(corpus), RoleReview(corpus),
        )  # fmt: skip
        self._reviews = tuple(review for review in every if review.reason in kinds)

    def check(self, text: str, question: str = "", earlier: Sequence[str] = (), day: date | None = None) -> GuardResult:
        """Judge every figure of `text`, and what else it says, on the day of checking."""
        return self._review(self._guard.check(text, question, earlier), text, (*earlier, question), day)

    def explain(
        self, text: str, question: str = "", earlier: Sequence[str] = (), day: date | None = None
    ) -> ExplainedResult:
        """Judge as `check` does, and say of each figure what was read of it and which rule decided."""
        return self._review(self._guard.explain(text, question, earlier), text, (*earlier, question), day)

    def _review(self, result: Result, text: str, asked: Sequence[str], day: date | None) -> Result:
        """Add what the reviews hold against a text to what the guard does."""
        if not self._reviews or not text.strip():
            return result
        reviewed = Reviewed(Sheet(text), "\n".join(asked), day or self._today(), result.figures)
        found = [_finding(reviewed, one) for review in self._reviews for one in review.find(reviewed)]
        new = [one for one in found if not any(one.start < f.end and f.start < one.end for f in result.findings)]
        if not new:
            return result
        findings = sorted((*result.findings, *new), key=lambda finding: finding.start)
        return result.model_copy(update={"ok": False, "findings": tuple(findings)})


def _finding(reviewed: Reviewed, one: Invention) -> Finding:
    start, end = reviewed.sheet.source_span(one.start, one.end)
    surface = reviewed.sheet.source[start:end]
    return Finding(
        surface=surface, start=start, end=end, reason=one.reason,
        message=describe(one.reason, surface, "", one.expected), expected=one.expected, clause=one.clause,
    )  # fmt: skip
