"""Arrange a document whose articles (第X条) are numbered through into clauses."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.policy.groups import CLOSING, HEADING, Entry, arrange_section, closes, make_entry, split
from assistant.policy.paragraphs import Block, Mark


def arrange_articles(blocks: list[Block]) -> tuple[list[Entry], list[Block]]:
    """Return the articles, each with all that is numbered in it, the items of sections without any, and headings."""
    entries: list[Entry] = []
    headings: list[Block] = []
    over: dict[Mark, str] = {}
    groups = split(blocks, lambda b: b.kind is Mark.ARTICLE or closes(b) or _is_over(blocks, b))
    for group in groups:
        kind = group.head.kind
        if kind is Mark.ARTICLE:
            entries.append(make_entry(group.head.mark, " ".join(over.values()), group.head, group.body))
            continue
        level = Mark.CHAPTER if kind is None else kind
        over = {mark: name for mark, name in over.items() if mark < level}
        over[level] = group.head.said or CLOSING
        found, left = arrange_section(group, "") if group.body else ([], [group.head])
        entries += found
        headings += left
    return entries, headings


def _is_over(blocks: Sequence[Block], block: Block) -> bool:
    """Whether the paragraph is a heading over articles: short, and an article or another such heading follows."""
    if block.kind is None or block.kind is Mark.ARTICLE:
        return False
    if block.kind is Mark.CHAPTER:
        return True
    i = next(i for i, other in enumerate(blocks) if other is block)
    if block.rest or len(block.said) > HEADING or block.text[-1:] in "；;：:":
        return False
    if block.kind is Mark.SECTION:
        return True
    after = next((other for other in blocks[i + 1 :]), None)
    return after is not None and after.kind is not None and (after.kind is Mark.ARTICLE or _is_over(blocks, after))
