"""What a sentence puts in the place of a word of the one that it retells: 季度 for 年度, one thing for another."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.guard.claims.draft import Draft
from assistant.guard.claims.phrases import pairs
from assistant.guard.claims.retellings import Retelling, Swap
from assistant.guard.layout.lines import Span
from assistant.guard.words.slots import BASE_GENERIC
from assistant.text.lists import read_lists
from assistant.text.shared import SHARED

EXCLUSIVE = tuple(tuple(words) for words in read_lists(__package__, "exclusive", SHARED).values())
TELLING = 2.0  # how much the pairs of a thing weigh that is another than the notice's
SOMETHING = 0.5  # the same of what it stands for
_NEGATIVE = re.compile("不(?!超过|低于|少于|高于|足)|[没无未非否]|取消")


def find_substituted(draft: Draft) -> Iterator[tuple[Span, str]]:
    """Yield the words of a draft that stand in the place of others of the sentence retold, with that sentence."""
    for (start, end), retold in draft.retold.whole():
        text = draft.sheet.text[start:end]
        if any(len(_NEGATIVE.findall(text)) != len(_NEGATIVE.findall(one.told.text)) for one in retold):
            continue
        found = [next((swap for swap in one.swaps() if _is_other(draft, one, swap)), None) for one in retold]
        if all(found) and found[0] is not None and not draft.quotations.holds(*found[0].span):
            yield found[0].span, retold[0].told.text


def _is_other(draft: Draft, retold: Retelling, swap: Swap) -> bool:
    """Whether a word excludes the one in whose place it stands, or is another thing that the notices speak of."""
    if any(_stands(group, swap.said, swap.told) for group in EXCLUSIVE):
        return True
    weigh = draft.book.subjects.weight
    said, told = (BASE_GENERIC.sub("", word) for word in (swap.own, swap.instead))
    if min(len(said), len(told)) < 2 or told in draft.asked or told in draft.sheet.text:
        return False
    known = said not in retold.told.text and draft.book.texts.says(said)
    tells = [max(map(weigh, pairs(one)), default=0.0) for one in (said, told)]
    return known and tells[0] >= TELLING and tells[1] >= SOMETHING


def _stands(group: tuple[str, ...], said: str, told: str) -> bool:
    """Whether one of a group stands where another does."""
    ours = {word for word in group if word in said and word not in told}
    theirs = {word for word in group if word in told and word not in said}
    return bool(ours and theirs)
