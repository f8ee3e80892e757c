"""Rules by which a message asks about several things at once: compared, had together, or over several firms."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.conversation.holdings import count_holders
from assistant.conversation.inheriting import ALL_PAYERS, is_joined, join
from assistant.conversation.leaning import find_returned
from assistant.conversation.ordinals import find_several
from assistant.conversation.turn import Turn
from assistant.understanding.counting import find_holders
from assistant.understanding.mentioned_only import asks_anything
from assistant.understanding.query import Holding, Intent, Query
from assistant.understanding.wordlists import TOTAL_WORDS, any_of

OVER_ALL = any_of(f"{TOTAL_WORDS} 都能 总的 总额 剩下 剩余 余下")
SINGLE = any_of("这个 那个 这项 那项 它 该")
ONE_BY_ONE = any_of("每 各 分别 单家 一家")
THESE = re.compile(r"(?:这|那|上述|以上|上面)[^，。；？,;?0-9]{0,2}$")
"""What stands before the number of the firms that were told of: 这12家."""


def join_firms(turn: Turn) -> Query | None:
    """What several firms were told to have, where the sum over them is asked."""
    query = turn.query
    if query.mentions or not (OVER_ALL.search(query.folded) or _asks_of_told(turn)):
        return None
    told = turn.state.facts.holdings
    held = told if query.firms in (None, count_holders(told)) else _one_each(turn)
    if count_holders(held) < 2:
        return None
    named = {m.topic: m for earlier in turn.state.asked for m in earlier.mentions}
    topics = tuple(dict.fromkeys(one.topic for one in held))
    sums = tuple(sum_.figure for sum_ in turn.state.facts.sums if sum_.figure.role == "base")
    bare = turn.bare.model_copy(
        update={"mentions": tuple(named[topic] for topic in topics), "figures": sums, "inherited": topics}
    )
    return over_firms(bare, held)


def _asks_of_told(turn: Turn) -> bool:
    """Whether the message asks what the firms get that it was told of: 省级3家，市级2家, then 要准备多少钱."""
    query, told = turn.query, turn.state.facts.holdings
    if Intent.AMOUNT not in query.intents or (query.levels and not ALL_PAYERS.search(query.folded)):
        return False
    counts = [f for f in query.said if f.counter in ("家", "户", "个") and THESE.search(query.question[: f.start])]
    if counts and counts[0].value == count_holders(told) > 1:
        return True
    last = turn.state.asked[-1]
    asks = asks_anything(last.folded) or Intent.AMOUNT in last.intents
    apart = len({(one.topic, one.level) for one in told}) > 1 and any(one.firms > 1 for one in told)
    return apart and not (asks or query.firms or ONE_BY_ONE.search(query.folded) or SINGLE.search(query.folded))


def _one_each(turn: Turn) -> tuple[Holding, ...]:
    """Return the titles told of where the message says that as many firms have them, one each."""
    titles = [title for title in turn.state.facts.titles if not turn.offers.is_of_document_topic(title.topic)]
    held = tuple(Holding(topic=t.topic, level=level, firms=1) for t in titles for level in t.levels or (None,))
    return held if len(held) == turn.query.firms else ()


def of_holder(turn: Turn) -> Query | None:
    """What one of several firms gets that was told to have something, by what it is called: 乙呢."""
    query, names = turn.query, find_holders(turn.query.question)
    held = [one for one in turn.state.facts.holdings if one.holder and one.holder in names]
    if len(held) != 1 or query.mentions or query.levels:
        return None
    mention = next(m for earlier in turn.state.asked for m in earlier.mentions if m.topic == held[0].topic)
    return turn.bare.model_copy(
        update={
            "mentions": (mention,),
            "levels": tuple(filter(None, (held[0].level,))),
            "intents": query.intents or frozenset({Intent.AMOUNT}),
            "inherited": (mention.topic,),
        }
    )


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
    return join(turn.bare, found) if found else None


def join_compared(turn: Turn) -> Query | None:
    """What was asked last, beside what the message goes back to, or else what was asked before it."""
    query = turn.bare
    asks = asks_anything(query.folded) or OVER_ALL.search(query.folded) or Intent.COMPARE in query.intents
    over_years = query.terms and Intent.COMPARE not in query.intents  # 两年一共 is a sum over years
    if not is_joined(query) or query.levels or over_years or not asks:
        return None
    asked = [earlier for earlier in turn.state.asked if earlier.mentions]
    other = find_returned(query, turn.state)
    if other is None or other is asked[-1]:
        other = next((earlier for earlier in reversed(asked[:-1]) if _is_another(earlier, asked[-1])), None)
    if other is not None and Intent.COMPARE not in query.intents and _goes_on(other, asked[-1]):
        return None
    return None if other is None else join(query, (other, asked[-1]))


def _thing(query: Query) -> tuple[object, ...]:
    """Return what a query was about: its topics with their levels, and the sum that was worked out."""
    return query.topics, query.levels, tuple(figure.yuan for figure in query.base_figures())


def _is_another(other: Query, last: Query) -> bool:
    """Whether an earlier query is another case than the last, which does not only add a sum to it."""
    alike = (other.topics, other.levels) == (last.topics, last.levels)
    return _thing(other) != _thing(last) and not (alike and not other.base_figures())


def _goes_on(other: Query, last: Query) -> bool:
    """Whether an earlier query asks of the same as the last, which only adds a level or sums."""
    return other.topics == last.topics and set(other.levels) <= set(last.levels)


def join_all_titles(turn: Turn) -> Query | None:
    told = turn.state.statements
    asks = Intent.AMOUNT in turn.query.intents and not (turn.query.levels or SINGLE.search(turn.query.folded))
    several = len({topic for query in told for topic in query.topics}) > 1
    return join(turn.bare, told) if asks and several else None
