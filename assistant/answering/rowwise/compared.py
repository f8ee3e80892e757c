"""Choose what a message compares that names nothing itself: what the two questions before it were about."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.answering.rowwise.asked import TELLING, asks, complete
from assistant.answering.rowwise.choosing import Choice, Chooser
from assistant.models import ResultSet
from assistant.understanding.query import Intent, Query
from assistant.understanding.rows import RowIndex

TWO = 2


def choose_both(
    queries: Sequence[Query], index: RowIndex, chooser: Chooser, search: Callable[[str], ResultSet]
) -> tuple[Choice, ...]:
    """Return the rows of the last two questions, each with the one tier that it was about; nothing where not so."""
    last = queries[-1]
    if Intent.COMPARE not in last.intents or index.mass(index.content.read(last.folded)) >= TELLING:
        return ()
    found: list[Choice] = []
    for end in range(len(queries) - 1, 0, -1):
        if not asks(queries[end - 1]):
            continue
        asked = complete(queries[:end], index)
        choices = chooser.choose(asked, search("。".join(reversed(asked.messages))))
        if not choices or len(choices[0].tiers) != 1:
            return ()
        if all((choice.row, choice.tiers) != (choices[0].row, choices[0].tiers) for choice in found):
            found.append(choices[0])
        if len(found) == TWO:
            return tuple(reversed(found))
    return ()
