"""What a conversation has told so far, rebuilt from the user's own turns and nothing else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import takewhile

from assistant.conversation.bases import Bases
from assistant.conversation.holdings import keep_holdings
from assistant.conversation.several_sums import SEGMENT, THING
from assistant.models import Model
from assistant.text.figures import Unit, find_figures
from assistant.text.numerals import format_number, format_yuan
from assistant.understanding.figures import PERIOD
from assistant.understanding.mentioned_only import asks_anything
from assistant.understanding.query import Holding, Intent, Query, UserFigure
from assistant.understanding.wordlists import any_of

YUAN = "元"
ELSE = any_of("产值 利润 资产 税 贷 投资 订单 市值 估值 注册 欠")
"""What a sum measures that is not what a threshold spoken of does: 产值105亿."""
OTHER = re.compile(r"总投资|总额|全部|预算|厂房|土地|土建|基建|安装|装修|软件|人工|运输|运费|设计费|培训|流动资金")
"""What a sum is of where it is of the whole, or of another part, not of what was named before it."""


class Sum(Model):
    """Money of the firm's; `of` are the bases of rates that its words name, none where it was named bare."""

    figure: UserFigure
    of: frozenset[str]
    turn: int


BESIDE = re.compile(
    rf"另外?[一1]{THING}|(?:还|再)有[一1]{THING}|第[二三四五2-5]{THING}|[一1]{THING}"
    r"|(?:项目|设备|产品|机器|工程|产线|厂房|合同|订单)[二三四五2-5](?![0-9十百千万亿])"
)
"""Words by which a sum is one of another thing, not the same one said anew: 另一台卖300万."""


