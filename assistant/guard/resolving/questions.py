"""What the user's messages ask of: topics, levels, policies and figures, the last message first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from assistant.guard.layout.sheet import REACH, Sheet
from assistant.guard.mentions.marks import Marked, Marker
from assistant.guard.mentions.named_policies import ANY, Policies, PolicyMention, joined
from assistant.guard.resolving.belonging import Asked
from assistant.guard.resolving.context import Context
from assistant.guard.table.book import FactBook
from assistant.guard.words.far_bounds import ASKED_BOUND
from assistant.guard.words.targets import GOAL
from assistant.models import Bound
from assistant.text.figures import Unit
from assistant.understanding.figures import find_own

_NUMBER = re.compile(r"(?<![0-9.〔])[1-9][0-9]{1,8}(?![0-9.号年月])")
_ASKS_ON = re.compile(r"呢[？?。！!\s]*$")


def ask(texts: Sequence[str], marker: Marker, book: FactBook) -> Asked:
    """Read the user's messages, the last one last: what the last one leaves out, those before it say."""
    messages = [_read(text, marker, book) for text in reversed(texts) if text.strip()]
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


def _read(text: str, marker: Marker, book: FactBook) -> Asked:
    """Read one message."""
    sheet = marker.lay_out(text)
    marked = marker.mark(sheet.text)
    topics = Context(sheet, marked, book, Asked()).topics
    strong = [mark for mark in marked.topics.all if not mark.weak and book.of_topic(mark.value)]
    return Asked(
        topics=tuple(dict.fromkeys(topics.specific_in(mark) for mark in strong or marked.topics.all)),
        order=_levels(sheet, marked),
        items=sheet.items,
        numbers=_numbers(sheet),
        policies=_only(marked.policies),
        bound=_bound(sheet.text),
        goals=GOAL.search(sheet.text) is not None,
        families=(frozenset(marked.families_in(0, REACH)),),
        texts=(sheet.text,),
        users=find_own(sheet.source, tuple(item.figure for item in sheet.items)),
    )


def _levels(sheet: Sheet, marked: Marked) -> tuple[str, ...]:
    """Return the levels that a message asks of, in order: of 国家级是500万，那省级的呢 the last alone."""
    marks = sorted((*marked.levels.all, *marked.compared_levels.all), key=lambda mark: mark.start)
    if marks and _ASKS_ON.search(sheet.text):
        start, _ = sheet.clause(marks[-1].start, marks[-1].end)
        if any(item.unit in (Unit.YUAN, Unit.PERCENT) for item in sheet.items_in(0, start)):
            marks = [mark for mark in marks if mark.start >= start]
    return tuple(dict.fromkeys(mark.value for mark in marks))


def _numbers(sheet: Sheet) -> frozenset[Decimal]:
    """Return the numbers of two digits or more that a message gives no unit: 月薪6500."""
    taken = [(item.start, item.end) for item in sheet.items]
    found = (one for one in _NUMBER.finditer(sheet.text) if not any(a <= one.start() < b for a, b in taken))
    return frozenset(Decimal(one[0]) for one in found)


def _bound(text: str) -> Bound | None:
    """Return the bound that a message asks for by its name; None where it names both or none."""
    named = {found.lastgroup for found in ASKED_BOUND.finditer(text)}
    if len(named) != 1:
        return None
    return "at_most" if "most" in named else "at_least"


def _only(mentions: Sequence[PolicyMention]) -> Policies:
    """Return the policies that all mentions of a message may mean; none where it names several."""
    policies = joined(mentions)
    return policies if all(policies & mention.policies for mention in mentions) else ANY
