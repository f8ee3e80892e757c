"""Which two awards a notice says are paid together or not: 第三条…奖励可与第七条…补助同时享受."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from typing import NamedTuple

from assistant.guard.claims.phrases import pairs
from assistant.text import giving

FEWEST = 2  # pairs of characters by which an award is known
_TOGETHER = "(?:同时|叠加|累计|累加|一并|重复|兼)(?:享受|执行|申报|申请|兑现|领取|奖励|计算|得)"
_RELATED = re.compile(
    r"(?P<one>[^，。；：\n]{2,40}?)(?P<may>可以?|能够?|不得|不能|不可)?(?:与|和|同|跟)(?P<other>[^，。；：\n]{2,40}?)"
    rf"(?P<how>可以?|能够?|不得|不能|不可以?|不)?{_TOGETHER}"
)
_PLAIN = re.compile(
    f"第[0-9一二三四五六七八九十]+[条款项]|[（(][^（()）]{{1,4}}[)）]项?|{giving.AWARD}|资金|奖|[此本该]项"
)
_POINTING = re.compile("^(?:[此本该]项|本条|前[0-9两二三四五六七八九]+项|上述|以上|前述|其他)")


class Relation(NamedTuple):
    """Two awards by the notice's words in a clause, and whether they are paid together."""

    clause: str
    one: str
    other: str
    is_together: bool

    def is_of(self, said: Set[str], is_here: bool) -> bool:
        """Whether both awards are spoken of: by their words, or by the clause where the notice points to it."""
        return all(
            is_here if _POINTING.match(side) else len(said & pairs(_PLAIN.sub("|", side))) >= FEWEST
            for side in (self.one, self.other)
        )


def find_relations(clause: str, text: str) -> Iterator[Relation]:
    """Yield what a clause says of two awards beside each other.

    >>> next(find_relations("", "渔港等级奖励可与鱼塘改造补助同时享受。"))
    Relation(clause='', one='渔港等级奖励', other='鱼塘改造补助', is_together=True)
    >>> next(find_relations("", "此项与团队奖不得重复享受。")).is_together
    False
    """
    for found in _RELATED.finditer(text):
        is_denied = "不" in (found["may"] or "") + (found["how"] or "")
        if found["may"] or found["how"]:
            yield Relation(clause, found["one"], found["other"], not is_denied)
