"""Which lines of a transcript the user says: they claim nothing, unless the other says yes to them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.guard.layout.lines import Line, Span
from assistant.guard.words.users import CONFIRMED

_USER = re.compile(
    r"[ \t>*]*(?:\[[0-9:]{4,8}\]\s*)?(?:问|[Qq]|客户|企业|用户|来电人?|群众|市民|网友|提问|老板|业主)[*]{0,2}[:：]"
)
_ANSWERER = re.compile(r"(?:答|[Aa]|客服|坐席|工作人员|回复|答复|话务员)[*]{0,2}[:：]")


def user_spans(text: str, lines: Sequence[Line]) -> tuple[Span, ...]:
    """Return the spans that the user says by the labels (问, 客户) and the other does not confirm."""
    spans = []
    for line in lines:
        if _USER.match(text, line.start, line.end) is None:
            continue
        answer = _ANSWERER.search(text, line.start, line.end)
        end = answer.start() if answer else line.end
        if CONFIRMED.match(text, end) is None:
            spans.append((line.start, end))
    return tuple(spans)
