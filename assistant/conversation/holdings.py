"""Tell what several firms have that a message speaks of: 省级的3家，市级1家; 甲评上省级，乙评上市级."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from assistant.conversation.several_sums import LOST
from assistant.text import summing
from assistant.understanding.counting import find_holders, firms_counted
from assistant.understanding.figures import MISTAKEN
from assistant.understanding.query import Holding, Intent, Query

SEGMENT = re.compile(r"[，。；：！？,;:!?]")
JOINED = re.compile(r"[、和与及跟]|加上|还有")
"""What parts two counts of one part of a sentence: 一家国家级和两家省级."""
WHOLE = re.compile(rf"(?:{summing.TOTAL}|共|全部)[^，。；,;0-9]{{0,3}}[0-9一二两三四五六七八九十]+[家户个]")
EACH = re.compile(r"各")
FURTHER = re.compile(r"还有|另外?(?!一家是)|又|再|加上|后来")
NAMELESS = ("一", "1", "另一", "另1")

Read = Callable[[str], Query]


def find_holdings(query: Query, read: Read, levels: Callable[[str], Sequence[str]]) -> tuple[Holding, ...]:
    """Return what a completed message says that firms have, each thing once.

    `read` reads a part of it by itself, `levels` are those of a topic's awards.
    """
    if Intent.TARGET in query.intents or not (
        firms_counted(query.question, query.said) or find_holders(query.question)
    ):
        return ()  # so many firms are a goal, or none are spoken of
    topic = query.topics[0] if len(query.topics) == 1 else None
    found: list[Holding] = []
    holder, count = "", 0
    for part in _parts(query.question, read):
        said = read(part)
        counts, holders = firms_counted(part, said.said), find_holders(part)
        holder = holders[-1] if holders else holder
        count = counts[0] if counts else 1 if holder else count
        topic = said.topics[-1] if said.topics else topic
        if topic is None or not count or WHOLE.search(part) or not (said.topics or said.levels):
            continue
        named: list[str | None] = [level for level in said.levels if level in levels(topic)] or [None]
        if len(named) > 1 and len(named) != count and not EACH.search(part):
            continue
        firms = 1 if len(named) == count else count
        found += [Holding(topic=topic, level=level, firms=firms, holder=_name(holder)) for level in named]
        count = 0
    return _add_up(found)


def keep_holdings(
    told: Sequence[Holding], new: Sequence[Holding], query: Query, before: Query | None = None
) -> tuple[Holding, ...]:
    """Return what firms have after a message says more of it, or sets it right; `before` is the one before it."""
    if not new and len(told) == 1 and query.derived and query.firms:
        return (told[0].model_copy(update={"firms": query.firms}),)
    if LOST.search(query.folded):
        gone = {_key(one): one.firms for one in new}
        if len(told) == 1:  # 三家省级的，其中一家其实是市级，不算
            gone = {_key(told[0]): sum(gone.values())}
        left = (one.model_copy(update={"firms": one.firms - gone.get(_key(one), 0)}) for one in told)
        return tuple(one for one in left if one.firms > 0)
    if MISTAKEN.search(query.folded):
        named = {one.holder for one in new if one.holder}
        told = [one for one in told if one.holder not in named]
    elif FURTHER.search(query.folded) or _goes_on(query, before):
        return _add_up((*told, *new))
    keys = set(map(_key, new))
    return (*(one for one in told if _key(one) not in keys), *new)


def _goes_on(query: Query, before: Query | None) -> bool:
    """Whether a message counts what goes by another name of the topic that the one before counted: 新投产3家."""
    if before is None or query.topics != before.topics or query.inherited or before.inherited:
        return False
    named = {mention.term for mention in query.mentions}
    return bool(firms_counted(before.question, before.said)) and not named & {m.term for m in before.mentions}


def count_holders(held: Sequence[Holding]) -> int:
    """Return how many firms have something; 0 where one is said to have two things."""
    named = [one.holder for one in held if one.holder]
    return 0 if len(named) > len(set(named)) else sum(one.firms for one in held)


def _parts(question: str, read: Read) -> Iterator[str]:
    for part in SEGMENT.split(question):
        said = read(part)
        several = len(firms_counted(part, said.said)) > 1 or len(said.topics) > 1
        yield from JOINED.split(part) if several else (part,)


def _name(holder: str) -> str:
    return "" if holder in NAMELESS else holder


def _key(one: Holding) -> tuple[str, str | None, str]:
    return one.topic, one.level, one.holder


def _add_up(held: Sequence[Holding]) -> tuple[Holding, ...]:
    added: dict[tuple[str, str | None, str], Holding] = {}
    for one in held:
        before = added.get(_key(one))
        more = before.firms if before is not None and not one.holder else 0
        added[_key(one)] = one.model_copy(update={"firms": one.firms + more})
    return tuple(added.values())
