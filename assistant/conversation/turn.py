"""A message to be completed, with what was told before it; and what a rule of completing is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple

from assistant.conversation.bases import Bases
from assistant.conversation.ordinals import Offers
from assistant.conversation.state import State
from assistant.understanding.query import Mention, Query

LEFT_OVER = 3  # characters beside words that any question holds, up to which a message names nothing new
Subject = Literal["clause", "nothing"]
"""What a message is about by itself: a clause, or something that no policy speaks of."""


class Turn(NamedTuple):
    """A message to be completed, what was told before it, and what knows the corpus."""

    query: Query
    state: State
    bases: Bases
    offers: Offers
    recognises: Callable[[Query], Subject | None]
    find_sibling: Callable[[Query, Query], Mention | None]
    rest: Callable[[Query], str]

    @property
    def last(self) -> Query:
        """The last query that was about something."""
        return self.state.trail[-1]

    @property
    def topics(self) -> tuple[Mention, ...]:
        """The topics that the message itself names, without those that only name the field of what came before."""
        known = self.state.trail[-1:]
        spoken = {topic for query in known for topic in query.topics}
        return tuple(m for m in self.query.mentions if not m.gives_way & spoken)

    @property
    def bare(self) -> Query:
        """The message without topics of its own, and without the subjects that it only tells of."""
        told = {"uncovered": (), "mentioned_only": ()} if self.query.mentioned_only else {}
        return self.query.model_copy(update={"mentions": (), **told})


class Example(NamedTuple):
    """Turns of a conversation on the seed policy, and the topics, levels and sums that the last is completed to."""

    turns: tuple[str, ...]
    topics: tuple[str, ...]
    levels: tuple[str, ...] = ()
    sums: tuple[str, ...] = ()


class Rule(NamedTuple):
    """A rule of completing: `complete` returns the message completed, None where the rule does not apply."""

    name: str
    complete: Callable[[Turn], Query | None]
    example: Example
