"""Fold a message for comparison with the lexicon."""

from __future__ import annotations

import re

from assistant.policy.lexicon import IGNORED
from assistant.text.normalization import normalize
from assistant.text.tokens import fold

COUNTER = re.compile(r"个(?=[亿万])")


def fold_message(message: str) -> str:
    """Narrow, simplify and lower-case a message; drop blanks, quotation marks, brackets and the 个 of 一百个亿.

    >>> fold_message("首臺（套）補 一百個億？")
    '首台套补一百亿？'
    """
    # NFKC would turn full-width punctuation into ASCII, so it is the amount reader's folding that comes first.
    simplified = "".join(fold(c) if c not in "，。；：！？" else c for c in normalize(message).text)
    return COUNTER.sub("", "".join(c for c in simplified if c not in IGNORED))
