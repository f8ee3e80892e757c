"""Units that are said once for many numbers: 单位：万元; 奖励标准（万元）; 以上均为万元."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from assistant.guard.pasting.edits import Edit

UNIT = r"(?:亿元|百万元|万元|千元|元|万|%|％)"
_SAID = re.compile(
    "|".join(
        (
            rf"单位\s*(?:[都均皆]|一律|统一)?\s*[:：为是]?\s*(?:人民币)?\s*(?P<a>{UNIT})(?![吨千平辆户家人台个])",
            rf"[（(【\[](?:[^（()）\[\]【】\n0-9]{{0,6}}?[:：为是均都按以])?(?:人民币)?(?P<b>{UNIT})(?:计|为单位)?(?:/[每个]?[\u4e00-\u9fff]{{1,3}}|[，,；;][^（()）\[\]【】\n0-9]{{1,16}})?[）)】\]]",
            rf"(?:[均皆都]|一律|统一)(?:为|是|按|以)(?:人民币)?(?P<c>{UNIT})(?:计|为单位)?(?=[。；;，,）)\n]|$)",
            f"(?:以|按)(?:人民币)?(?P<d>{UNIT})(?:计算?|为单位)",
        )
    )
)
_ABOVE = re.compile(r"以上|上述|上[表列]|前述|前[表列]")
NUMBER = r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?"
_FOLLOWS = r"(?=\s*(?:起|以上|以内|以下|封顶)?\s*(?:[，,、；;/)）\]。｜|（(\n]|$|  |[ \t]*(?:国家|[省市县区])级?))"
BARE = re.compile(rf"(?<![0-9.,，〔\[第A-Za-z_\-—年〕/#*×÷+=])(?<![0-9][~～至])({NUMBER}){_FOLLOWS}")
_MARKER = re.compile(r"[ \t>]*(?:[0-9]{1,2}[.、．)）]|[（(][0-9]{1,2}[)）])")
_LABEL = re.compile(r"[\u4e00-\u9fff”\"）)：:≤≥¥￥ \t]$")


class Lines(NamedTuple):
    """The lines of a text as spans, and the unit that is said for each, if any."""

    spans: tuple[tuple[int, int], ...]
    units: tuple[str | None, ...]


def split_lines(text: str) -> tuple[tuple[int, int], ...]:
    """Return the spans of the lines."""
    spans, at = [], 0
    for line in text.split("\n"):
        spans.append((at, at + len(line)))
        at += len(line) + 1
    return tuple(spans)


def read_units(text: str) -> Lines:
    """Return the unit that each line of a text is told in."""
    spans = split_lines(text)
    units: list[str | None] = [None] * len(spans)
    if _SAID.search(text) is None:
        return Lines(spans, tuple(units))
    for number, span in enumerate(spans):
        said = _SAID.search(text, *span)
        if said is None:
            continue
        for other in _scope(text, spans, number, said):
            units[other] = units[other] or unit_of(said)
    return Lines(spans, tuple(units))


def unit_of(said: re.Match[str]) -> str:
    """Return the unit that was found, as it is to be written behind a number."""
    word = said[said.lastgroup or 0]
    return {"万": "万元", "％": "%"}.get(word, word)


def find_unit(text: str, start: int, end: int) -> str | None:
    """Return the unit that a span says, such as the head of a column."""
    said = _SAID.search(text, start, end)
    return unit_of(said) if said else None


def _scope(text: str, spans: Sequence[tuple[int, int]], number: int, said: re.Match[str]) -> Iterator[int]:
    """Yield the lines that a unit is said for: its own, else those it stands over, else those it stands under."""
    start, end = spans[number]
    if any(True for _ in _bare(text, start, end)):
        yield number
    elif _ABOVE.search(text, start, end):
        yield from _run(text, spans, number, -1)
    elif after := list(_run(text, spans, number, 1)):
        yield from after
    else:
        yield from _run(text, spans, number, -1)


def _run(text: str, spans: Sequence[tuple[int, int]], number: int, step: int) -> Iterator[int]:
    """Yield the nearest lines on one side that hold bare numbers, up to the first blank line behind them."""
    begun, at = False, number + step
    while 0 <= at < len(spans):
        start, end = spans[at]
        if not text[start:end].strip():
            if begun:
                return
        elif any(True for _ in _bare(text, start, end)) or _is_cells(text, start, end):
            begun = True
            yield at
        elif (abs(at - number) > 3 and not begun) or _SAID.search(text, start, end):
            return
        at += step


def _is_cells(text: str, start: int, end: int) -> bool:
    return "|" in text[start:end] or "\t" in text[start:end]


def _bare(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Yield the numbers of a line that nothing counts, without the marker of its list."""
    marker = _MARKER.match(text, start, end)
    for found in BARE.finditer(text, marker.end() if marker else start, end):
        before = text[max(start, found.start() - 1) : found.start()]
        if found.start() == start or before in "|｜\t,，;；、/（(" or _LABEL.search(before):
            yield found


def complete(text: str, lines: Lines, apart: frozenset[int]) -> Iterator[Edit]:
    """Yield the units to be written behind the bare numbers of the lines that are not `apart`, as tables are.

    >>> text = "奖励标准（万元）：国家级 500，省级 50"
    >>> [(edit.start, edit.text) for edit in complete(text, read_units(text), frozenset())]
    [(16, '万元'), (22, '万元')]
    """
    for number, (span, unit) in enumerate(zip(lines.spans, lines.units, strict=True)):
        if unit is not None and number not in apart:
            yield from (Edit(found.end(1), found.end(1), unit) for found in _bare(text, *span))
