"""Patterns from plain lists of words."""

from __future__ import annotations

import re

from assistant.text import giving, summing
from assistant.text.lists import read_lists
from assistant.text.shared import SHARED

LISTS = read_lists(__package__, "words", SHARED)
VALIDITY_WORDS = " ".join(LISTS["validity"])
TOTAL_WORDS = f"{' '.join(summing.TOTALS)} 加起来 加一起 加在一起 加一块 合起来 合在一起"
CONFIRMING_WORDS = (
    "对吗 对吧 对不对 是吗 是吧 是不是 是这样吗 真的 没错 确定吗 属实 没理解错 没记错 搞错 弄错 记错 准不准 准吗"
)
"""Words by which a message asks if what was said is right."""
GIVEN_WORDS = f"{' '.join(giving.AWARDS)} 奖金 奖 补"


def any_of(words: str) -> re.Pattern[str]:
    """Return a pattern that finds any of the blank-separated words (each may be a regular expression), longest first.

    >>> any_of("多少 多少钱").search("给多少钱")[0]
    '多少钱'
    """
    return re.compile("|".join(sorted(words.split(), key=len, reverse=True)))


RANKED = re.compile("最[高多大低少小]|[前头][两二三四五六十]|倒数")
"""What a list is narrowed to that was asked for before: 最高的三项呢, 前三项."""
