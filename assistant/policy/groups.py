"""What arranging sections and articles shares: paragraphs grouped under those that open a group, and clauses."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from assistant.policy.marks import Block

OPENING, CLOSING, WHOLE = "导语", "附则", "正文"
CLOSES = re.compile(r"[【\[]?附 *则[】\]]?[：:]?")
HEADING = 40
"""Longest heading, in characters."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A clause as found: its label, the headings over it, its own heading, and the paragraphs it is made of."""

    label: str
    section: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(slots=True)
class Group:
    """A marked paragraph and all that stands under it."""

    head: Block
    body: list[Block] = field(default_factory=list)


def split(blocks: Sequence[Block], opens: Callable[[Block], bool]) -> list[Group]:
    """Group the paragraphs under those that open a group; what stands before the first is left out."""
    groups: list[Group] = []
    for block in blocks:
        if opens(block):
            groups.append(Group(block))
        elif groups:
            groups[-1].body.append(block)
    return groups


def closes(block: Block) -> bool:
    """Tell whether the paragraph is the heading 附则."""
    return block.kind is None and bool(CLOSES.fullmatch(block.text))


def make_entry(label: str, section: str, head: Block, body: Sequence[Block]) -> Entry:
    """Return the clause that a paragraph opens."""
    return Entry(label, section, head.heading, (head, *body))


def join_labels(mark: str, item: Block) -> str:
    """Join the label of an item to that of its section.

    An item in parentheses needs nothing between, a bare number does.
    """
    return f"{mark}{item.mark}" if item.mark[:1] in "（①②③④⑤⑥⑦⑧⑨⑩" else f"{mark}、{item.mark}"
