"""Patterns from plain lists of words."""

from __future__ import annotations

import re

from assistant.text.lists import read_lists

LISTS = read_lists(__package__, "words")
VALIDITY_WORDS = " ".join(LISTS["validity"])
TOTAL_WORDS = "合计 总共 一共 总计 共计 加起来 加一起 加在一起 加一块 合起来 合在一起 拢共 统共"
GIVEN_WORDS = "奖励 奖补 奖金 奖 补助 补贴 补 资助"


def any_of(words: str) -> re.Pattern[str]:
    """Return a pattern that finds any of the blank-separated words (each may be a regular expression), longest first.

    >>> any_of("多少 多少钱").search("给多少钱")[0]
    '多少钱'
    """
    return re.compile("|".join(sorted(words.split(), key=len, reverse=True)))
