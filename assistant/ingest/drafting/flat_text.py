"""A clause made fit for reading: one line a sentence, no blanks, with the way back to where each character stands.

`read_clause` folds widths one to one, drops blanks and the line breaks that stand inside sentences, and cuts the text
into sentences and those into parts at ；, never inside brackets.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from assistant.policy.paragraphs import ITEM_MARK

_DOTS = dict.fromkeys("•‧∙・⋅", "·")
_BRACKETS = {"【": "(", "】": ")", "〔": "(", "〕": ")", "[": "(", "]": ")"}
_ALIKE = {**_DOTS, **_BRACKETS, ";": "；", ":": "：", "~": "—", "～": "—"}
_KEPT_WIDE = set("，；：！？。、")
_LINE_MARK = re.compile(rf"{ITEM_MARK}|\|")
_ENDS = set("。；：！？;:!?|")
_LONGEST_BRACKET = 160
_SEGMENT_END = re.compile("[，：]")
_OPEN, _CLOSE = "(", ")"


class Flat(NamedTuple):
    """The text that rules read, and per character its offset in `source`."""

    text: str
    offsets: tuple[int, ...]
    source: str

    def verbatim(self, start: int, end: int) -> str:
        """Return the piece of the source that a span was read from."""
        return self.source[self.offsets[start] : self.offsets[end - 1] + 1] if end > start else ""


class Span(NamedTuple):
    """A piece of a flat text."""

    start: int
    end: int


def flatten(source: str) -> Flat:
    """Return `source` without blanks, in half width.

    >>> flatten("给予 20 万元奖励，最高不\\n超过５０万元").text
    '给予20万元奖励，最高不超过50万元'
    """
    characters: list[str] = []
    offsets: list[int] = []
    for at, char in enumerate(source):
        if char == "\n":
            if characters and _breaks(characters[-1], source, at):
                characters.append("\n")
                offsets.append(at)
            continue
        if char.isspace() or unicodedata.category(char) == "Cf":
            if characters and _parts_words(characters[-1], source, at):
                characters.append(" ")
                offsets.append(at)
            continue
        characters.append(_fold(char))
        offsets.append(at)
    text = re.sub(r",(?!\d{3}(?!\d))", "，", "".join(characters))
    return Flat(text, tuple(offsets), source)


def _fold(char: str) -> str:
    if char in _ALIKE:
        return _ALIKE[char]
    if char in _KEPT_WIDE:
        return char
    folded = unicodedata.normalize("NFKC", char) if 0xFF01 <= ord(char) <= 0xFF5E else char
    return _ALIKE.get(folded, folded) if len(folded) == 1 else char


def _breaks(before: str, source: str, at: int) -> bool:
    """Tell whether a line break ends a sentence or opens an item, rather than standing inside one."""
    rest = source[at + 1 : at + 12].lstrip()
    return before in _ENDS or bool(_LINE_MARK.match(rest))


def _parts_words(before: str, source: str, at: int) -> bool:
    after = source[at + 1 : at + 2]
    both_latin = before.isascii() and before.isalpha() and after.isascii() and after.isalpha()
    return both_latin


def split_sentences(text: str) -> Iterator[Span]:
    """Yield the sentences: what ends in 。 or stands on a line of its own."""
    yield from _split(text, Span(0, len(text)), "。！？\n")


def split_parts(text: str, sentence: Span) -> Iterator[Span]:
    """Yield the parts of a sentence that ； divides."""
    yield from _split(text, sentence, "；")


def segments_of(text: str, marks: str = "，：") -> list[str]:
    """Return the pieces that marks outside brackets divide, empty ones left out.

    >>> segments_of("3亿元至10亿元(不含10亿元，下同)，奖励")
    ['3亿元至10亿元(不含10亿元，下同)', '奖励']
    """
    return [text[a:b] for a, b in _split(text, Span(0, len(text)), marks)]


def segment_end(text: str, start: int, end: int) -> int:
    """Return where the segment that holds `start` ends, before `end`; `start` where no mark ends it.

    >>> segment_end("每年100万元资金，用于奖励", 7, 13)
    9
    """
    found = _SEGMENT_END.search(text, start, end)
    return found.start() if found else start


def balance(text: str) -> str:
    """Drop the brackets and quotation marks at either end that have no other half.

    >>> balance("养殖场(小区)"), balance("(新建项目")
    ('养殖场(小区)', '新建项目')
    """
    for opens, closes in (("(", ")"), ("“", "”")):
        while text.startswith((opens, closes)) and text.count(opens) != text.count(closes):
            text = text[1:]
        while text.endswith((opens, closes)) and text.count(opens) != text.count(closes):
            text = text[:-1]
    return text


def _split(text: str, within: Span, marks: str) -> Iterator[Span]:
    start, depth, opened = within.start, 0, 0
    for at in range(within.start, within.end):
        char = text[at]
        if char == _OPEN:
            closing = text.find(_CLOSE, at, min(at + _LONGEST_BRACKET, within.end))
            if closing >= 0:
                depth, opened = depth + 1, at
        elif char == _CLOSE and depth:
            depth -= 1
        elif depth and at - opened > _LONGEST_BRACKET:
            depth = 0
        if char in marks and not depth:
            if text[start:at].strip():
                yield Span(start, at)
            start = at + 1
    if text[start : within.end].strip():
        yield Span(start, within.end)
