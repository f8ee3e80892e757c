"""Rules by which a message asks about several things at once: compared, had together, or over several firms."""

from __future__ import annotations

import re

from assistant.conversation.inheriting import is_joined, join
from assistant.conversation.leaning import find_returned
from assistant.conversation.ordinals import find_several
from assistant.conversation.turn import Turn
from assistant.understanding.passing import asks_anything
from assistant.understanding.query import Intent, Query
from assistant.understanding.wordlists import TOTAL_WORDS, any_of

WHICH_MORE = re.compile(r"(?:哪[个边种项档]|哪一[个种项]|谁)[^，。；？,;?]{0,4}(?:高|多|大|划算)")
SHARED = any_of("我俩 咱俩 他俩 我们俩 咱们俩 两兄弟 兄弟俩 两口子 大家 各家 几家 我们和他们 双方 两边")
OVER_ALL = any_of(f"{TOTAL_WORDS} 都能 总的 总额")
SINGLE = any_of("这个 那个 这项 那项 它 该")


def join_firms(turn: Turn) -> Query | None:
    """What several firms were told to have, each another thing, where the sum over them is asked."""
    facts, query = turn.state.facts, turn.query
    told = [title for title in facts.titles if not turn.offers.is_of_document_topic(title.topic)]
    things = sum(max(len(title.levels), 1) for title in told)
    firms = query.firms or (facts.firms if SHARED.search(query.folded) else None)
    if firms is None or firms < 2 or things != firms or query.mentions or not OVER_ALL.search(query.folded):
        return None
    named = {m.topic: m for earlier in turn.state.asked for m in earlier.mentions}
    sums = tuple(sum_.figure for sum_ in facts.sums if sum_.figure.role == "base")
    return turn.bare.model_copy(
        update={
            "mentions": tuple(named[title.topic] for title in told),
            "placed": tuple((title.topic, title.levels) for title in told if title.levels),
            "levels": tuple(dict.fromkeys(level for title in told for level in title.levels)),
            "figures": sums,
            "firms": firms,
            "intents": frozenset({Intent.AMOUNT}),
            "carried": tuple(title.topic for title in told),
        }
    )


def join_several(turn: Turn) -> Query | None:
    found = find_several(turn.query, turn.state)
    return join(_comparing(turn.bare), found) if found else None


def join_compared(turn: Turn) -> Query | None:
    """What was asked last, beside what the message goes back to, or else what was asked before it."""
    query = _comparing(turn.bare)
    asks = asks_anything(query.folded) or Intent.COMPARE in query.intents
    if not is_joined(query) or query.levels or not asks:
        return None
    asked = [earlier for earlier in turn.state.asked if earlier.mentions]
    other = find_returned(query, turn.state)
    if other is None or other is asked[-1]:
        other = next((earlier for earlier in reversed(asked[:-1]) if _thing(earlier) != _thing(asked[-1])), None)
    if other is not None and Intent.COMPARE not in query.intents and _goes_on(other, asked[-1]):
        return None
    return None if other is None else join(query, (other, asked[-1]))


def _comparing(query: Query) -> Query:
    """Return the query as one that compares where it asks which is more."""
    if not WHICH_MORE.search(query.folded):
        return query
    return query.model_copy(update={"intents": query.intents | {Intent.COMPARE}})


def _thing(query: Query) -> tuple[object, ...]:
    """Return what a query was about: its topics with their levels, and the sum that was worked out."""
    return query.topics, query.levels, tuple(figure.yuan for figure in query.base_figures())


def _goes_on(other: Query, last: Query) -> bool:
    """Whether an earlier query asks of the same as the last, which only adds a level or sums."""
    return other.topics == last.topics and set(other.levels) <= set(last.levels)


def join_all_titles(turn: Turn) -> Query | None:
    told = turn.state.statements
    asks = Intent.AMOUNT in turn.query.intents and not (turn.query.levels or SINGLE.search(turn.query.folded))
    several = len({topic for query in told for topic in query.topics}) > 1
    return join(turn.bare, told) if asks and several else None
