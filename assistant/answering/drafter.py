"""The seam behind which drafts are written: the composer's templates now, any other writer under the same guard."""

from __future__ import annotations

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
