"""Rules by which a message tells something that another question needs: what the firm is, what a sum is."""

from __future__ import annotations

import re

from assistant.conversation.inheriting import lean
from assistant.conversation.turn import Turn
from assistant.understanding.mentioned_only import asks_anything
from assistant.understanding.query import Intent, Query
from assistant.understanding.stated import PARTAKES, tells_stated

TAKES_PART = re.compile(
    r"(?:能不?能?|可以|可不可以|够不?够?|算不?算?|符不?符?合|让不?让?|轮得?到)[^，。；？,;?]{0,8}(?:参加|参与|报|申请|用|享受|条件|格|加入|走|进|吗|不|么)"
)
"""Whether somebody may take part in something: 电力直接交易我们能参加不."""

SOMEBODY_IS = re.compile(
    r"(?:那|就|不过|但)?(?:他|她|它|对方|企业|公司|我们|我|咱)们?(?:家|这个?|公司|企业|项目|厂)*(?:是|属于|算是?|列的是|报的是)"
)
"""How a message begins that says what somebody is."""


def tells_standing(turn: Turn) -> Query | None:
    """What a firm says that it is, after it asked whether it may take part, is told of that question."""
    query = turn.query
    if not turn.state.trail or not query.mentions or query.intents or asks_anything(query.folded):
        return None
    asked = turn.state.asked[-1]
    may = asked.topics and (Intent.CONDITION in asked.intents or TAKES_PART.search(asked.folded))
    same = set(query.topics) & set(asked.topics)
    if not may or same or not tells_stated(query.folded, query.mentions):
        return None
    return lean(turn.bare.model_copy(update={"levels": ()}), asked)


def tells_kind(turn: Turn) -> Query | None:
    """What somebody is that no award is for is told of the award spoken of: 他是市重点项目 after 贴息."""
    query = turn.query
    if not turn.state.trail or not query.mentions or asks_anything(query.folded) or query.figures:
        return None
    if query.intents - {Intent.MEASURE} or not SOMEBODY_IS.match(query.folded):
        return None
    awards = any(map(turn.offers.levels_of, query.topics))
    if awards or set(query.topics) & set(turn.last.topics) or not turn.offers.levels(turn.last):
        return None
    return lean(turn.bare, turn.last)


def takes_part(turn: Turn) -> Query | None:
    """Whether a firm may take part is asked of what it spoke of before it told what it is."""
    query, trail = turn.query, turn.state.trail
    if query.mentions or len(trail) < 2 or not (TAKES_PART.search(query.folded) and PARTAKES.search(query.folded)):
        return None
    told = turn.state.asked[-1]
    if told.inherited or not told.mentions or asks_anything(told.folded):
        return None
    return lean(turn.bare, trail[-2]) if tells_stated(told.folded, told.mentions) else None


def tells_sum(turn: Turn) -> Query | None:
    """A sum whose words name what the rate spoken of is of is told of that, whatever its other words name."""
    if not turn.state.trail or not turn.query.mentions or asks_anything(turn.query.folded) or turn.query.intents:
        return None
    measured = frozenset(base for figure in turn.query.figures for base in turn.bases.measured(figure))
    spoken, own = turn.bases.of(turn.last.topics), turn.bases.of(turn.query.topics)
    return lean(turn.bare, turn.last) if measured & spoken and not measured & own else None
