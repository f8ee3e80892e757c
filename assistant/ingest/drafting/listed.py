"""What a list names."""

from __future__ import annotations

from typing import NamedTuple

from assistant.ingest.drafting.brackets import Bracket
from assistant.ingest.drafting.figures import Group
from assistant.policy.levels import level_of

SEPARATOR = r"(?:、|/|以及|及(?!以)|和|(?<!参)与|或者|或|(?<=[”》])(?=[“《]))"


class Items(NamedTuple):
    """What a list names: a label or a bracket per figure; `start`/`end` is where the list stands in the head."""

    start: int
    end: int
    labels: tuple[str, ...]
    levels: tuple[str | None, ...]
    brackets: tuple[Bracket | None, ...]
    rest: str


def items_of_notes(group: Group) -> Items | None:
    """Read the brackets behind the figures as their labels: 10万元(一等奖)、5万元(二等奖)."""
    if not all(group.notes):
        return None
    labels = tuple((note or "").strip("()") for note in group.notes)
    return Items(0, 0, labels, tuple(map(level_of, labels)), (None,) * len(labels), "")
