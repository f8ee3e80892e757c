"""A text laid out for reading: its lines with their parents, its clauses, and its figures in place.

All offsets are into the normalised text; `Sheet.source_span` leads back to the text that was given.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Literal

from assistant.guard.script import simplify
from assistant.models import Bound
from assistant.text.figures import Figure, Unit, find_figures, find_vague
from assistant.text.normalization import Normalized, normalize

Span = tuple[int, int]
LineKind = Literal["text", "heading", "item", "row", "rule"]
SENTENCE_END = "。！？；!?;\n"
CLAUSE_END = SENTENCE_END + "，,|"
PART_END = CLAUSE_END + "、"
REACH = 400  # no sentence is read farther than this from a figure, so that the cost stays linear
_HEADING = re.compile(r"[ \t>]*(#{1,6})")
_ITEM = re.compile(
    r"(?P<indent>[ \t>]*)(?:[-+•·●○◆■※→]|[0-9]{1,2}[.、)](?![0-9])|\(?[一二三四五六七八九十0-9]{1,2}\)|[①-⑳]"
    r"|[一二三四五六七八九十]、)"
)
_RULE = re.compile(r"[ \t|:–—-]*-[ \t|:–—-]*$")


@dataclass(frozen=True, slots=True)
class Item:
    """A figure where it stands in the normalised text; `left` and `right` include its bound words."""

    figure: Figure
    index: int
    start: int
    end: int
    left: int
    right: int

    @property
    def value(self) -> Decimal:
        return self.figure.value

    @property
    def unit(self) -> Unit:
        return self.figure.unit

    @property
    def bound(self) -> Bound | None:
        return self.figure.bound


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text; `parents` are the lines it stands under, nearest first; `header` is its table's head line."""

    start: int
    end: int
    kind: LineKind
    depth: int
    parents: tuple[int, ...] = ()
    cells: tuple[Span, ...] = ()
    header: int | None = None


