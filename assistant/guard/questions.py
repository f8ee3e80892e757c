"""What the user's messages ask of: topics, levels, policies and figures, the last message first."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.guard.belonging import Asked
from assistant.guard.book import FactBook
from assistant.guard.context import Context
from assistant.guard.cues import GOAL
from assistant.guard.marks import Marker
from assistant.guard.policies import ANY, Policies, PolicyMention, joined
from assistant.guard.roles import is_background, says_base
from assistant.guard.sheet import REACH, Sheet


def ask(texts: Sequence[str], marker: Marker, book: FactBook) -> Asked:
    """Read the user's messages, the last one last: what the last one leaves out, those before it say."""
    messages = [_read(text, marker, book) for text in reversed(texts) if text.strip()]
    order = next((message.order for message in messages if message.order), ())
    return Asked(
        topics=next((message.topics for message in messages if message.topics), ()),
        levels=frozenset(order),
        order=order,
        items=tuple(item for message in messages for item in message.items),
        policies=next((message.policies for message in messages if message.policies), ANY),
        goals=any(message.goals for message in messages),
        families=tuple(families for message in messages for families in message.families),
        own=frozenset(figure for message in messages for figure in message.own),
    )


def _read(text: str, marker: Marker, book: FactBook) -> Asked:
    """Read one message."""
    sheet = Sheet(text)
    marked = marker.mark(sheet.text)
    topics = Context(sheet, marked, book, Asked()).topics
    strong = [mark for mark in marked.topics.all if not mark.weak and book.of_topic(mark.value)]
    own = [item for item in sheet.items if says_base(sheet, item) or is_background(sheet, item)]
    return Asked(
        topics=tuple(dict.fromkeys(topics.specific_in(mark) for mark in strong or marked.topics.all)),
        order=tuple(dict.fromkeys(mark.value for mark in marked.levels.all)),
        items=sheet.items,
        policies=_only(marked.policies),
        goals=GOAL.search(sheet.text) is not None,
        families=(frozenset(marked.families_in(0, REACH)),),
        own=frozenset((item.unit, item.value) for item in own),
    )


def _only(mentions: Sequence[PolicyMention]) -> Policies:
    """Return the policies that all mentions of a message may mean; none where it names several."""
    policies = joined(mentions)
    return policies if all(policies & mention.policies for mention in mentions) else ANY
