"""Drafts that reckon in what the notice leaves out, or the reverse: 房租也算在投资内."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.guard.claims.draft import Draft, wide
from assistant.guard.claims.inclusions import find_inclusions
from assistant.guard.layout.lines import Span
from assistant.text import denying

_DENIED = re.compile(f"(?:{denying.IS_NOT}|没说|是否|能否)[^，。；\n]{{0,6}}$")


def find_misreckoned(draft: Draft) -> Iterator[tuple[Span, str]]:
    """Yield where a draft takes in what the clause spoken of leaves out, or the reverse, with the clause's words."""
    for said in find_inclusions(draft.sheet.text):
        start = draft.sheet.clause(*said.span)[0]
        if draft.quotations.holds(*said.span) or _DENIED.search(draft.sheet.text, start, said.span[0]):
            continue
        for subject in wide(draft, draft.subjects_at(said.span)[:2]):
            same = [one for one in draft.book.inclusions.get(subject, ()) if one.is_same(said.what)]
            if same and all(one.is_in != said.is_in for one in same):
                yield said.span, ("含" if same[0].is_in else "不含") + same[0].what
                break
