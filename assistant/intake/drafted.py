"""A drafted policy under review, as it is kept and as it is shown."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from assistant.ingest.admission import DraftedRow, locate
from assistant.models import Clause, Model, Policy

RowState = Literal["open", "approved", "dropped"]
Stage = Literal["reviewing", "publishing", "published"]


class ReviewRow(Model):
    """A drafted row; `author` answers for it as it is, `approved_by` has seen it, `revision` counts its changes."""

    draft: DraftedRow
    state: RowState = "open"
    author: str
    approved_by: str | None = None
    revision: int = 0


class Review(Model):
    """A policy under review; `step` tells what a publication is at, `fault` why the last one failed.

    `meta_by` corrected last what the document says of itself, for the `meta_revision`th time. `revises` is true where
    the policy was in use already and its own files are revised.
    """

    id: str
    file: str
    title: str
    uploaded_by: str
    uploaded_at: datetime
    rows: tuple[ReviewRow, ...]
    doubts: tuple[str, ...] = ()
    omissions: tuple[str, ...] = ()
    stage: Stage = "reviewing"
    step: str = ""
    fault: str = ""
    published_by: str | None = None
    published_at: datetime | None = None
    meta_by: str = ""
    meta_revision: int = 0
    revises: bool = False

    @property
    def leaves_table(self) -> bool:
        """Whether the table in use stays as it is: its file may have remarks and an order of its own."""
        return self.revises and all(row.revision == 0 and row.state == "approved" for row in self.rows)

    @property
    def kept(self) -> list[DraftedRow]:
        """The rows that were not dropped, those approved marked as reviewed."""
        rows = (row for row in self.rows if row.state != "dropped")
        return [row.draft.model_copy(update={"reviewed": row.state == "approved"}) for row in rows]

    @property
    def left(self) -> int:
        """How many rows are still to be looked at."""
        return sum(row.state == "open" for row in self.rows)

    @property
    def in_order(self) -> list[ReviewRow]:
        """The rows in doubt, the least sure first; then all others as the text has them."""
        return sorted(self.rows, key=lambda row: _order(row.draft))

    @property
    def free_id(self) -> str:
        """An id for a row that is added."""
        taken = {row.draft.id for row in self.rows}
        return next(name for n in range(1, len(taken) + 2) if (name := f"{self.id}-added-{n}") not in taken)

    def row(self, identifier: str) -> ReviewRow | None:
        """Return the row of that id; None where there is none."""
        return next((row for row in self.rows if row.draft.id == identifier), None)

    def with_row(self, changed: ReviewRow) -> Review:
        """Return the review with a row changed."""
        rows = tuple(changed if row.draft.id == changed.draft.id else row for row in self.rows)
        return self.model_copy(update={"rows": rows})


def _order(draft: DraftedRow) -> tuple[bool, float, int]:
    return not draft.unsure, draft.confidence if draft.unsure else 1.0, draft.start


class Summary(Model):
    """A review in the list."""

    id: str
    file: str
    title: str
    uploaded_by: str
    uploaded_at: datetime
    stage: Stage
    rows: int
    left: int
    fault: str
    revises: bool


class ClauseText(Model):
    """A clause as it is shown: its printed text without Markdown's marks."""

    label: str
    section: str
    text: str


class RowView(Model):
    """A row as it is shown; `start`, `end` are where its quote stands in the text of its clause."""

    id: str
    kind: str
    row: dict[str, Any]
    clause: str
    start: int
    end: int
    confidence: float
    unsure: tuple[str, ...]
    state: RowState
    author: str
    approved_by: str | None
    revision: int
    may_approve: bool


class Detail(Summary):
    """A review with its clauses and rows, those in doubt first."""

    meta: dict[str, Any]
    clauses: tuple[ClauseText, ...]
    listed: tuple[RowView, ...]
    doubts: tuple[str, ...]
    omissions: tuple[str, ...]
    step: str
    may_publish: bool
    may_withdraw: bool
    reloads: bool
    meta_by: str
    meta_revision: int


def summarize(review: Review) -> Summary:
    """Return what the list says of a review."""
    shared = {name: getattr(review, name) for name in Summary.model_fields if name not in ("rows", "left")}
    return Summary(rows=len(review.rows), left=review.left, **shared)


def show_clauses(policy: Policy, begin: int) -> tuple[tuple[ClauseText, ...], dict[str, list[int]]]:
    """Return the clauses as shown and, per label, the offset in the policy's text of each character shown."""
    shown: list[ClauseText] = []
    places: dict[str, list[int]] = {}
    for clause in policy.clauses:
        kept = _printed(policy, clause, begin)
        places[clause.label] = kept
        shown.append(
            ClauseText(label=clause.label, section=clause.section, text="".join(policy.text[at] for at in kept))
        )
    return tuple(shown), places


def _printed(policy: Policy, clause: Clause, begin: int) -> list[int]:
    first, last = clause.start - begin, clause.end - begin
    while first < last and policy.text[first] in "# ":
        first += 1
    return [at for at in range(first, last) if policy.text[at] != "*"]


def show_row(row: ReviewRow, places: dict[str, list[int]], may_approve: bool) -> RowView:
    """Return a row as shown."""
    draft = row.draft
    clause = str(draft.row["clause"])
    inside = [shown for shown, at in enumerate(places.get(clause, ())) if draft.start <= at < draft.end]
    return RowView(
        id=draft.id,
        kind=draft.kind,
        row=draft.row,
        clause=clause,
        start=inside[0] if inside else 0,
        end=inside[-1] + 1 if inside else 0,
        confidence=draft.confidence,
        unsure=draft.unsure,
        state=row.state,
        author=row.author,
        approved_by=row.approved_by,
        revision=row.revision,
        may_approve=may_approve,
    )


def place(policy: Policy, begin: int, draft: DraftedRow) -> DraftedRow:
    """Return a row that was corrected with where its quote stands now."""
    start, end = locate(policy, begin, str(draft.row["clause"]), str(draft.row["quote"]))
    return draft.model_copy(update={"start": start, "end": end})
