"""What a firm becomes that awards are commonly asked for, and whether the policies have such an award.

A message that asks what going public, growing above the scale or a title brings is about nothing in a notice that
speaks of listed companies or of high technology only in passing.
"""

from __future__ import annotations

import re

from assistant.answering.rowwise.asked import Asked
from assistant.text.lists import either, read_lists
from assistant.text.shared import SHARED
from assistant.understanding.rows import RowIndex

_LISTS = read_lists(__package__, "events", SHARED)
_BECOMES = f"(?:{either(_LISTS['becomes'])})"
_EVENTS = tuple(
    (re.compile(either(_LISTS[name])), re.compile(either(_LISTS[f"{name}_known"])))
    for name in ("going_public", "above_scale")
)
_TITLES = tuple(
    (re.compile(f"{_BECOMES}[^，。；？]{{0,6}}?(?:{title})"), re.compile(title)) for title in _LISTS["titles"]
)


def lacking_event(asked: Asked, index: RowIndex) -> str | None:
    """Return what a firm becomes by a message that asks what it is given for it, where the policies give nothing."""
    if not (asked.wants_money and len(asked.messages) == 1):
        return None
    for said, known in (*_EVENTS, *_TITLES):
        found = said.search(asked.query.folded)
        if found is not None and not any(map(known.search, index.what_is_given)):
            return found[0]
    return None
