"""Arrange a document whose articles (第X条) are numbered through into clauses."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.policy.groups import CLOSING, HEADING, Entry, Group, closes, join_labels, make_entry, split
from assistant.policy.marks import Block, Mark


def arrange_articles(blocks: list[Block]) -> tuple[list[Entry], list[Block]]:
    """Return the articles, and the headings over them."""
    entries: list[Entry] = []
    headings: list[Block] = []
    over: dict[Mark, str] = {}
    groups = split(blocks, lambda b: b.kind is Mark.ARTICLE or closes(b) or _is_over(blocks, b))
    for group in groups:
        kind = group.head.kind
        if kind is Mark.ARTICLE:
            found = _arrange_article(group, " ".join(over.values()))
            if found[0].blocks[0] is not group.head:
                headings.append(group.head)
            entries += found
            continue
        level = Mark.CHAPTER if kind is None else kind
        over = {mark: name for mark, name in over.items() if mark < level}
        over[level] = group.head.said or CLOSING
        headings.append(group.head)
        if group.body:
            headings.pop()
            entries.append(make_entry(group.head.mark or CLOSING, "", group.head, group.body))
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


def _arrange_article(group: Group, section: str) -> list[Entry]:
    """Return an article, split into its items where each of several is a sentence of its own."""
    kind = next((block.kind for block in group.body if block.kind is not None), None)
    children = split(group.body, lambda b: b.kind is kind) if kind is not None else []
    sentences = [child for child in children if [child.head, *child.body][-1].text[-1:] == "。"]
    if len(children) < 2 or len(sentences) < len(children) or _announces(group, children[0].head):
        return [make_entry(group.head.mark, section, group.head, group.body)]
    lead = [block for block in group.body if block.start < children[0].head.start]
    under = f"{section} {group.head.heading}".strip()
    items = [make_entry(join_labels(group.head.mark, child.head), under, child.head, child.body) for child in children]
    if lead or group.head.rest:
        return [make_entry(group.head.mark, section, group.head, lead), *items]
    return items


def _announces(group: Group, first: Block) -> bool:
    """Whether the article needs its items to end its sentence: 本办法所称企业，是指：（一）…"""
    before = [group.head, *[block for block in group.body if block.start < first.start]][-1]
    return bool(re.search(r"(?:是指|包括|条件|材料|情形|行为|程序|之一)(?:的|如下)?[：:]$", before.text))
