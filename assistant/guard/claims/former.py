"""Rule for a value that a notice has replaced by another."""

from __future__ import annotations

import re

from assistant.guard.claims.changed import FORMERLY
from assistant.guard.claims.claim import Claim
from assistant.guard.claims.draft import Draft, Ruling

_GONE = re.compile(
    "[^，。；！？\n0-9]{0,8}(?:调整|降|提|放宽|扩大|缩|延长|压|改[为成到]|不再|已经?取消|是(?:原|以前|过去))"
)


def superseded(draft: Draft, at: int, claim: Claim) -> Ruling | None:
    """A value that the notice has replaced by another, said as if it still held."""
    figure, text = claim.figure, draft.sheet.text
    changed = draft.book.changed.get(figure.key)
    if changed is None or figure.key in draft.asked_keys:
        return None
    start, _ = draft.reader.frame(at).clause
    if FORMERLY.search(text, max(start, figure.start - 18), figure.start) or _GONE.match(text, figure.end):
        return None
    fact = next((fact for fact in draft.book.facts if fact.figure.key == changed.new.key), None)
    return Ruling("changed", "wrong_target", fact)
