"""The lines of a text: headings, list items and table rows, with what they stand under."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from assistant.policy.paragraphs import BULLETS, ITEM_MARKS

Span = tuple[int, int]
LineKind = Literal["text", "heading", "item", "row", "rule"]
_HEADING = re.compile(r"[ \t>]*(#{1,6})")
_MARKERS = (*ITEM_MARKS, f"[{BULLETS}]")
_ITEM = re.compile(r"(?P<indent>[ \t>]*)(?:" + "|".join(f"({marker})" for marker in _MARKERS) + ")")
_RULE = re.compile(r"[ \t|:–—-]*-[ \t|:–—-]*$")


class Line(NamedTuple):
    """A line of the text; `parents` are the lines it stands under, nearest first; `header` is its table's head line."""

    start: int
    end: int
    kind: LineKind
    depth: int
    parents: tuple[int, ...] = ()
    cells: tuple[Span, ...] = ()
    header: int | None = None


def lay_out(text: str) -> tuple[Line, ...]:
    """Return the lines of a text, blank ones left out."""
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
        lines.append(line._replace(parents=parents, header=header if line.kind == "row" else None))
    return tuple(lines)


def _classify(content: str, start: int, header: int | None) -> Line:
    end = start + len(content)
    if content.count("|") >= 2 or (header is not None and "|" in content):
        if _RULE.match(content):
            return Line(start, end, "rule", 0)
        return Line(start, end, "row", 0, cells=tuple(_cells(content, start)))
    if heading := _HEADING.match(content):
        return Line(start, end, "heading", len(heading[1]))
    if item := _ITEM.match(content):
        rank = (item.lastindex or 0) - 2  # the first group is the indent
        return Line(start, end, "item", 1 + len(item["indent"].expandtabs(4)) * len(_MARKERS) + rank)
    indent = len(content) - len(content.lstrip(" \t"))
    return Line(start, end, "item" if indent else "text", 1 + indent * len(_MARKERS) + len(_MARKERS) - 1)


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
