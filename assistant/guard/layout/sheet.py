"""A text laid out for reading: its lines with their parents, its clauses, and its figures.

All offsets are into the normalised text; `Sheet.source_span` leads back to the text that was given.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property

from assistant.guard.layout.english import Translator, general_translator
from assistant.guard.layout.items import Item
from assistant.guard.layout.lines import Line, Span, lay_out
from assistant.guard.layout.script import simplify
from assistant.guard.pasting.pasted_text import read_source
from assistant.guard.words.denials import QUOTED_BEFORE, QUOTED_WRONG
from assistant.text.figures import Figure, read_figures, read_vague
from assistant.text.normalization import Normalized
from assistant.text.vague import find_vague_spans

SENTENCE_END = "。！？；!?;\n"
CLAUSE_END = SENTENCE_END + "，,|"
PART_END = CLAUSE_END + "、"
BRACKET = 25  # the longest bracket that is read with the figure before it
REACH = 400  # no sentence is read farther than this from a figure, so that the cost stays linear
_QUOTATION = re.compile('[“「『"][^”」』"\n]{1,80}[”」』"]')
_CLOSE = re.compile("[)）]")
_STOP = re.compile(f"[{re.escape(PART_END)}]")


class Sheet:
    """One text, laid out."""

    def __init__(self, source: str, translator: Translator | None = None) -> None:
        self.source = source
        self.normal: Normalized = (translator or general_translator()).translate(read_source(source))
        self.text = simplify(self.normal.text)
        spans = tuple(find_vague_spans(self.normal.text))
        figures = read_figures(self.normal, spans)
        self.items = tuple(self._item(index, figure) for index, figure in enumerate(figures))
        vague = read_vague(self.normal, spans) if spans else ()
        self.vague = tuple((figure, *self._span_of(figure.start, figure.end)) for figure in vague)

    @cached_property
    def _is_as_given(self) -> bool:
        offsets = self.normal.offsets
        return len(offsets) == len(self.source) and all(number == offset for number, offset in enumerate(offsets))

    def _span_of(self, start: int, end: int) -> Span:
        offsets = self.normal.offsets
        if self._is_as_given:
            return start, end
        return bisect_left(offsets, start), bisect_left(offsets, end)

    def _item(self, index: int, figure: Figure) -> Item:
        start, end = self._span_of(figure.start, figure.end)
        left, right = self._span_of(figure.claim_start, figure.claim_end)
        span = (start, end, min(left, start), max(right, end))
        return Item(figure, index, *span, figure.value, figure.unit, figure.bound)

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
            offset = found.start()
            while at < len(inside) and inside[at][1] <= offset:
                at += 1
            if at < len(inside) and inside[at][0] <= offset:
                continue
            char = found[0]
            stops["part"].append(offset)
            if char in CLAUSE_END:
                stops["clause"].append(offset)
            if char in SENTENCE_END:
                stops["sentence"].append(offset)
        return stops

    @cached_property
    def quoted_wrong(self) -> tuple[Span, ...]:
        """The quotations that the text says are wrong: “小巨人奖100万元”，不实."""
        found = (one.span() for one in _QUOTATION.finditer(self.text))
        return tuple(
            (start, end)
            for start, end in found
            if QUOTED_WRONG.match(self.text, end) or QUOTED_BEFORE.search(self.text, max(0, start - 8), start)
        )

    def is_quoted_wrong(self, item: Item) -> bool:
        """Whether a figure stands in a quotation that the text says is wrong."""
        quoted = self.quoted_wrong
        return bool(quoted) and any(start <= item.start < end for start, end in quoted)

    def sentence(self, start: int, end: int) -> Span:
        """Return the sentence around a span; in a table, the row."""
        return self._around("sentence", start, end)

    def clause(self, start: int, end: int) -> Span:
        """Return the comma clause around a span; in a table, the cell."""
        return self._around("clause", start, end)

    def claim_clause(self, item: Item) -> Span:
        """Return the comma clause of a figure with its bound words."""
        start, end = clause = self.clause_of(item)
        return clause if start <= item.left and item.right <= end else self.clause(item.left, item.right)

    def part(self, start: int, end: int) -> Span:
        """Return the member of an enumeration around a span."""
        return self._around("part", start, end)

    def sentence_of(self, item: Item) -> Span:
        """Return the sentence of a figure."""
        return self._sentences[item.number]

    def clause_of(self, item: Item) -> Span:
        """Return the comma clause of a figure."""
        return self._clauses[item.number]

    def part_of(self, item: Item) -> Span:
        """Return the member of an enumeration that a figure is."""
        return self._parts[item.number]

    def floor_of(self, item: Item) -> int:
        """Return where the words of a figure begin: behind the figure before it in its clause, or with the clause."""
        return self._floors[item.number]

    def line_of(self, item: Item) -> Line:
        """Return the line of a figure."""
        return self._item_lines[item.number]

    @cached_property
    def _sentences(self) -> tuple[Span, ...]:
        return self._spans("sentence")

    @cached_property
    def _clauses(self) -> tuple[Span, ...]:
        return self._spans("clause")

    @cached_property
    def _parts(self) -> tuple[Span, ...]:
        return self._spans("part")

    @cached_property
    def _floors(self) -> tuple[int, ...]:
        floors = []
        for item, (start, _) in zip(self.items, self._clauses, strict=True):
            previous = self.before(item, start)
            floors.append(previous.end if previous else start)
        return tuple(floors)

    @cached_property
    def _item_lines(self) -> tuple[Line, ...]:
        return tuple(self.line_at(item.start) for item in self.items)

    def _spans(self, kind: str) -> tuple[Span, ...]:
        """Return for each figure the span between the stops around it."""
        stops = [-1, *self._stops[kind], len(self.text)]
        spans, before = [], 0
        for item in self.items:
            while stops[before + 1] < item.start:
                before += 1
            after = before + 1
            while stops[after] < item.end:
                after += 1
            spans.append((max(stops[before] + 1, item.start - REACH), min(stops[after], item.end + REACH)))
        return tuple(spans)

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
        return lay_out(self.text)

    @cached_property
    def _line_starts(self) -> list[int]:
        return [line.start for line in self.lines]

    def line_at(self, offset: int) -> Line:
        """Return the line around an offset."""
        index = max(bisect_right(self._line_starts, offset) - 1, 0)
        return self.lines[index] if self.lines else Line(0, len(self.text), "text", 0)

    def cell_at(self, line: Line, offset: int) -> tuple[int, Span] | None:
        """Return the number and the span of the table cell around an offset."""
        number = bisect_right(line.cells, (offset, len(self.text))) - 1
        return (number, line.cells[number]) if number >= 0 and offset <= line.cells[number][1] else None

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

    def question_of(self, item: Item) -> Span | None:
        """Return the question that the sentence of a figure answers: the one right before it."""
        if not self._asks:
            return None
        end = len(self.text[max(0, self.sentence_of(item)[0] - BRACKET) : self.sentence_of(item)[0]].rstrip(" \n"))
        end += max(0, self.sentence_of(item)[0] - BRACKET)
        if not end or self.text[end - 1] not in "？?":
            return None
        return self._around("sentence", end - 1, end - 1)

    @cached_property
    def _asks(self) -> bool:
        return "？" in self.text or "?" in self.text

    def before(self, item: Item, start: int) -> Item | None:
        """Return the figure before one, if it begins at an offset or behind it."""
        previous = self.items[item.number - 1] if item.number else None
        return previous if previous is not None and previous.start >= start else None

    def after(self, item: Item, end: int) -> Item | None:
        """Return the figure after one, if it begins before an offset."""
        following = self.items[item.number + 1] if item.number + 1 < len(self.items) else None
        return following if following is not None and following.start < end else None

    def behind(self, item: Item) -> int:
        """Return where the bracket right behind a figure closes: 500万元（国家级）、50万元."""
        if self.text.startswith(("(", "（"), item.right):
            found = _CLOSE.search(self.text, item.right, item.right + BRACKET)
            if found is not None and not self.items_in(item.right, found.start()):
                return found.end()
        return item.end

    @cached_property
    def _item_starts(self) -> list[int]:
        return [item.start for item in self.items]
