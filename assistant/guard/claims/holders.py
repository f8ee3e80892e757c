"""Whose a figure is said to be, and whether it is denied: the slots `owner` and `polarity` of a claim."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.guard.claims.claim import Claim, Slot
from assistant.guard.claims.slot_reading import SlotReader
from assistant.guard.resolving.negation import Values, find_denial
from assistant.guard.words.slots import OWN, SUPPOSED


def read_holders(reader: SlotReader, claims: Sequence[Claim], asked: Values) -> Iterator[Claim]:
    """Yield the claims of a text with what denies them and whose they are; `asked`: the figures of the question."""
    for at, claim in enumerate(claims):
        yield replace(claim, polarity=_polarity(reader, claim, asked), owner=_owner(reader, at, claim))


def _polarity(reader: SlotReader, claim: Claim, asked: Values) -> Slot | None:
    if claim.figure.item is None:
        return None
    span = find_denial(reader.sheet, claim.figure.item, asked)
    return None if span is None else Slot(reader.text[slice(*span)], span)


def _owner(reader: SlotReader, at: int, claim: Claim) -> Slot | None:
    """Return the words of a figure's clause that suppose it or, of a size, give it to the one who asks."""
    clause = reader.frame(at).clause
    said = SUPPOSED.search(reader.text, *clause) or (OWN.search(reader.text, *clause) if claim.role == "size" else None)
    return None if said is None else Slot(said[0], said.span())
