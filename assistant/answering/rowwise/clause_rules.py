"""What a row's clause says around it: in how many parts it is paid, that only a difference is paid."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.models import Reward
from assistant.policy.table import squeeze
from assistant.text.numerals import parse_numeral
from assistant.understanding.rows import RowIndex, Sentence

DIFFERENCE = re.compile(r"差额|补差|补足差|不足部分")
FURTHER = re.compile("上述|以上|前款|本条|所涉|该|补助资金|奖励资金|奖补资金|资金|补贴")
"""What a sentence opens with that goes on about the award of the one before it."""

EQUAL_PARTS = re.compile(
    r"分([\d一二三四五六七八九十]{1,2})(?:个)?(?:年度?|期|次|批)[^，。；\d]{0,4}(?:等额|平均|均等|均分|等比例)"
    r"|(?:等额|平均)分([\d一二三四五六七八九十]{1,2})(?:个)?(?:年度?|期|次|批)"
)

SHARED_PARTS = re.compile(r"分([\d一二三四五六])(?:个)?(?:年度?|期|次|批)[^，。；\d]{0,8}((?:[\d.]+%[、，和及]?){2,6})")
HIGHER = re.compile(r"晋升|升级|更高|高等次|高级别|高一级|高层次|进等|提升等级|晋级")


def _said_of(row: Reward, text: str) -> str:
    """Return what a clause, without blanks, says of a row from its quote on, and what goes on about it."""
    at = text.find(squeeze(row.tiers[0].quote))
    if at < 0:
        return ""
    said, *further = text[at + len(squeeze(row.tiers[0].quote)) :].split("。")
    after = further[0] if further and FURTHER.match(further[0]) else ""
    return f"{squeeze(row.tiers[0].quote)}{said}。{after}"


class ClauseRules:
    """What the clauses of one index say around their rows."""

    def __init__(self, index: RowIndex) -> None:
        self._index = index

    def text_of(self, row: Reward) -> str:
        """Return the text of a row's clause."""
        return self._index.clause(row.policy, row.clause).text

    def rows_before(self, row: Reward) -> tuple[Reward, ...]:
        """Return the row of the same clause that stands before one, to which it adds."""
        same = [other for other in self._index.rows if (other.policy, other.clause) == (row.policy, row.clause)]
        place = same.index(row)
        return (same[place - 1],) if place else ()

    def paid_in_parts(self, row: Reward) -> tuple[int, tuple[Decimal, ...]] | None:
        """Return in how many parts a row's sums are paid, and each part's share; no shares where all are equal."""
        text = _said_of(row, squeeze(self.text_of(row)))
        if found := EQUAL_PARTS.search(text):
            return int(parse_numeral(found[1] or found[2])), ()
        if found := SHARED_PARTS.search(text):
            shares = tuple(Decimal(share) for share in re.findall(r"[\d.]+(?=%)", found[2]))
            return len(shares), shares
        return None

    def difference_rule(self, row: Reward) -> Sentence | None:
        """Return the sentence by which a firm that rises gets only the difference: of the row's clause, or of all."""
        rules = [s for s in self._index.sentences if s.clause.policy == row.policy and DIFFERENCE.search(s.text)]
        own = [s for s in rules if s.clause.label == row.clause]
        return next(iter(own or [s for s in rules if HIGHER.search(s.text)]), None)
