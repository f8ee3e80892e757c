"""Rules by which a message goes back to what was spoken of before, or over to what stands beside it."""

from __future__ import annotations

import re

from assistant.conversation.inheriting import beside, lean
from assistant.conversation.leaning import BACK, find_returned
from assistant.conversation.name_parts import SEGMENT
from assistant.conversation.turn import Turn
from assistant.understanding.mentioned_only import asks_anything
from assistant.understanding.query import Intent, Query
from assistant.understanding.stated import find_excepted, tells_stated

OWN_TITLE = re.compile(r"(?:那|这|的)?(?:个|块|张|项)?(?:称号|头衔|牌子|名头|荣誉|帽子)")
"""What a firm calls the title that it told of, without its name: 我们那块牌子."""
THAT_SUM = re.compile(r"(?:那|这)[一1]?(?:笔|块|部分|摊|头|边|方面|[个项样](?!称号))")
"""That a message points to a sum by what it was of: 贷款那笔."""


def returned(turn: Turn) -> Query | None:
    earlier = find_returned(turn.query, turn.state)
    return lean(turn.bare, earlier) if earlier else None


def to_own_title(turn: Turn) -> Query | None:
    """The firm's title, by what any title is called, is the last that it said it has: 我们那块牌子奖多少."""
    if turn.query.mentions or turn.query.uncovered_asked or not OWN_TITLE.search(turn.query.folded):
        return None
    told = (query for query in reversed(turn.state.asked) if query.mentions and not query.inherited)
    own = next((q for q in told if not asks_anything(q.folded) and tells_stated(q.folded, q.mentions)), None)
    return lean(turn.bare, own) if own and own.topics != turn.last.topics else None


def to_measured(turn: Turn) -> Query | None:
    """A sum pointed to by what it was of is asked about with the rate that it was told of: 设备那笔能补多少."""
    query = turn.query
    if query.mentions or query.payers or query.departments or query.base_figures():
        return None
    if not (Intent.AMOUNT in query.intents and THAT_SUM.search(query.folded)):
        return None
    told = frozenset(base for sum_ in turn.state.facts.sums for base in sum_.of)
    named = turn.bases.named_in(query.folded) & told
    if not named or named & turn.bases.of(turn.last.topics):
        return None
    rated = (earlier for earlier in reversed(turn.state.trail) if turn.bases.of(earlier.topics) & named)
    earlier = next(rated, None)
    return lean(turn.bare, earlier) if earlier else None


def sibling(turn: Turn) -> Query | None:
    """A neighbouring topic is named by a part of its name; where it is set aside, the last one is meant."""
    if turn.query.mentions or turn.query.uncovered_asked:
        return None
    found = turn.find_sibling(turn.query, turn.last)
    if found and find_excepted(turn.query.folded, (found,)):
        return lean(turn.bare, turn.last)
    return beside(turn.query.model_copy(update={"mentions": (found,)}), turn.state) if found else None


def back_to_sibling(turn: Turn) -> Query | None:
    """A message that goes back to a topic may name one beside it: 回到设计那块，基地是多少."""
    query = turn.query
    first, *rest = SEGMENT.split(query.folded)
    if not rest or not BACK.search(first) or any(mention.end > len(first) for mention in query.mentions):
        return None
    named = query if query.mentions else find_returned(query.model_copy(update={"folded": first}), turn.state)
    at = len(first) + 1
    further = query.model_copy(update={"folded": query.folded[at:], "mentions": ()})
    found = turn.find_sibling(further, named) if named else None
    if found is None:
        return None
    placed = found.model_copy(update={"start": found.start + at, "end": found.end + at})
    return query.model_copy(update={"mentions": (placed,)})
