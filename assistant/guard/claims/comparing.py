"""What a slot of a claim is compared with, and what the comparison says."""

from __future__ import annotations

from typing import Literal, NamedTuple

from assistant.guard.claims.claim import Slot

Agreement = Literal["equal", "silent", "contradicts", "unreadable"]
HALF = 0.5
SOME = 0.34


class Around(NamedTuple):
    """The words that a claim is read with: its sentence, and what was asked; `values` are all those of the draft.

    `payers` are the words by which the notices may name who pays where a row doesn't, `above` what the paragraph says
    before the sentence, `before` what the sentence says before the figure, from the sum or rate before it on.
    """

    clause: str
    sentence: str
    asked: str
    values: frozenset[tuple[str, object]]
    is_factor: bool = False
    payers: str = ""
    above: str = ""
    before: str = ""


Compared = tuple[Agreement, Slot | None]
