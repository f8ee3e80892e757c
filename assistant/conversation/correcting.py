"""Set a sum right that was told before, where the message names it bare: 不，实际放款2600万 after 贷了3000万."""

from __future__ import annotations

import re

from assistant.conversation.bases import Bases
from assistant.conversation.state import State
from assistant.text.figures import Unit
from assistant.understanding.figures import MISTAKEN
from assistant.understanding.mentioned_only import asks_anything
from assistant.understanding.query import Query, UserFigure
from assistant.understanding.wordlists import any_of

NO = re.compile(
    r"(?:哦|噢|啊|诶|唉|嗯|等下|等等|等一下|且慢|慢着|[，,。！!~…])*(?:不对?|不是|错了?|更正|纠正)[，,。！! ]"
)
"""How a message begins that takes back what was said."""
MISWRITTEN = re.compile(
    rf"{MISTAKEN.pattern}|(?:多|少|漏|误|错)(?:写|打|填|输|算|加|看|抄)了?|(?:写|打|填|输|抄|看)(?:串|漏|岔|重)了?"
)
"""That the user's own figure was written wrongly: 多写了个零."""
MEANT = any_of("应该是 应是 其实是 实际是 才是 改成 改为 是")


def correct(query: Query, message: Query, state: State, bases: Bases) -> Query:
    """Return a completed query with its one sum told of what the last one was of, where it sets that right."""
    figure = _named_bare(query, message, bases)
    if figure is None or not state.asked or not state.facts.sums:
        return query
    wanted = bases.of(query.topics) | bases.beside(query.topics) | bases.limited(query.topics)
    told = next((s for s in reversed(state.facts.sums) if s.of & wanted and s.turn <= len(state.asked)), None)
    if told is None or not _sets_right(figure, message, state):
        return query
    near = f"{bases.word(told.figure)}{figure.near}"
    right = figure.model_copy(update={"role": told.figure.role, "near": near})
    others = tuple(f for f in query.figures if f.yuan is None or not (f is figure or f.surface == told.figure.surface))
    return query.model_copy(update={"figures": (*others, right)})


def _named_bare(query: Query, message: Query, bases: Bases) -> UserFigure | None:
    """Return the one sum that stands in the message itself, where no word beside it says what it is of."""
    starts = {figure.start for figure in message.figures if figure.yuan is not None}
    own = [f for f in query.figures if f.start in starts and message.question.startswith(f.surface, f.start)]
    return own[0] if len(own) == 1 and len(starts) == 1 and not bases.measured(own[0]) else None


def _sets_right(figure: UserFigure, message: Query, state: State) -> bool:
    """Whether the message, or the one before it that has no number, says that the user's own sum was wrong.

    A sum that an award is believed to be is set right only by words on the user's own writing.
    """
    before = message.question[: figure.start]
    last = state.asked[-1]
    numbered = any(figure.unit is Unit.YUAN for figure in last.said)
    told = not numbered and MISWRITTEN.search(last.folded) and not asks_anything(last.folded)
    if MISWRITTEN.search(before) or (told and MEANT.search(before)):
        return not asks_anything(message.folded) or figure.role == "base"
    return figure.role == "base" and bool(NO.match(message.folded))
