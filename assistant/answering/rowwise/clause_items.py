"""Rows of one clause, （一）批发 （二）零售, or 租用的… 购置的…: those of the item or sentence that a message names.

The items of a list in a clause, and its sentences, are mostly alternatives, each for another firm or another thing.
Where a message says words of one that another lacks, the rows of the other are not meant, however much they share with
it. What adds to a row or limits it (再给予, 其中, 合计不超过) is kept beside it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set

from assistant.models import Reward
from assistant.policy.paragraphs import ITEM_MARK
from assistant.policy.table import squeeze
from assistant.understanding.rows import SENTENCE, RowIndex

ITEM = re.compile(rf"(?:^|(?<=[\n。；;]))\s*{ITEM_MARK}")
ADDS = re.compile("另|再|额外|同时|此外|其中|上述|以上[各两三]|两项|各项|合计|累计|总额|叠加|每增加|每新增|基础上|同一")
NEAR = 0.3  # how far behind the best row of its clause one may be and still be meant instead
LEAD = re.compile("[，,。；;]")
SUBJECT = re.compile(r"\s*(?:对|凡|支持|鼓励|在|企业|新|首次|经|获|每|引进|建设|开展|举办)")
"""What a sentence opens with that names whom or what it is for."""
TELLING = 2.0  # how much of a message, by rarity, one piece must have that another lacks
SLIGHT = 0.25  # share of that which the other may have of its own and still not be meant
LEAST = 1.5  # what the other may have of its own at most: a word that but few sentences have names it
Scored = tuple[float, Reward]


def split_items(text: str) -> list[str]:
    """Return the items of a clause's text, without what stands before the first; empty where it has no list.

    >>> split_items("(一)批发业5万元。(二)零售业2万元。")
    ['(一)批发业5万元。', '(二)零售业2万元。']
    """
    starts = [found.start() for found in ITEM.finditer(text)]
    ends = [*starts[1:], len(text)]
    return [text[start:end] for start, end in zip(starts, ends, strict=True)] if len(starts) > 1 else []


def keep_items(index: RowIndex, kept: Sequence[Scored], own: Mapping[str, float]) -> list[Scored]:
    """Drop the rows of an item or sentence of a clause that the message does not name, where it names another."""
    found = list(kept)
    for key in dict.fromkeys((row.policy, row.clause) for _, row in kept):
        clause = index.clause(*key)
        rows = [row for _, row in kept if (row.policy, row.clause) == key]
        found = _keep(index, found, rows, split_items(clause.text), own)
        for block in split_items(clause.text) or [clause.text]:
            found = _keep(index, found, rows, SENTENCE.findall(block), own, _lead(block))
    return found


def meant_first(index: RowIndex, scored: Sequence[Scored], own: Mapping[str, float]) -> Scored:
    """Return the best row, or the next best of its clause where that one's sentence is what the message names."""
    best, first = scored[0]
    near = [one for one in scored if one[1].clause == first.clause and one[0] >= best - NEAR]
    return keep_items(index, near, own)[0]


def _keep(
    index: RowIndex,
    kept: list[Scored],
    rows: Sequence[Reward],
    pieces: Sequence[str],
    own: Mapping[str, float],
    lead: str = "",
) -> list[Scored]:
    """Drop the rows of the pieces that others beat; the words of the lead, who all are for, tell none of them apart."""
    common = index.content.known_in(lead)
    own = {pair: weight for pair, weight in own.items() if pair not in common}
    of = {row.id: at for row in rows if (at := _piece_of(row, pieces)) is not None}
    words = {at: index.content.known_in(pieces[at]) for at in of.values()}
    beaten = {
        at
        for at in words
        if not ADDS.search(pieces[at]) and any(_beats(index, own, words[other], words[at]) for other in words)
    }
    return [one for one in kept if of.get(one[1].id) not in beaten]


def _lead(block: str) -> str:
    """Return what an item's first sentence begins with, whom or what all are for; empty where others name their own."""
    first, *others = SENTENCE.findall(ITEM.sub("", block, count=1)) or [""]
    return "" if any(map(SUBJECT.match, others)) else LEAD.split(first, maxsplit=1)[0]


def _piece_of(row: Reward, pieces: Sequence[str]) -> int | None:
    quotes = [squeeze(tier.quote) for tier in row.tiers]
    texts = [squeeze(piece).rstrip("。；;") for piece in pieces]
    return next((i for i, text in enumerate(texts) if any(quote in text for quote in quotes)), None)


def _beats(index: RowIndex, own: Mapping[str, float], words: Set[str], others: Set[str]) -> bool:
    """Whether a message says much that a piece has and another lacks, and next to nothing the other way round."""
    more = _said(index, own, words - others)
    return more >= TELLING and _said(index, own, others - words) <= min(SLIGHT * more, LEAST)


def _said(index: RowIndex, own: Mapping[str, float], words: Set[str]) -> float:
    return sum(weight * index.rarity(pair) for pair, weight in own.items() if pair in words)