class Sheet:
    """One text, laid out."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.normal: Normalized = normalize(source)
        self.text = simplify(self.normal.text)
        self.items = tuple(self._item(index, figure) for index, figure in enumerate(find_figures(source)))
        self.vague = tuple((figure, *self._place(figure.start, figure.end)) for figure in find_vague(source))

    def _place(self, start: int, end: int) -> Span:
        offsets = self.normal.offsets
        return bisect_left(offsets, start), bisect_left(offsets, end)

    def _item(self, index: int, figure: Figure) -> Item:
        start, end = self._place(figure.start, figure.end)
        left, right = self._place(figure.claim_start, figure.claim_end)
        return Item(figure, index, start, end, min(left, start), max(right, end))

    def source_span(self, start: int, end: int) -> Span:
        """Map a span to the text that was given."""
        return self.normal.span(start, end)

    @cached_property
    def _stops(self) -> dict[str, list[int]]:
        """Where sentences, clauses and parts end, figures and brackets' contents of figures left whole."""
        inside = [(item.start, item.end) for item in self.items]
        stops: dict[str, list[int]] = {"sentence": [], "clause": [], "part": []}
        at = 0
        for found in _STOP.finditer(self.text):
            place = found.start()
            while at < len(inside) and inside[at][1] <= place:
                at += 1
            if at < len(inside) and inside[at][0] <= place:
                continue
            char = found[0]
            stops["part"].append(place)
            if char in CLAUSE_END:
                stops["clause"].append(place)
            if char in SENTENCE_END:
                stops["sentence"].append(place)
        return stops

    def sentence(self, start: int, end: int) -> Span:
        """Return the sentence around a span; in a table, the row."""
        return self._around("sentence", start, end)

    def clause(self, start: int, end: int) -> Span:
        """Return the comma clause around a span; in a table, the cell."""
        return self._around("clause", start, end)

    def part(self, start: int, end: int) -> Span:
        """Return the member of an enumeration around a span."""
        return self._around("part", start, end)

    def _around(self, kind: str, start: int, end: int) -> Span:
        stops = self._stops[kind]
        before = bisect_left(stops, start)
        after = bisect_left(stops, end)
        first = stops[before - 1] + 1 if before else 0
        last = stops[after] if after < len(stops) else len(self.text)
        return max(first, start - REACH), min(last, end + REACH)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The lines of the text, blank ones left out."""
        return tuple(_lay_out(self.text))

    @cached_property
    def _line_starts(self) -> list[int]:
        return [line.start for line in self.lines]

    def line_at(self, place: int) -> Line:
        """Return the line around a place."""
        index = max(bisect_right(self._line_starts, place) - 1, 0)
        return self.lines[index] if self.lines else Line(0, len(self.text), "text", 0)

    def cell_at(self, line: Line, place: int) -> tuple[int, Span] | None:
        """Return the number and the span of the table cell around a place."""
        number = bisect_right(line.cells, (place, len(self.text))) - 1
        return (number, line.cells[number]) if number >= 0 and place <= line.cells[number][1] else None

    def cells_beside(self, line: Line, number: int) -> tuple[Span, ...]:
        """Return the other cells of a row: its head cells and those around the cell of that number."""
        near = sorted(
            {*range(min(4, len(line.cells))), *range(max(0, number - 4), min(number + 5, len(line.cells)))} - {number}
        )
        return tuple(line.cells[n] for n in near)

    def items_in(self, start: int, end: int) -> tuple[Item, ...]:
        """Return the figures that lie in a span."""
        first = bisect_left(self._item_starts, start)
        last = bisect_left(self._item_starts, end)
        return self.items[first:last]

    def behind(self, item: Item) -> int:
        """Return where the bracket right behind a figure closes: 500万元（国家级）、50万元."""
        if self.text.startswith(("(", "（"), item.right):
            closes = [at for at in (self.text.find(")", item.right), self.text.find("）", item.right)) if at >= 0]
            close = min(closes, default=-1)
            if 0 <= close - item.right <= 24 and not self.items_in(item.right, close):
                return close + 1
        return item.end

    @cached_property
    def _item_starts(self) -> list[int]:
        return [item.start for item in self.items]


_STOP = re.compile(f"[{re.escape(PART_END)}]")


def _lay_out(text: str) -> Iterator[Line]:
    lines: list[Line] = []
    headings: list[int] = []
    header: int | None = None
    at = 0
    for content in text.split("\n"):
        start, at = at, at + len(content) + 1
        if not content.strip(" \t>"):
            header = None if not content.strip() else header
            continue
        line = _classify(content, start, header)
        if line.kind == "row" and header is None:
            header = len(lines)
        elif line.kind not in ("row", "rule"):
            header = None
        if line.kind == "heading":
            headings = [n for n in headings if lines[n].depth < line.depth]
        parents = _parents(lines, headings, line)
        if line.kind == "heading":
            headings.append(len(lines))
        line = Line(
            line.start, line.end, line.kind, line.depth, parents, line.cells, header if line.kind == "row" else None
        )
        lines.append(line)
    yield from lines


def _classify(content: str, start: int, header: int | None) -> Line:
    end = start + len(content)
    if content.count("|") >= 2 or (header is not None and "|" in content):
        if _RULE.match(content):
            return Line(start, end, "rule", 0)
        return Line(start, end, "row", 0, cells=tuple(_cells(content, start)))
    if heading := _HEADING.match(content):
        return Line(start, end, "heading", len(heading[1]))
    if item := _ITEM.match(content):
        return Line(start, end, "item", 1 + len(item["indent"].expandtabs(4)))
    indent = len(content) - len(content.lstrip(" \t"))
    return Line(start, end, "item" if indent else "text", 1 + indent)


def _cells(content: str, start: int) -> Iterator[Span]:
    left = content.index("|") + 1 if content.lstrip().startswith("|") else 0
    for part in content[left:].split("|"):
        if part.strip() or left + len(part) < len(content):
            yield start + left, start + left + len(part)
        left += len(part) + 1


def _parents(lines: list[Line], headings: list[int], line: Line) -> tuple[int, ...]:
    """Return the lines that a list item or a table row stands under: outer items, paragraph, headings."""
    parents: list[int] = []
    if line.kind == "item":
        depth = line.depth
        for index in range(len(lines) - 1, max(len(lines) - 60, -1), -1):
            above = lines[index]
            if above.kind == "heading":
                break
            if above.kind == "item" and above.depth < depth:
                parents.append(index)
                depth = above.depth
            elif above.kind == "text":
                parents.append(index)
                break
    elif line.kind == "row":
        if lines and lines[-1].kind == "row":
            return lines[-1].parents
        last = len(lines) - 1
        if lines and lines[last].kind == "rule":
            return lines[last - 1].parents if last else ()
        if lines and lines[last].kind != "heading":
            parents.append(last)
    return (*parents, *reversed(headings))
