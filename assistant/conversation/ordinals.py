"""Find the topic that a message points to by its place among those named before: 第二个, 后者, 另一个."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.understanding.query import Query

PLACES = {
    0: re.compile(r"第[一1]个|头一个|前者|前一个|前面那个"),
    1: re.compile(r"第[二2]个|后者|后一个|后面那个"),
    2: re.compile(r"第[三3]个"),
    3: re.compile(r"第[四4]个"),
}
OTHER = re.compile(r"另外?[一那](?:个|项|种)|剩下(?:的|那个)")


def find_ordinal(query: Query, trail: Sequence[Query]) -> Query | None:
    """Return the earlier query narrowed to the topic pointed to; None where none is, or it was the only one."""
    several = next((earlier for earlier in reversed(trail) if len(earlier.topics) > 1), None)
    if several is None or not set(trail[-1].topics) <= set(several.topics):
        return None
    topics = several.topics
    for place, pattern in PLACES.items():
        if pattern.search(query.folded) and place < len(topics):
            return _narrow(several, topics[place])
    others = [topic for topic in topics if topic not in trail[-1].topics]
    return _narrow(several, others[0]) if len(others) == 1 and OTHER.search(query.folded) else None


def _narrow(query: Query, topic: str) -> Query:
    return query.model_copy(update={"mentions": tuple(m for m in query.mentions if m.topic == topic)})
