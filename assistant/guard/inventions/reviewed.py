"""A text under review, and what may be found in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from assistant.guard.layout.lines import Span
from assistant.guard.layout.sheet import Sheet
from assistant.guard.layout.speakers import user_spans
from assistant.models import CheckedFigure
from assistant.policy.lexicon import fold
from assistant.text import denying

SENTENCE = re.compile(r"[^。！？；!?;\n]+[。！？；!?;]?")
SILENT = re.compile(
    rf"(?:{denying.NOT_DONE}|没|未|暂未|不曾)(?:明确|具体|统一|作出|做出|予以|再)*(?:写明|规定|明确|提及|提到|说明|列出|列明|注明|要求|载明|涉及|公布|设定|限定|约定|收录|给出|写|设|说|提)"
    rf"|查不到|无法(?:核实|确认|答复)|不属实|{denying.IS_NOT}|有误|不准确|应为|不存在"
)
"""Words by which a sentence takes back or leaves open what it names."""


class Invention(NamedTuple):
    """A claim that nothing supports, at a span of the laid-out text."""

    start: int
    end: int
    reason: str
    expected: str | None = None
    clause: str | None = None


@dataclass(frozen=True)
class Reviewed:
    """A text with its question, the day on which it is checked, and the figures as the guard judged them."""

    sheet: Sheet
    asked: str
    day: date
    figures: tuple[CheckedFigure, ...] = ()

    @property
    def text(self) -> str:
        """The laid-out text, in which all spans are."""
        return self.sheet.text

    @cached_property
    def folded(self) -> str:
        """The text, folded as names are."""
        return fold(self.text)

    @cached_property
    def told_by_asker(self) -> tuple[Span, ...]:
        """The spans that the one who asks says."""
        return user_spans(self.text, self.sheet.lines)

    def is_claimed(self, start: int, end: int) -> bool:
        """Whether the text itself says what stands at a span: not the asker, nor a sentence that takes it back."""
        if any(first <= start < last for first, last in self.told_by_asker):
            return False
        first, last = self.sentence(start, end)
        sentence = self.text[first:last]
        return not SILENT.search(sentence) and not sentence.rstrip("。；\n ").endswith(("?", "？", "吗", "么"))

    def sentence(self, start: int, end: int) -> Span:
        """Return the sentence around a span with the mark that ends it."""
        first, last = self.sheet.sentence(start, end)
        return first, min(last + 1, len(self.text))

    def matches(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Yield what the text claims in the words of a pattern."""
        return (found for found in pattern.finditer(self.text) if self.is_claimed(*found.span()))
