"""Awards said to be paid together, or only one of them, against what the notice says of these."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.guard.claims.draft import Draft
from assistant.guard.claims.phrases import pairs
from assistant.guard.claims.related_awards import Relation
from assistant.guard.layout.lines import Span
from assistant.guard.words.denials import DISPUTED, NOT_SAID_THAT
from assistant.guard.words.stacking import (
    AND_YET,
    EXCLUDED,
    NOT_SAID,
    ONE_ONLY,
    ONLY_ONE_OF,
    OTHER_PROJECTS,
    STACKED,
)
from assistant.policy.labels import find_labels

FEWEST_SHARED = 3  # pairs of characters by which an exclusion is known
PERMITTED = 6  # the same by which what may be paid together is known
_PIECE = re.compile("[。；;]")


def find_stacking(draft: Draft) -> Iterator[tuple[Span, str]]:
    """Yield where awards are said to be paid together or apart against the notice, with the reason."""
    yield from ((span, "stacked") for span in _stacked(draft))
    yield from ((span, "apart") for span in _apart(draft))
    yield from (one for one in draft.book.agains.wrong(draft.sheet.text) if not draft.quotations.holds(*one[0]))


def _stacked(draft: Draft) -> Iterator[Span]:
    """Yield where awards are said to be paid together, though the notice pays but one, or excludes what is named."""
    text = draft.sheet.text
    for found in (*STACKED.finditer(text), *AND_YET.finditer(text)):
        start, end = draft.sheet.sentence(*found.span())
        denied = NOT_SAID.search(text, max(start, found.start() - 8), found.start())
        if denied or DISPUTED.match(text, found.end()) or draft.quotations.holds(*found.span()):
            continue
        told = _relations(draft, found.span())
        if any(one.is_together for one in told) or _is_told_by_label(draft, text[start:end]):
            continue
        if _is_permitted(draft, text[start : found.end()]):
            continue
        if (
            (told and found.re is STACKED)
            or _is_excluded(text[start : found.end()], draft.book.exclusions)
            or (found.re is STACKED and _pays_but_one(draft, found.span(), text[start:end]))
        ):
            yield found.span()


def _is_told_by_label(draft: Draft, said: str) -> bool:
    """Whether the notice pays together the clauses that a sentence names: 第四条与第五条可以同时享受."""
    labels = {mention.key for mention in find_labels(said)}
    return len(labels) > 1 and any(labels <= {one.key for one in find_labels(told)} for told in draft.book.additions)


def _is_permitted(draft: Draft, said: str) -> bool:
    """Whether a sentence of the notice pays together what the words before the permission name."""
    own = pairs(said)
    return any(len(own & pairs(piece)) >= PERMITTED for one in draft.book.additions for piece in _PIECE.split(one))


def _relations(draft: Draft, span: Span) -> Sequence[Relation]:
    """Return what the notice says of the awards that a sentence speaks of, one beside the other."""
    start, end = draft.sheet.sentence(*span)
    said = pairs(draft.sheet.text[start:end] + "|" + draft.asked)
    here = {draft.book.clause_of(subject) for subject in draft.subjects_at(span)[:1]}
    return [one for one in draft.book.relations if one.is_of(said, one.clause in here)]


def _pays_but_one(draft: Draft, span: Span, said: str) -> bool:
    """Whether the notice pays but one of several awards, and none of those spoken of is paid on top of another."""
    if OTHER_PROJECTS.search(said) or not any(ONE_ONLY.search(sentence) for sentence in draft.book.exclusions):
        return False
    rows = [draft.book.rewards[one] for one in draft.subjects_at(span) if one in draft.book.rewards]
    return not any(tier.on_top_of for row in rows[:2] for tier in row.tiers)


def _is_excluded(said: str, exclusions: Sequence[str]) -> bool:
    """Whether what a sentence has received is what an exclusion of the notice names: 享受过一事一议的不再享受."""
    own = pairs(said)
    return any(len(own & pairs(EXCLUDED.split(one)[0])) >= FEWEST_SHARED for one in exclusions if EXCLUDED.search(one))


def _apart(draft: Draft) -> Iterator[Span]:
    """Yield where only one award is said to be paid, though the notice pays those named together."""
    for found in ONLY_ONE_OF.finditer(draft.sheet.text):
        start, end = draft.sheet.sentence(*found.span())
        own = pairs(draft.sheet.text[start:end])
        if draft.quotations.holds(*found.span()) or NOT_SAID_THAT.search(draft.sheet.text, start, found.start()):
            continue
        is_named = any(len(own & pairs(one)) >= FEWEST_SHARED for one in draft.book.additions)
        is_named = is_named or _is_told_by_label(draft, draft.sheet.text[start:end])
        if is_named or any(one.is_together for one in _relations(draft, found.span())):
            yield found.span()
