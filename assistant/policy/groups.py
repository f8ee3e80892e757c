"""What arranging sections and articles shares: paragraphs grouped under those that open a group, and clauses."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from assistant.policy.paragraphs import Block, Mark

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


def arrange_section(group: Group, above: str) -> tuple[list[Entry], list[Block]]:
    """Return the clauses of one section, its items or itself, and the headings that are left of it."""
    head = group.head
    kind = next((b.kind for b in group.body if b.kind is not None), None)
    mark = head.mark or CLOSING
    name = head.said if head.mark and len(head.said) <= HEADING else head.heading or ("" if head.mark else CLOSING)
    if kind is None or _is_one_sentence(group, kind):
        return [make_entry(mark, above, head, group.body)], []
    children = split(group.body, lambda b: b.kind is kind)
    lead = [block for block in group.body if block.start < children[0].head.start]
    section = f"{above} {name}".strip()
    entries = []
    is_told = bool(head.rest) and not (head.level or len(head.said) <= HEADING)
    if lead or is_told:
        entries.append(make_entry(mark, above, head, lead))
    entries += [make_entry(join_labels(mark, child.head), section, child.head, child.body) for child in children]
    return entries, [] if lead or is_told else [head]


def _is_one_sentence(group: Group, kind: Mark) -> bool:
    """Whether the section announces its items and goes on to the last of them: 给予奖励：1.…；2.…。"""
    items = [block for block in group.body if block.kind is kind]
    before = [group.head, *[block for block in group.body if block.start < items[0].start]]
    return before[-1].text[-1:] in "：:" and all(block.text[-1:] in "；;" for block in items[:-1])
