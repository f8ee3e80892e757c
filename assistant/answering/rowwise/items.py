"""Rows of several items of one clause, （一）批发 （二）零售: those of the item that a message names.

The items of a list in a clause are alternatives, each for another firm or another thing. Where a message says
words of one that another lacks, the rows of the other are not meant, however much they share with it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assistant.models import Clause, Reward
from assistant.policy.table import squeeze
from assistant.understanding.rows import RowIndex

ITEM = re.compile(r"(?:^|(?<=[\n。；;]))\s*(?:[（(]?[一二三四五六七八九十]{1,3}[）)、]|[（(]?\d{1,2}[）)．.、](?!\d)|[①-⑳])")
TELLING = 2.0  # how much of a message, by rarity, one item must have that another lacks
SLIGHT = 0.25  # share of that which the other may have of its own and still not be meant
Scored = tuple[float, Reward]


def split_items(clause: Clause) -> list[str]:
    """Return the items of a clause's text, without what stands before the first; empty where it has no list.

    >>> split_items(Clause(policy="p", label="一", title="", text="(一)批发业5万元。\\n(二)零售业2万元。"))
    ['(一)批发业5万元。\\n', '(二)零售业2万元。']
    """
    starts = [found.start() for found in ITEM.finditer(clause.text)]
    ends = [*starts[1:], len(clause.text)]
    return [clause.text[start:end] for start, end in zip(starts, ends, strict=True)] if len(starts) > 1 else []


def keep_items(index: RowIndex, kept: Sequence[Scored], own: Mapping[str, float]) -> list[Scored]:
    """Drop the rows whose item of a clause the message does not name, where it names another item that has a row."""
    found = list(kept)
    for key in dict.fromkeys((row.policy, row.clause) for _, row in kept):
        items = split_items(index.clause(*key))
        rows = [row for _, row in kept if (row.policy, row.clause) == key]
        of = {row.id: at for row in rows if (at := _item_of(row, items)) is not None}
        if len(set(of.values())) < 2:
            continue
        words = {at: index.content.known_in(items[at]) for at in of.values()}
        left = {at for at in words if not any(_beats(index, own, words[other], words[at]) for other in words)}
        found = [one for one in found if of.get(one[1].id) in {None, *left}]
    return found


def _item_of(row: Reward, items: Sequence[str]) -> int | None:
    quotes = [squeeze(tier.quote) for tier in row.tiers]
    texts = [squeeze(item) for item in items]
    return next((i for i, text in enumerate(texts) if any(quote in text for quote in quotes)), None)


def _beats(index: RowIndex, own: Mapping[str, float], words: set[str], others: set[str]) -> bool:
    """Whether a message says much that an item has and another lacks, and next to nothing the other way round."""
    more = _said(index, own, words - others)
    return more >= TELLING and _said(index, own, others - words) <= SLIGHT * more


def _said(index: RowIndex, own: Mapping[str, float], words: set[str]) -> float:
    return sum(weight * index.rarity(pair) for pair, weight in own.items() if pair in words)
