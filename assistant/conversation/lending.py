"""Lend a question the sums that its topics' rates and thresholds are of, whenever the firm named them."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from assistant.conversation.bases import Bases
from assistant.conversation.changed_numbers import NOT_COUNTED
from assistant.conversation.inheriting import terms_of
from assistant.conversation.ordinals import find_pointed
from assistant.conversation.state import State
from assistant.text import summing
from assistant.understanding.figures import PERIOD
from assistant.understanding.query import Intent, Query, UserFigure
from assistant.understanding.wordlists import TOTAL_WORDS, any_of

LABEL = re.compile(
    r"^(?:其中|另外|还有|包括|含|再|又|和|加上|的)*"
    rf"|(?:大概|大约|{summing.TOTAL}|共|是|有|花了?|用了?|约)*$"
)
"""What stands around the words that say what a sum is: 其中安装费大概20万."""
RECKONS = re.compile(
    r"[按照依][^，。；？,;?]{1,8}[算计]|[不要]?(?:扣|含|减|加|除|算)[^，。；？,;?]{0,4}的话|重新?算|再算"
)
"""That a message says how to reckon: 按不含税算, 不扣的话."""
SUM_OF_ALL = any_of(f"{TOTAL_WORDS} 剩下 剩余 余下 都算 全部 每[个项条台套] 各 分别 一起 一块儿?")


def lend_sums(query: Query, state: State, bases: Bases) -> Query:
    """Return a question of amount with the sums that its topics' rates and thresholds are of.

    Those whose words name the base go before a sum named bare, which must be the only one.
    """
    query = _lend_limited(query, state, bases)
    wanted = bases.of(query.topics)
    if not wanted:
        return query
    told = frozenset(base for sum_ in state.facts.sums for base in sum_.of)
    wanted = (bases.named_in(query.folded) & told & bases.beside(query.topics)) or wanted
    if Intent.COMPARE in query.intents and len({figure.yuan for figure in query.base_figures()}) > 1:
        return query  # two cases side by side
    if one := find_pointed(query, state):
        return query.model_copy(update={"figures": (one, *_without_bases(query))})
    if cases := _each_case(query, state):
        return query.model_copy(update={"figures": cases, "projects": None})
    if group := _group(query, state, wanted, bases):
        return query.model_copy(update={"figures": (*group, *_without_bases(query))})
    if query.intents and Intent.AMOUNT not in query.intents:
        return query
    if any(bases.measured(f) & wanted and _is_own(f, query) for f in query.claims()):
        return query  # 县里只补60万 is of the rate's base, however it is put
    told_of = [sum_ for sum_ in state.facts.sums if not _is_left_out(sum_.figure, query)]
    fitting = [sum_ for sum_ in told_of if sum_.of & wanted]
    figures = query.base_figures()
    named = [figure for figure in figures if bases.measured(figure) & wanted]
    of_another = any(map(bases.measured, figures)) and not named and not bases.named_in(query.folded) & wanted
    if figures and (of_another or not fitting or any(_is_own(figure, query) for figure in figures)):
        kept = _of_period(figures, query)
        kept = figures if named and not any(f in kept for f in named) else kept  # the period is of another sum
        return query.model_copy(
            update={"figures": tuple(f for f in query.figures if f.role != "base" or f in kept or f.yuan is None)}
        )
    bare = [sum_ for sum_ in told_of if not sum_.of and sum_.figure.role == "base"]
    if labelled := _of_label([sum_.figure for sum_ in (*fitting, *bare)], query):
        return _lent(labelled, query, state)
    found = fitting or (bare if len(bare) == 1 and not _of_others(bare[0].turn, query, state) else [])
    return _lent([sum_.figure for sum_ in found], query, state)


def _lent(found: Sequence[UserFigure], query: Query, state: State) -> Query:
    """Return the query with sums told before, and the terms and numbers that go with them."""
    if not found:
        return query
    chosen = tuple(f.model_copy(update={"role": "base"}) for f in _of_period(found, query))
    facts = state.facts
    derived = query.derived or next((q.derived for q in reversed(state.asked) if _came_of(chosen, q.derived)), ())
    lent = {"derived": derived, "terms": terms_of(query, facts.terms), "projects": query.projects or facts.projects}
    return query.model_copy(update={"figures": (*chosen, *_without_bases(query)), **lent})


def _came_of(sums: Sequence[UserFigure], derived: Sequence[str]) -> bool:
    """Whether one of the sums is what a number told before was changed to."""
    return bool(derived) and any(figure.surface in derived[-1].rpartition("＝")[2] for figure in sums)


def _group(query: Query, state: State, wanted: Collection[str], bases: Bases) -> tuple[UserFigure, ...]:
    """Return the sums told side by side where all of them are asked about."""
    group = state.facts.group if SUM_OF_ALL.search(query.folded) else ()
    if len(group) < 2 or any(figure.surface in query.question for figure in query.base_figures()):
        return ()
    of_group = frozenset(base for figure in group for base in bases.measured(figure))
    return group if not of_group or of_group & frozenset(wanted) else ()


def _is_own(figure: UserFigure, query: Query) -> bool:
    """Whether a figure stands in the message itself."""
    return query.question.startswith(figure.surface, figure.start)


def _without_bases(query: Query) -> tuple[UserFigure, ...]:
    return tuple(figure for figure in query.figures if figure.role != "base" or figure.yuan is None)


def _each_case(query: Query, state: State) -> tuple[UserFigure, ...]:
    """Return the sums asked about one by one where a message puts as many projects together: 两个都做加起来."""
    if not SUM_OF_ALL.search(query.folded) or any(f.surface in query.question for f in query.base_figures()):
        return ()
    asked = [f for q in state.asked if set(q.topics) & set(query.topics) for f in q.base_figures()[-1:]]
    cases = tuple({figure.yuan: figure.model_copy(update={"apart": True}) for figure in asked}.values())
    return cases if query.projects == len(cases) else ()


def _lend_limited(query: Query, state: State, bases: Bases) -> Query:
    """Return the query with what the firm told of that the thresholds of its topics measure, oldest first."""
    wanted = bases.limited(query.topics)
    told = tuple(s.figure.model_copy(update={"role": "background"}) for s in state.facts.sums if s.of & wanted)
    said = {(figure.surface, figure.near) for figure in told}
    others = tuple(figure for figure in query.figures if (figure.surface, figure.near) not in said)
    return query.model_copy(update={"figures": (*told, *others)}) if told else query


def reckons(query: Query, state: State) -> bool:
    """Whether the message says how to reckon with the sums told before: by which of them, or without which."""
    told = [sum_.figure for sum_ in state.facts.sums]
    if any(_is_left_out(figure, query) for figure in told):
        return True
    return bool(told and Intent.AMOUNT in query.intents and RECKONS.search(query.folded))


def _of_label(sums: Sequence[UserFigure], query: Query) -> Sequence[UserFigure]:
    """Return the one of several sums that the message names by the words before it: 按不含税算."""
    labels = {figure: LABEL.sub("", figure.near.split(figure.surface)[0]) for figure in sums}
    named = [figure for figure, label in labels.items() if len(label) > 1 and label in query.folded]
    return named if len(named) == 1 < len(sums) and not PERIOD.search(labels[named[0]]) else ()


def _is_left_out(figure: UserFigure, query: Query) -> bool:
    """Whether the message says that a sum doesn't count, by the words before it: 安装费不算 after 安装费20万."""
    label = LABEL.sub("", figure.near.split(figure.surface)[0])
    at = query.folded.find(label) if len(label) > 1 else -1
    return at >= 0 and NOT_COUNTED.match(query.folded, at + len(label)) is not None


def _of_period(sums: Sequence[UserFigure], query: Query) -> Sequence[UserFigure]:
    """Return the sums of the period or the part that the message names, where it names one: 按今年的算."""
    named = PERIOD.findall(query.folded)
    return [figure for figure in sums if any(word in figure.near for word in named)] or sums


def _of_others(turn: int, query: Query, state: State) -> bool:
    """Whether a sum was named while another topic was spoken of."""
    topics = set(state.asked[turn].topics)
    return bool(topics) and not topics & set(query.topics)
