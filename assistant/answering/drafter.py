"""The seams behind which drafts are written: the composer's templates, or a language model, under the same guard."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Protocol

from assistant.answering.draft import Draft
from assistant.answering.evidence import Evidence
from assistant.understanding.query import Query


class Drafter(Protocol):
    """Writes a draft from evidence; what it writes is released only if the guard passes it."""

    def compose(self, query: Query, evidence: Evidence, as_of: date) -> Draft:
        """Return the draft for the date of asking."""
        ...


class Writing(Protocol):
    """One answer being written by a model; `outcome` tells what became of it, `last` is its last whole draft."""

    outcome: str
    last: Draft | None

    def write(self, reasons: Sequence[str] = ()) -> Draft | None:
        """Return a draft, after `reasons` for rejecting the one before; None where there is none to be had."""
        ...

    def stream(self, passes: Callable[[str], bool]) -> Iterator[str | Draft]:
        """Yield pieces that `passes` took with all before them, and the draft that they begin, if it came to one."""
        ...


class Model(Protocol):
    """Puts the composer's answers otherwise."""

    def begin(self, query: Query, evidence: Evidence, template: Draft) -> Writing | None:
        """Return the writing of an answer; None where there is nothing to put otherwise."""
        ...
