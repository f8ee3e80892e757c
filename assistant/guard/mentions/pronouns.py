"""Read 前者 and 后者 as the two topics, or the two levels of one topic, that were named before them."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.guard.layout.lines import Span
from assistant.guard.mentions.marks import Mark, Marked, Marks

_PRONOUN = re.compile("(?P<former>前者)|后者")
_REACH = 200  # how far before a pronoun its two things are looked for
_TITLE = 12  # how far before a topic its level stands


def resolve(text: str, marked: Marked) -> Marked:
    """Return the mentions of a text with those that 前者 and 后者 stand for."""
    topics: list[Mark] = []
    levels: list[Mark] = []
    pair: tuple[tuple[Mark, ...], ...] = ()
    for found in _PRONOUN.finditer(text):
        is_former = found["former"] is not None
        if is_former or not pair:
            pair = _pair_before(found.start(), marked)
        named = pair and marked.levels.inside(pair[-1][0].end, found.start())
        for mark in pair[0 if is_former else 1] if pair else ():
            if named and mark in marked.levels.all and len(pair[0]) > 1:
                continue  # another level is named since: 市级同样，前者5万元
            stands = mark._replace(start=found.start(), end=found.end(), fixed=None)
            (levels if mark in marked.levels.all else topics).append(stands)
    if not topics and not levels:
        return marked
    return replace(marked, topics=Marks([*marked.topics.all, *topics]), levels=Marks([*marked.levels.all, *levels]))


def _pair_before(offset: int, marked: Marked) -> tuple[tuple[Mark, ...], ...]:
    """Return the last two topics before an offset, each with its level, or else the last two levels."""
    span = (max(0, offset - _REACH), offset)
    topics = _last_two([mark for mark in marked.topics.inside(*span) if not mark.weak])
    if len(topics) == 2:
        return tuple((topic, *_level_of(topic, marked)) for topic in topics)
    levels = _last_two(list(marked.levels.inside(*span)))
    return tuple((level,) for level in levels) if len(levels) == 2 else ()


def _last_two(marks: list[Mark]) -> list[Mark]:
    """Return the last mentions of two different things, in order."""
    if not marks:
        return []
    other = next((mark for mark in reversed(marks) if mark.value != marks[-1].value), None)
    return [other, marks[-1]] if other is not None else [marks[-1]]


def _level_of(topic: Mark, marked: Marked) -> tuple[Mark, ...]:
    span: Span = (max(0, topic.start - _TITLE), topic.end)
    return marked.levels.inside(*span)[-1:]
