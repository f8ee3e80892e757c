"""Arrange the paragraphs of an official document into clauses 条款.

Where articles (第X条) are numbered through, they are the clauses, and what stands over them (一、 （一）) is their
section. Else the items under a section are (`一（一）`, `一、1`), or the section itself where it has none (`一`); what
is numbered below them is their text. Sentences before the first mark are the 导语, those after the last clause that
say since when the policy applies the 附则. An annex that follows marked text has labels of its own (`附件1、一`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from assistant.policy.furniture import ANNEX, SPEAKS, Part, find_parts
from assistant.policy.marks import ENDS, Block, Mark
from assistant.policy.responsibility import is_responsibility

OPENING, CLOSING, WHOLE = "导语", "附则", "正文"
COMES_INTO_FORCE = re.compile(r"起(?:施行|执行|实施|生效)|负责解释|有效期|暂行.{1,3}年")
CLOSES = re.compile(r"[【\[]?附 *则[】\]]?[：:]?")
REMAINS = re.compile(r"附则|其[他它]|施行|执行|解释|说明|实施时间")
HEADING = 40
"""Longest heading, in characters."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A clause as found: its label, the headings over it, its own heading, and the paragraphs it is made of."""

    label: str
    section: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """The clauses of a document in printed order; the headings over them; all other paragraphs and what each is."""

    entries: tuple[Entry, ...]
    headings: tuple[Block, ...]
    others: tuple[tuple[Block, Part], ...]


@dataclass(slots=True)
class _Group:
    """A marked paragraph and all that stands under it."""

    head: Block
    body: list[Block] = field(default_factory=list)


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
        return _arrange_articles(blocks)
    return _arrange_sections(blocks)


# ---------------------------------------------------------------- sections and their items


def _arrange_sections(blocks: list[Block]) -> tuple[list[Entry], list[Block]]:
    kinds = [block.kind for block in blocks if block.kind not in (None, Mark.CHAPTER)]
    top = min((kind for kind in kinds if kind is not None), default=Mark.CHAPTER)
    entries: list[Entry] = []
    headings: list[Block] = []
    chapter = ""
    for group in _split(blocks, lambda b: b.kind in (top, Mark.CHAPTER) or _closes(b)):
        if group.head.kind is Mark.CHAPTER and top is not Mark.CHAPTER and not _closes(group.head):
            chapter = group.head.said
            headings.append(group.head)
            if group.body:
                entries.append(Entry(group.head.mark, chapter, "", tuple(group.body)))
            continue
        found, over = _arrange_section(group, chapter)
        entries += found
        headings += over
    return entries, headings


def _arrange_section(group: _Group, above: str) -> tuple[list[Entry], list[Block]]:
    """Return the clauses of one section: its items, or itself."""
    head = group.head
    kind = next((b.kind for b in group.body if b.kind is not None), None)
    mark = head.mark or CLOSING
    name = head.said if head.mark and len(head.said) <= HEADING else head.heading or ("" if head.mark else CLOSING)
    if kind is None or _is_one_sentence(group, kind):
        return [_entry(mark, above, head, group.body)], []
    children = _split(group.body, lambda b: b.kind is kind)
    lead = [block for block in group.body if block.start < children[0].head.start]
    section = f"{above} {name}".strip()
    entries = []
    is_told = bool(head.rest) and not (head.level or len(head.said) <= HEADING)
    if lead or is_told:
        entries.append(_entry(mark, above, head, lead))
    entries += [_entry(_join(mark, child.head), section, child.head, child.body) for child in children]
    return entries, [] if lead or is_told else [head]


def _is_one_sentence(group: _Group, kind: Mark) -> bool:
    """Whether the section announces its items and goes on to the last of them: 给予奖励：1.…；2.…。"""
    items = [block for block in group.body if block.kind is kind]
    before = [group.head, *[block for block in group.body if block.start < items[0].start]]
    return before[-1].text[-1:] in "：:" and all(block.text[-1:] in "；;" for block in items[:-1])