class Quantity(Model):
    """A number of something, in 元 or in a counter (家, 台, 亩), the last one said of its kind.

    `before` and `after` are the words around it in its part of the sentence.
    """

    value: Decimal
    counter: str
    turn: int
    before: str = ""
    after: str = ""

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
    holdings: tuple[Holding, ...] = ()
    sums: tuple[Sum, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    firms: int | None = None
    projects: int | None = None
    terms: tuple[int, ...] = ()

    @property
    def group(self) -> tuple[UserFigure, ...]:
        """The sums last said that stand side by side, each of a thing of its own."""
        apart = [sum_ for sum_ in self.sums if sum_.figure.apart]
        return tuple(sum_.figure for sum_ in apart if sum_.of == apart[-1].of)


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

    def told(self, group: Sequence[UserFigure]) -> tuple[str, str]:
        """Return what the message says before and behind the sums of a group; nothing where it has not all of them."""
        for query in reversed(self.asked):
            spans = [
                (f.start, f.start + len(f.surface)) for f in group if query.question.startswith(f.surface, f.start)
            ]
            if len(spans) == len(group):
                return query.question[: spans[0][0]], query.question[spans[-1][1] :]
        return "", ""

    @property
    def statements(self) -> tuple[Query, ...]:
        """The messages since the last question, in which the firm only told something."""
        told = takewhile(lambda query: not _asks(query), reversed(self.asked))
        return tuple(query for query in told if query.mentions)[::-1]


def tell(state: State, query: Query, bases: Bases, held: Sequence[Holding]) -> State:
    """Return the state after a completed message; `held` is what it says that firms have."""
    sums = _measure(query, len(state.asked), bases, state.facts.sums)
    named = {(sum_.figure.start, sum_.figure.surface): sum_.figure for sum_ in sums}
    figures = tuple(named.get((figure.start, figure.surface), figure) for figure in query.figures)
    told = query.model_copy(update={"figures": figures})
    facts = _add(state.facts, told, sums, len(state.asked))
    holdings = keep_holdings(state.facts.holdings, held, query, state.asked[-1] if state.asked else None)
    return State(facts=facts.model_copy(update={"holdings": holdings}), asked=(*state.asked, told))


def _add(facts: Facts, query: Query, sums: Sequence[Sum], turn: int) -> Facts:
    kept, sums = _keep(facts.sums, query, sums)
    titles = [] if _asks(query) else [
        Title(topic=topic, levels=query.levels_for(topic), turn=turn) for topic in query.topics
    ]  # fmt: skip
    named = {title.topic for title in titles}
    return Facts(
        titles=(*(title for title in facts.titles if title.topic not in named), *titles),
        sums=(*kept, *sums),
        quantities=_count(facts, query, turn, sums),
        firms=query.firms or facts.firms,
        projects=query.projects or facts.projects,
        terms=tuple(dict.fromkeys((*query.terms, *facts.terms))),
    )


def _keep(told: Sequence[Sum], query: Query, sums: Sequence[Sum]) -> tuple[Sequence[Sum], Sequence[Sum]]:
    """Return the sums told before that new ones leave in force, and the new ones; those of another thing all stand."""
    new = {(base, figure.role) for sum_ in sums for base in sum_.of or {""} for figure in (sum_.figure,)}
    periods = {word for sum_ in sums for word in PERIOD.findall(sum_.figure.near)}
    same = [
        s
        for s in told
        if new & {(base, s.figure.role) for base in s.of or {""}} and not _is_of_other_period(s.figure, periods)
    ]
    own = [sum_ for sum_ in sums if sum_.figure.surface in query.question]
    if sums and not own:  # all told before: they are told as before, what each is now better known
        anew = {(s.figure.start, s.figure.surface): s for s in sums}
        kept = [_as_apart(anew.pop((s.figure.start, s.figure.surface), s), s.figure.apart) for s in told]
        return kept, list(anew.values())
    if not same or (not query.derived and len(own) == 1 and BESIDE.search(query.folded)):
        sums = own or sums
        return [_as_apart(s, s in same) for s in told], [_as_apart(s, bool(same)) for s in sums]
    return [s for s in told if s not in same], sums


def _is_of_other_period(figure: UserFigure, periods: set[str]) -> bool:
    """Whether a sum is of none of some periods, though it names one: 去年6000万 beside 今年."""
    own = set(PERIOD.findall(figure.near))
    return bool(own and periods) and not own & periods


def _as_apart(sum_: Sum, apart: bool) -> Sum:
    """Return a sum as one of several things each, where it is said to be, or was so before."""
    figure = sum_.figure
    return sum_.model_copy(update={"figure": figure.model_copy(update={"apart": figure.apart or apart})})


def _measure(query: Query, turn: int, bases: Bases, told: Sequence[Sum]) -> list[Sum]:
    """Return a message's sums with what each measures: one named bare what the one before it in the message did.

    One that came of a sum told before measures what that did.
    """
    money = [
        f
        for f in query.figures
        if f.percent is None and (f.role != "claim" or (bases.measured(f) and not query.reverse))
    ]
    sums: list[Sum] = []
    for figure in money:
        of, before = bases.measured(figure), sums[-1] if sums else _changed(figure, query, told)
        if not of and not ELSE.search(figure.near):
            of = bases.limited_bare(query.topics, figure)
        goes_on = figure.role == "base" or (query.derived and not sums)
        if not of and goes_on and before is not None and before.of and not OTHER.search(figure.near):
            of = before.of
            near = f"{bases.word(before.figure)}{figure.near}"
            figure = figure.model_copy(update={"near": near, "role": before.figure.role})
        sums.append(Sum(figure=figure, of=of, turn=turn))
    return sums


def _changed(figure: UserFigure, query: Query, told: Sequence[Sum]) -> Sum | None:
    """Return the sum told before that a figure came of: 120万 of 120万元＋60万元＝180万元."""
    if not query.derived or figure.surface not in query.derived[-1].rpartition("＝")[2]:
        return None
    values = {f.value for f in find_figures(query.derived[-1].partition("＝")[0]) if f.unit is Unit.YUAN}
    return next((sum_ for sum_ in reversed(told) if sum_.figure.yuan in values), None)


def _count(facts: Facts, query: Query, turn: int, sums: Sequence[Sum]) -> tuple[Quantity, ...]:
    own = {sum_.figure.start for sum_ in sums if sum_.of}  # 县里拨了70万 is told, whatever it sounds like
    said = {f.start for f in query.figures if f.role == "claim"} - own
    found = {}
    for figure in query.said:
        counter = YUAN if figure.unit is Unit.YUAN else figure.counter if figure.unit is Unit.COUNT else None
        if counter and not (counter == YUAN and figure.start in said):
            before = SEGMENT.split(query.question[: figure.start])[-1]
            after = SEGMENT.split(query.question[figure.end :])[0]
            found[counter] = Quantity(value=figure.value, counter=counter, turn=turn, before=before, after=after)
    return (*(q for q in facts.quantities if q.counter not in found), *found.values())


def _asks(query: Query) -> bool:
    return asks_anything(query.folded) or Intent.AMOUNT in query.intents
