"""What a conversation has told so far, rebuilt from the user's own turns and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import takewhile

from assistant.models import Model
from assistant.policy.corpus import Corpus
from assistant.text.figures import Unit
from assistant.text.numerals import format_number, format_yuan
from assistant.understanding.passing import asks_anything
from assistant.understanding.query import Intent, Query, UserFigure

YUAN = "元"
OTHER = re.compile(r"总投资|总额|全部|预算|厂房|土地|土建")
"""What a sum is of where it is of the whole, or of another part, not of what was named before it."""


class Sum(Model):
    """Money of the firm's; `of` are the bases of rates that its words name, none where it was named bare."""

    figure: UserFigure
    of: frozenset[str]
    turn: int


class Quantity(Model):
    """A number of something, in 元 or in a counter (家, 台, 亩), the last one said of its kind."""

    value: Decimal
    counter: str
    turn: int

    def say(self, value: Decimal) -> str:
        """Write a number of the same thing.

        >>> Quantity(value=Decimal(5), counter="家", turn=0).say(Decimal(4))
        '4家'
        """
        return format_yuan(value) if self.counter == YUAN else f"{format_number(value)}{self.counter}"


class Title(Model):
    """A title that the firm says it has, with its level where it was named."""

    topic: str
    levels: tuple[str, ...]
    turn: int


class Facts(Model):
    """What the firm said of itself, each with its turn; later words replace earlier ones on the same thing."""

    titles: tuple[Title, ...] = ()
    sums: tuple[Sum, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    firms: int | None = None
    projects: int | None = None
    term: int | None = None


class State(Model):
    """A conversation before a message: what the firm said of itself, and each message as it was completed."""

    facts: Facts = Facts()
    asked: tuple[Query, ...] = ()

    @property
    def trail(self) -> tuple[Query, ...]:
        """The last query on each topic, the topic spoken of last being the last."""
        trail: list[Query] = []
        for query in self.asked:
            if query.mentions:
                trail = [earlier for earlier in trail if set(earlier.topics) != set(query.topics)]
                trail.append(query)
        return tuple(trail)

    @property
    def subjects(self) -> tuple[Query, ...]:
        """The last query on each topic, in the order in which the topics first came up."""
        latest = {frozenset(query.topics): query for query in self.asked if query.mentions}
        return tuple(latest.values())

    @property
    def statements(self) -> tuple[Query, ...]:
        """The messages since the last question, in which the firm only told something."""
        told = takewhile(lambda query: not _asks(query), reversed(self.asked))
        return tuple(query for query in told if query.mentions)[::-1]


class Bases:
    """Knows what the rates of one corpus are of, and by which words people name it."""

    def __init__(self, corpus: Corpus) -> None:
        lexicon, rows = corpus.lexicon, {reward.id: reward for reward in corpus.rewards}
        self._words = lexicon.bases
        self._of_topic = {
            topic.id: frozenset(tier.base for row in topic.awards for tier in rows[row].tiers if tier.base)
            for topic in lexicon.topics
        }

    def of(self, topics: Iterable[str]) -> frozenset[str]:
        """Return the bases of the topics' rates."""
        return frozenset(base for topic in topics for base in self._of_topic.get(topic, ()))

    def measured(self, figure: UserFigure) -> frozenset[str]:
        """Return the bases that the words beside a figure name."""
        return frozenset(base for base, words in self._words.items() if any(word in figure.near for word in words))

    def word(self, figure: UserFigure) -> str:
        """Return the word beside a figure that names a base."""
        return next((word for words in self._words.values() for word in words if word in figure.near), "")

    def topic(self, bases: Iterable[str]) -> str | None:
        """Return the one topic whose rate is of a base; None where several are."""
        named = frozenset(bases)
        found = {topic for topic, own in self._of_topic.items() if own & named}
        return found.pop() if len(found) == 1 else None


def tell(state: State, query: Query, bases: Bases) -> State:
    """Return the state after a completed message."""
    sums = _measure(query, len(state.asked), bases)
    named = {(sum_.figure.start, sum_.figure.surface): sum_.figure for sum_ in sums}
    figures = tuple(named.get((figure.start, figure.surface), figure) for figure in query.figures)
    told = query.model_copy(update={"figures": figures})
    return State(facts=_add(state.facts, told, sums, len(state.asked)), asked=(*state.asked, told))


def _add(facts: Facts, query: Query, sums: Sequence[Sum], turn: int) -> Facts:
    new = {(base, figure.role) for sum_ in sums for base in sum_.of or {""} for figure in (sum_.figure,)}
    kept = [s for s in facts.sums if not new & {(base, s.figure.role) for base in s.of or {""}}]
    titles = [] if _asks(query) else [
        Title(topic=topic, levels=query.levels_for(topic), turn=turn) for topic in query.topics
    ]  # fmt: skip
    named = {title.topic for title in titles}
    return Facts(
        titles=(*(title for title in facts.titles if title.topic not in named), *titles),
        sums=(*kept, *sums),
        quantities=_count(facts, query, turn),
        firms=query.firms or facts.firms,
        projects=query.projects or facts.projects,
        term=query.term or facts.term,
    )


def _measure(query: Query, turn: int, bases: Bases) -> list[Sum]:
    """Return a message's sums with what each measures: one named bare what the one before it in the message did."""
    money = [f for f in query.figures if f.yuan is not None and (f.role != "claim" or bases.measured(f))]
    sums: list[Sum] = []
    for figure in money:
        of, before = bases.measured(figure), sums[-1] if sums else None
        if not of and figure.role == "base" and before is not None and before.of and not OTHER.search(figure.near):
            of = before.of
            figure = figure.model_copy(update={"near": f"{bases.word(before.figure)}{figure.near}"})
        sums.append(Sum(figure=figure, of=of, turn=turn))
    return sums


def _count(facts: Facts, query: Query, turn: int) -> tuple[Quantity, ...]:
    said = {f.start for f in query.figures if f.role == "claim"}
    found = {}
    for figure in query.said:
        if figure.unit is Unit.YUAN and figure.start not in said:
            found[YUAN] = Quantity(value=figure.value, counter=YUAN, turn=turn)
        elif figure.unit is Unit.COUNT and figure.counter:
            found[figure.counter] = Quantity(value=figure.value, counter=figure.counter, turn=turn)
    return (*(q for q in facts.quantities if q.counter not in found), *found.values())


def _asks(query: Query) -> bool:
    return asks_anything(query.folded) or Intent.AMOUNT in query.intents
