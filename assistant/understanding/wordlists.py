"""Patterns from plain lists of words."""

from __future__ import annotations

import re


def any_of(words: str) -> re.Pattern[str]:
    """Return a pattern that finds any of the blank-separated words (each may be a regular expression), longest first.

    >>> any_of("多少 多少钱").search("给多少钱")[0]
    '多少钱'
    """
    return re.compile("|".join(sorted(words.split(), key=len, reverse=True)))
