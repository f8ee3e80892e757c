"""What a message asks, as the rest of the pipeline reads it."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Literal

from assistant.models import Bound, Model
from assistant.text.figures import Figure


class Intent(StrEnum):
    """What a question wants to know; several may hold at once."""

    AMOUNT = "amount"
    CONDITION = "condition"
    DEPARTMENT = "department"
    DEADLINE = "deadline"
    TARGET = "target"
    MEASURE = "measure"
    STACKING = "stacking"
    COMPARE = "compare"
    LISTING = "listing"
    DOCUMENT = "document"
    BASIS = "basis"
    INTERPRETER = "interpreter"


class Mention(Model):
    """A topic named in the message, by the lexicon's term, at a span of the folded message.

    Beside the topics in `gives_way` the term only names their field: 锂电 beside 产业链.
    """

    topic: str
    term: str
    start: int
    end: int
    exact: bool = True
    gives_way: frozenset[str] = frozenset()


Role = Literal["base", "claim", "background"]


class UserFigure(Model):
    """A figure of the user's own: what a rate applies to (base), what the award is believed to be (claim), or neither.

    `surface` is as the user wrote it, `near` the words around it that say what it measures (售价, 设备投资 …). `up_to`
    is the other end of a range (五六百万); a sum that can't be read (3,50万) has no `yuan` and no `percent`. `apart`
    says that it is one of several things each (分别80万、260万), `level` of which level its thing is.
    """

    surface: str
    yuan: Decimal | None = None
    percent: Decimal | None = None
    bound: Bound | None = None
    role: Role
    start: int
    near: str = ""
    up_to: Decimal | None = None
    apart: bool = False
    level: str | None = None

    @property
    def malformed(self) -> bool:
        """Whether the sum is written so that it can't be read."""
        return self.yuan is None and self.percent is None


class Holding(Model):
    """So many firms that have, or are to get, the same: an award's topic, and its level where it has any.

    `holder` is the one firm as the user calls it (甲), empty where several were counted or none is named.
    """

    topic: str
    level: str | None
    firms: int
    holder: str = ""


class Query(Model):
    """A message understood, with what earlier turns lend it.

    `sought` is what to search for, `said` every figure of the message, read once. `regions` are those named in
    which a policy holds, `foreign` a place in which none does, `places` the words that name any, `content` those
    that are no joining words, figures or places; `policies` are named by number or title, `clauses` are the keys of
    labels named, `issued` the years named in which a policy was issued. `mentioned_only` are those of the uncovered
    subjects that are only told of, `excepted` the topics that the message sets aside (除了技术中心), `lent` the sums of
    earlier messages on the same topics. `placed` are the levels of single topics where several turns named
    different ones, `terms` are of loans, in years, the one asked about first, `holdings` what several firms have
    where the total over them is asked; `derived` says how a number came of an earlier one, `follows` that something
    was asked before. `dates` are the days, months and years named, as written, those like 去年 too; `recognised` says
    that a title is said to be recognised then. `bound_asked` is a bound asked for by its name (下限多少), `aims` says
    that an aim is spoken of, `bases` are the kinds of what a rate is of that are named.
    """

    question: str
    folded: str
    sought: str = ""
    mentions: tuple[Mention, ...] = ()
    excepted: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    payers: tuple[str, ...] = ()
    intents: frozenset[Intent] = frozenset()
    said: tuple[Figure, ...] = ()
    figures: tuple[UserFigure, ...] = ()
    lent: tuple[UserFigure, ...] = ()
    uncovered: tuple[str, ...] = ()
    mentioned_only: tuple[str, ...] = ()
    details: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    foreign: str | None = None
    places: tuple[str, ...] = ()
    content: tuple[str, ...] = ()
    policies: tuple[str, ...] = ()
    clauses: tuple[tuple[str, ...], ...] = ()
    issued: tuple[int, ...] = ()
    years: tuple[int, ...] = ()
    days: tuple[int, ...] = ()
    dates: tuple[str, ...] = ()
    recognised: bool = False
    departments: tuple[str, ...] = ()
    firms: int | None = None
    projects: int | None = None
    terms: tuple[int, ...] = ()
    placed: tuple[tuple[str, tuple[str, ...]], ...] = ()
    holdings: tuple[Holding, ...] = ()
    derived: tuple[str, ...] = ()
    follows: bool = False
    bound_asked: Bound | None = None
    aims: bool = False
    bases: frozenset[str] = frozenset()
    reverse: bool = False
    attack: bool = False
    greeting: bool = False
    inherited: tuple[str, ...] = ()

    @property
    def term(self) -> int | None:
        """The term in years that is asked about."""
        return self.terms[0] if self.terms else None

    @property
    def topics(self) -> tuple[str, ...]:
        """The topics named, each once, in order."""
        return tuple(dict.fromkeys(mention.topic for mention in self.mentions))

    def levels_for(self, topic: str) -> tuple[str, ...]:
        """Return the levels asked about of a topic."""
        return dict(self.placed).get(topic, self.levels)

    @property
    def uncovered_asked(self) -> tuple[str, ...]:
        """The uncovered subjects that are not only told of."""
        return tuple(term for term in self.uncovered if term not in self.mentioned_only)

    def base_figures(self) -> tuple[UserFigure, ...]:
        """The user's figures that a rate may apply to."""
        return tuple(f for f in self.figures if f.role == "base" and f.yuan is not None)

    def claims(self) -> tuple[UserFigure, ...]:
        """What the user believes the award to be."""
        return tuple(f for f in self.figures if f.role == "claim")
