"""From the clauses of a policy to its draft table."""

from __future__ import annotations

import re
from typing import Any

from pypinyin import Style, lazy_pinyin

from assistant.ingest.drafting.clause_walk import ClauseReader
from assistant.ingest.drafting.drafts import Draft, DraftRow
from assistant.ingest.drafting.flat_text import Flat, flatten
from assistant.ingest.drafting.validity import read_validity
from assistant.models import Clause, Policy
from assistant.text import giving
from assistant.text.giving import says_once

_ONLY_BEST = re.compile(
    rf"就高|从高|按最高|择高|(?:只|仅)?(?:按|{giving.GIVE}|{giving.AWARD}|享受)最高(?:级别|等次|等级|档次|标准|一项|额)|差额"
)
_BLANK = re.compile(r"\s+")
_UNSUITABLE = re.compile(r"[^a-z0-9]+")


def draft_rows(policy: Policy) -> tuple[DraftRow, ...]:
    """Draft the rows of every clause, in printed order."""
    where = _Locator(policy.text)
    ids: set[str] = set()
    rows: list[DraftRow] = []
    for clause in policy.clauses:
        flat = flatten(clause.text)
        drafts = ClauseReader(flat.text, clause.label, clause.title).read()
        for draft in drafts:
            draft.id = _new_id(policy.meta.id, draft, ids)
        where.enter(clause)
        rows += (_row(draft, clause, flat, where) for draft in drafts)
    return tuple(rows)


def _new_id(policy: str, draft: Draft, taken: set[str]) -> str:
    initials = "".join(lazy_pinyin(draft.name, style=Style.FIRST_LETTER, errors="ignore"))[:10]
    stem = _UNSUITABLE.sub("-", f"{policy}-{initials or draft.kind}".lower()).strip("-")
    chosen = next(c for c in (stem, *(f"{stem}-{n}" for n in range(2, 10_000))) if c not in taken)
    taken.add(chosen)
    return chosen


def _row(draft: Draft, clause: Clause, flat: Flat, where: _Locator) -> DraftRow:
    quote = flat.verbatim(draft.start, draft.end)
    once = draft.once or (draft.kind == "award" and says_once(flat.text[draft.start : draft.end]))
    since, until = read_validity(flat.text) if draft.kind == "award" else (None, None)
    said: dict[str, Any] = {
        "id": draft.id,
        "name": draft.name,
        "clause": clause.label,
        "modality": draft.modality,
        "beneficiary": draft.beneficiary,
        "condition": draft.condition,
        "once": True if once else None,
        "departments": list(draft.departments) or None,
        "stacking": draft.id if len(draft.tiers) > 1 and _ONLY_BEST.search(flat.text) else None,
        "award": draft.award.id if draft.award else None,
        "note": draft.note,
        "valid_from": since,
        "valid_to": until,
        "quote": quote,
        "tiers": [tier.as_row() for tier in draft.tiers] or [{}],
    }
    start, end = where.find(quote)
    row = {key: _printed(value, key, flat, draft) for key, value in said.items() if value is not None}
    return DraftRow(
        kind=draft.kind,
        row=row,
        start=start,
        end=end,
        confidence=round(draft.sure, 2),
        unsure=tuple(draft.unsure),
    )


_OWN_WORDS = (
    "id",
    "stacking",
    "clause",
    "award",
    "note",
    "modality",
    "bound",
    "counter",
    "of_award",
    "quote",
    "level",
    "per",
)


def _printed(value: Any, key: str, flat: Flat, draft: Draft) -> Any:
    """Return words as the clause prints them, in its own width and without blanks."""
    if isinstance(value, dict):
        return {name: _printed(inner, name, flat, draft) for name, inner in value.items()}
    if isinstance(value, list):
        return [_printed(inner, key, flat, draft) for inner in value]
    if not isinstance(value, str) or key in _OWN_WORDS:
        return value
    at = flat.text.find(value, draft.start)
    at = at if at >= 0 else flat.text.find(value)
    return _BLANK.sub("", flat.verbatim(at, at + len(value))) if at >= 0 else value


class _Locator:
    """Finds quotes in the policy's text, blanks aside, from the clause at hand on."""

    def __init__(self, text: str) -> None:
        kept = [(at, char) for at, char in enumerate(text) if not char.isspace()]
        self._squeezed = "".join(char for _, char in kept)
        self._offsets = [at for at, _ in kept]
        self._from = 0

    def enter(self, clause: Clause) -> None:
        """Look from where this clause stands."""
        opening = _BLANK.sub("", clause.title or clause.body)[:24]
        at = self._squeezed.find(opening, self._from)
        self._from = at if at >= 0 else self._from

    def find(self, quote: str) -> tuple[int, int]:
        """Return the span of a quote; (0, 0) where it is not found."""
        squeezed = _BLANK.sub("", quote)
        at = self._squeezed.find(squeezed, self._from)
        if at < 0:
            at = self._squeezed.find(squeezed)
        if at < 0 or not squeezed:
            return 0, 0
        return self._offsets[at], self._offsets[at + len(squeezed) - 1] + 1