def _join(mark: str, item: Block) -> str:
    """Join the label of an item to that of its section.

    An item in parentheses needs nothing between, a bare number does.
    """
    return f"{mark}{item.mark}" if item.mark[:1] in "（①②③④⑤⑥⑦⑧⑨⑩" else f"{mark}、{item.mark}"


# ---------------------------------------------------------------- articles


def _arrange_articles(blocks: list[Block]) -> tuple[list[Entry], list[Block]]:
    entries: list[Entry] = []
    headings: list[Block] = []
    over: dict[Mark, str] = {}
    groups = _split(blocks, lambda b: b.kind is Mark.ARTICLE or _closes(b) or _is_over(blocks, b))
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
            entries.append(_entry(group.head.mark or CLOSING, "", group.head, group.body))
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


def _arrange_article(group: _Group, section: str) -> list[Entry]:
    """Return an article, split into its items where each of several is a sentence of its own."""
    kind = next((block.kind for block in group.body if block.kind is not None), None)
    children = _split(group.body, lambda b: b.kind is kind) if kind is not None else []
    sentences = [child for child in children if [child.head, *child.body][-1].text[-1:] == "。"]
    if len(children) < 2 or len(sentences) < len(children) or _announces(group, children[0].head):
        return [_entry(group.head.mark, section, group.head, group.body)]
    lead = [block for block in group.body if block.start < children[0].head.start]
    under = f"{section} {group.head.heading}".strip()
    items = [_entry(_join(group.head.mark, child.head), under, child.head, child.body) for child in children]
    if lead or group.head.rest:
        return [_entry(group.head.mark, section, group.head, lead), *items]
    return items


def _announces(group: _Group, first: Block) -> bool:
    """Whether the article needs its items to end its sentence: 本办法所称企业，是指：（一）…"""
    before = [group.head, *[block for block in group.body if block.start < first.start]][-1]
    return bool(re.search(r"(?:是指|包括|条件|材料|情形|行为|程序|之一)(?:的|如下)?[：:]$", before.text))


# ---------------------------------------------------------------- common


def _split(blocks: Sequence[Block], opens: Callable[[Block], bool]) -> list[_Group]:
    """Group the paragraphs under those that open a group; what stands before the first is left out."""
    groups: list[_Group] = []
    for block in blocks:
        if opens(block):
            groups.append(_Group(block))
        elif groups:
            groups[-1].body.append(block)
    return groups


def _closes(block: Block) -> bool:
    return block.kind is None and bool(CLOSES.fullmatch(block.text))


def _entry(label: str, section: str, head: Block, body: Sequence[Block]) -> Entry:
    return Entry(label, section, head.heading, (head, *body))


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
        begin = max(tail, 1)
    if begin >= len(last.blocks) or (is_section and begin <= 1):
        return entries
    return [
        *entries[:-1],
        replace(last, blocks=last.blocks[:begin]),
        Entry(CLOSING, "", CLOSING, last.blocks[begin:]),
    ]


def _are_of_one(entries: Sequence[Entry]) -> bool:
    """Whether each of several clauses is one paragraph, so that what else follows the last is not of it."""
    marked = [entry for entry in entries if entry.label != OPENING]
    return len(marked) > 2 and all(
        all(is_responsibility(block.text) or block.text.startswith("|") for block in entry.blocks[1:])
        for entry in marked
    )


def _distinct(entries: list[Entry]) -> list[Entry]:
    """Tell apart clauses that were printed with one label: by their headings' numbers, else by their order."""
    seen: Counter[str] = Counter()
    distinct = []
    for entry in entries:
        seen[entry.label] += 1
        many = seen[entry.label]
        distinct.append(replace(entry, label=f"{entry.label}之{many}") if many > 1 else entry)
    return distinct
