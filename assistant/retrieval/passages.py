"""The passages that are searched for, and the places that they lead to."""

from __future__ import annotations

from typing import Literal, NamedTuple

from assistant.models import Model


class Passage(Model):
    """A piece of text that is searched for, and the clause that it leads to."""

    policy: str
    clause: str
    kind: Literal["clause", "sentence", "heading", "reward", "window"]
    text: str


class Passages(Model):
    """The passages file; `wholes` has one text a place: the clause or document that its passages are cut from."""

    passages: tuple[Passage, ...]
    wholes: tuple[Passage, ...]


class Owned(NamedTuple):
    """The places of a segment, and for each passage the number of its own."""

    places: tuple[tuple[str, str], ...]
    owners: tuple[int, ...]

    @classmethod
    def of(cls, passages: Passages) -> Owned:
        """Return those of passages."""
        places = tuple((whole.policy, whole.clause) for whole in passages.wholes)
        number = {place: i for i, place in enumerate(places)}
        return cls(places, tuple(number[p.policy, p.clause] for p in passages.passages))
