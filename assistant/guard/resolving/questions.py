"""What the user's messages ask of: topics, levels, policies and figures, the last message first.

All is as understanding reads it, but for the figures, where they stand, and last words of names (平台和标杆) where
understanding reads no topic.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from assistant.guard.layout.sheet import Sheet
from assistant.guard.mentions.marks import Marker
from assistant.guard.mentions.named_policies import ANY, Policies, PolicyMention, joined
from assistant.guard.mentions.vocabulary import UNCOVERED
from assistant.guard.resolving.belonging import Asked
from assistant.guard.resolving.topics import related_by
from assistant.guard.table.book import FactBook
from assistant.policy.levels import rank_of
from assistant.understanding.figures import find_own
from assistant.understanding.query import Query
from assistant.understanding.reader import Reader

_NUMBER = re.compile(r"(?<![0-9.〔])[1-9][0-9]{1,8}(?![0-9.号年月])")


def ask(texts: Sequence[str], marker: Marker, book: FactBook, reader: Reader) -> Asked:
    """Read the user's messages, the last one last: what the last one leaves out, those before it say."""
    messages = [_read(text, marker, book, reader) for text in reversed(texts) if text.strip()]
    order = next((message.order for message in messages if message.order), ())
    return Asked(
        topics=next((message.topics for message in messages if message.topics), ()),
        levels=frozenset(order),
        order=order,
        items=tuple(item for message in messages for item in message.items),
        numbers=frozenset(number for message in messages for number in message.numbers),
        policies=next((message.policies for message in messages if message.policies), ANY),
        bound=messages[0].bound if messages else None,
        goals=any(message.goals for message in messages),
        families=tuple(families for message in messages for families in message.families),
        texts=tuple(text for message in messages for text in message.texts),
        users=frozenset(figure for message in messages for figure in message.users),
    )


def _read(text: str, marker: Marker, book: FactBook, reader: Reader) -> Asked:
    """Read one message."""
    sheet = marker.lay_out(text)
    query = reader.read(sheet.text)
    return Asked(
        topics=_topics(query, book) or marker.tails_in(sheet.text),
        order=tuple(dict.fromkeys(map(rank_of, query.levels))),
        items=sheet.items,
        numbers=_numbers(sheet),
        policies=_only(marker.policies_in(sheet.text)),
        bound=query.bound_asked,
        goals=query.aims,
        families=(query.bases,),
        texts=(sheet.text,),
        users=find_own(sheet.source, tuple(item.figure for item in sheet.items)),
    )


def _topics(query: Query, book: FactBook) -> tuple[str, ...]:
    """Return the topics that a message names, read by the kinds of base beside them; else that no policy covers it."""
    found = (related_by(book, topic, query.bases) or topic for topic in query.topics)
    return tuple(dict.fromkeys(found)) or ((UNCOVERED,) if query.uncovered else ())


def _numbers(sheet: Sheet) -> frozenset[Decimal]:
    """Return the numbers of two digits or more that a message gives no unit: 月薪6500."""
    taken = [(item.start, item.end) for item in sheet.items]
    found = (one for one in _NUMBER.finditer(sheet.text) if not any(a <= one.start() < b for a, b in taken))
    return frozenset(Decimal(one[0]) for one in found)


def _only(mentions: Sequence[PolicyMention]) -> Policies:
    """Return the policies that all mentions of a message may mean; none where it names several."""
    policies = joined(mentions)
    return policies if all(policies & mention.policies for mention in mentions) else ANY
