"""Arrange the paragraphs of an official document into clauses 条款.

Where articles (第X条) are numbered through, they are the clauses, and what stands over them (一、 （一）) is their
section. Else the items under a section are (`一（一）`, `一、1`), or the section itself where it has none (`一`); what
is numbered below them is their text. Sentences before the first mark are the 导语, those after the last clause that
say since when the policy applies the 附则. An annex that follows marked text has labels of its own (`附件1、一`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.policy.articles import arrange_articles
from assistant.policy.furniture import ANNEX, SPEAKS, Part, find_parts
from assistant.policy.groups import (
    CLOSES,
    CLOSING,
    OPENING,
    WHOLE,
    Entry,
    arrange_section,
    closes,
    split,
)
from assistant.policy.paragraphs import ENDS, Block, Mark
from assistant.policy.responsibility import is_responsibility

__all__ = ["CLOSING", "COMES_INTO_FORCE", "OPENING", "Entry", "Outline", "arrange"]

COMES_INTO_FORCE = re.compile(r"起(?:施行|执行|实施|生效)|负责解释|有效期|暂行.{1,3}年")
REMAINS = re.compile(r"附则|其[他它]|施行|执行|解释|说明|实施时间")


@dataclass(frozen=True, slots=True)
class Outline:
    """The clauses of a document in printed order; the headings over them; all other paragraphs and what each is."""

    entries: tuple[Entry, ...]
    headings: tuple[Block, ...]
    others: tuple[tuple[Block, Part], ...]


def arrange(blocks: Sequence[Block]) -> Outline:
    """Arrange the paragraphs; every one of them is in a clause, a heading or told among the others."""
    parts = find_parts(blocks)
    others: list[tuple[Block, Part]] = [(block, part) for block, part in zip(blocks, parts, strict=True) if part]
    texts = [block for block, part in zip(blocks, parts, strict=True) if not part]
    headings: list[Block] = []
    entries: list[Entry] = []
    for prefix, section in _annexes(texts):
        found, over, loose = _arrange_part(section, whole=prefix)
        entries += [replace(entry, label=_prefixed(prefix, entry.label)) for entry in found]
        headings += over
        others += [(block, "") for block in loose]
    others.sort(key=lambda other: other[0].start)
    return Outline(tuple(_distinct(entries)), tuple(headings), tuple(others))


def _annexes(blocks: list[Block]) -> list[tuple[str, list[Block]]]:
    """Split the text at each annex that follows marked text."""
    found: list[tuple[str, list[Block]]] = [("", [])]
    for block in blocks:
        annex = ANNEX.fullmatch(block.text)
        if annex and any(other.kind is not None for other in found[0][1]):
            found.append((f"附件{annex[1]}", []))
        found[-1][1].append(block)
    return found


def _prefixed(prefix: str, label: str) -> str:
    return label if not prefix or label == prefix else f"{prefix}、{label}"


def _arrange_part(blocks: list[Block], whole: str) -> tuple[list[Entry], list[Block], list[Block]]:
    """Return the clauses of the main text, or of an annex (whose label is `whole`), the headings and what is left."""
    first = next((i for i, block in enumerate(blocks) if block.kind is not None or CLOSES.fullmatch(block.text)), None)
    if first is None:
        said = [block for block in blocks if block.text[-1:] in ENDS or block.text.startswith("|")]
        label = whole or WHOLE
        left = [block for block in blocks if block not in said] if not whole else []
        kept = blocks if whole else said
        return ([Entry(label, "", label, tuple(kept))] if kept else []), [], left
    opening, loose = _opening(blocks[:first])
    entries = [Entry(OPENING, "", OPENING, tuple(opening))] if opening else []
    groups, headings = _groups(blocks[first:])
    entries += groups
    return _close(entries), headings, loose


def _opening(blocks: list[Block]) -> tuple[list[Block], list[Block]]:
    """Return the sentences that say why the policy was made, and what else stands before the first mark."""
    said = [i for i, b in enumerate(blocks) if b.text[-1:] in ENDS or b.text[-1:] in "：:" or SPEAKS.search(b.text)]
    kept = [
        block
        for i, block in enumerate(blocks)
        if i in said and not (block.text[-1:] not in ENDS + "：:" and i < min(said))
    ]
    return kept, [block for block in blocks if block not in kept]


def _groups(blocks: list[Block]) -> tuple[list[Entry], list[Block]]:
    if sum(block.kind is Mark.ARTICLE for block in blocks) > 1 or (
        {block.kind for block in blocks if block.kind is not None} <= {Mark.ARTICLE, Mark.CHAPTER}
    ):
        return arrange_articles(blocks)
    return _arrange_sections(blocks)


def _arrange_sections(blocks: list[Block]) -> tuple[list[Entry], list[Block]]:
    kinds = [block.kind for block in blocks if block.kind not in (None, Mark.CHAPTER)]
    top = min((kind for kind in kinds if kind is not None), default=Mark.CHAPTER)
    entries: list[Entry] = []
    headings: list[Block] = []
    chapter = ""
    for group in split(blocks, lambda b: b.kind in (top, Mark.CHAPTER) or closes(b)):
        if group.head.kind is Mark.CHAPTER and top is not Mark.CHAPTER and not closes(group.head):
            chapter = group.head.said
            headings.append(group.head)
            if group.body:
                entries.append(Entry(group.head.mark, chapter, "", tuple(group.body)))
            continue
        found, over = arrange_section(group, chapter)
        entries += found
        headings += over
    return entries, headings


def _close(entries: list[Entry]) -> list[Entry]:
    """Take what says since when the policy applies out of the last clause, into the 附则."""
    if not entries or entries[-1].label == CLOSING:
        return entries
    last = entries[-1]
    tail = next((i for i in range(len(last.blocks), 0, -1) if last.blocks[i - 1].kind is not None), 0)
    named = next((i for i in range(len(last.blocks), tail, -1) if is_responsibility(last.blocks[i - 1].text)), tail)
    is_section = last.blocks[0].kind is Mark.SECTION and not last.blocks[0].rest
    if is_section and REMAINS.search(last.title):
        return entries
    begin = next(
        (i for i in range(max(tail, 1), len(last.blocks)) if COMES_INTO_FORCE.search(last.blocks[i].text)),
        len(last.blocks),
    )
    begin = min(begin, named) if named > tail else begin
    if begin < len(last.blocks) and last.blocks[0].rest and _are_of_one(entries[:-1]):
        begin = next(i for i in range(max(tail, 1), begin + 1) if not _belongs(last.blocks[i]))
    is_own = begin <= 1 and not last.blocks[0].rest  # the text of an article whose number has a line of its own
    if begin >= len(last.blocks) or is_own:
        return entries
    return [
        *entries[:-1],
        replace(last, blocks=last.blocks[:begin]),
        Entry(CLOSING, "", CLOSING, last.blocks[begin:]),
    ]


def _are_of_one(entries: Sequence[Entry]) -> bool:
    """Whether each of several clauses is one paragraph, so that what else follows the last is not of it."""
    marked = [entry for entry in entries if entry.label != OPENING]
    return len(marked) > 2 and all(all(map(_belongs, entry.blocks[1:])) for entry in marked)


def _belongs(block: Block) -> bool:
    """Whether an unmarked paragraph is surely of the clause before it: its departments, or a table's line."""
    return is_responsibility(block.text) or block.text.startswith("|")


def _distinct(entries: list[Entry]) -> list[Entry]:
    """Tell apart clauses that were printed with one label: by their headings' numbers, else by their order."""
    seen: Counter[str] = Counter()
    distinct = []
    for entry in entries:
        seen[entry.label] += 1
        many = seen[entry.label]
        distinct.append(replace(entry, label=f"{entry.label}之{many}") if many > 1 else entry)
    return distinct
