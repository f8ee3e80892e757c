"""Rules by which a message asks about several things at once: compared, had together, or over several firms."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.conversation.holdings import count_holders
from assistant.conversation.inheriting import is_joined, join
from assistant.conversation.leaning import find_returned
from assistant.conversation.ordinals import find_several
from assistant.conversation.turn import Turn
from assistant.understanding.passing import asks_anything
from assistant.understanding.query import Holding, Intent, Query
from assistant.understanding.wordlists import TOTAL_WORDS, any_of

WHICH_MORE = re.compile(r"(?:哪[个边种项档]|哪一[个种项]|谁)[^，。；？,;?]{0,4}(?:高|多|大|划算)")
OVER_ALL = any_of(f"{TOTAL_WORDS} 都能 总的 总额")
SINGLE = any_of("这个 那个 这项 那项 它 该")


def join_firms(turn: Turn) -> Query | None:
    """What several firms were told to have, where the sum over them is asked."""
    query, held = turn.query, turn.state.facts.holdings
    firms = count_holders(held)
    if firms < 2 or query.firms not in (None, firms) or query.mentions or not OVER_ALL.search(query.folded):
        return None
    named = {m.topic: m for earlier in turn.state.asked for m in earlier.mentions}
    topics = tuple(dict.fromkeys(one.topic for one in held))
    sums = tuple(sum_.figure for sum_ in turn.state.facts.sums if sum_.figure.role == "base")
    bare = turn.bare.model_copy(
        update={"mentions": tuple(named[topic] for topic in topics), "figures": sums, "carried": topics}
    )
    return over_firms(bare, held)


def over_firms(query: Query, held: Sequence[Holding]) -> Query | None:
    """Return the query as one for the sum over firms by what each has; None where these are no several firms."""
    firms = count_holders(held)
    if firms < 2 or not {one.topic for one in held} <= set(query.topics):
        return None
    levels = tuple(dict.fromkeys(one.level for one in held if one.level))
    several = len({(one.topic, one.level) for one in held}) > 1
    return query.model_copy(
        update={
            "levels": levels or query.levels,
            "placed": (),
            "holdings": tuple(held) if several else (),
            "firms": firms,
            "intents": frozenset({Intent.AMOUNT}),
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
