"""Awards that a draft says there are none of, though the notice has them: 没有扩岗补助."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from assistant.guard.claims.book import NoticeBook
from assistant.guard.claims.draft import Draft
from assistant.guard.claims.phrases import pairs
from assistant.guard.layout.lines import Span
from assistant.policy.levels import NAMED
from assistant.text import giving

FEWEST = 2  # pairs of characters by which an award is known
TELLING = 1.2
_AWARD = f"(?:奖励金?|{giving.AWARD}|津贴|补偿|贴息|奖金)"
_ABSENT = re.compile(
    r"(?<![还都有])(?:没有?|并无|未|不)(?:单独|专门|明确|直接)?(?:规定|提到|提及|写明|涉及|设立?|设置|安排|列出?|包含|覆盖|给予?|发放?)?"
    rf"(?:对|向|给)?(?P<what>[^，。；！？\n“”]{{2,18}}?(?P<award>{_AWARD}))(?:金|项目|政策|标准)?的?(?:规定|政策|条款|内容|说法|安排)?(?=[。，；！\n]|$)"
)
_OWN_DOING = re.compile(
    "[高低多少大小等]于|享受|领|获|拿|得到|申请|申报|达|满|超|到|收到|只|限|重复|再|能|另|其他|额外|一次性?给|按|是"
)
_PARTING = re.compile("[给对向发予的之及和或、与]|金$")


def find_denied(draft: Draft) -> Iterator[tuple[Span, str]]:
    """Yield where a draft says that the notice has no such award, with the row that it has."""
    for found in _ABSENT.finditer(draft.sheet.text):
        if _OWN_DOING.search(found["what"]) or draft.quotations.holds(*found.span()):
            continue
        for what in (found["what"], found["what"].removesuffix(found["award"])):
            said = frozenset(pair for piece in _PARTING.split(NAMED.sub("|", what)) for pair in pairs(piece))
            if len(said) >= FEWEST and (row := _row_of(draft.book, said)) is not None:
                yield found.span(), row
                break


def _row_of(book: NoticeBook, said: Set[str]) -> str | None:
    """Return a row that has all that was said, if some of it tells one award from others."""
    weight = book.subjects.weight
    if max(map(weight, said)) < TELLING:
        return None
    return next((row for row in book.rewards if said <= book.subjects.pairs_of(row)), None)
