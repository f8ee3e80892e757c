"""What words begin with is looked for before the words: the look must not cost a word."""

from __future__ import annotations

import re

import pytest

from assistant.guard.words.awards import AWARD
from assistant.guard.words.bounds import AT_LEAST, AT_MOST
from assistant.guard.words.denials import DENY_AFTER, DENY_BEFORE
from assistant.text.bounds import AT_LEAST_WORDS, AT_MOST_WORDS
from tests.written import read_folder

DRAFTS = "\n".join(case["draft"] for cases in read_folder("guard").values() for case in cases)
_LOOK = re.compile(r"\(\?=\[[^\]]*\]\)")


@pytest.mark.parametrize("pattern", [AWARD, AT_LEAST, AT_MOST, DENY_AFTER, DENY_BEFORE], ids=lambda p: p.pattern[:20])
def test_the_look_costs_no_word(pattern: re.Pattern[str]) -> None:
    plain = re.compile(_LOOK.sub("", pattern.pattern, count=1))
    assert plain.pattern != pattern.pattern
    assert [found.span() for found in pattern.finditer(DRAFTS)] == [found.span() for found in plain.finditer(DRAFTS)]


@pytest.mark.parametrize(
    ("words", "pattern"), [(AT_MOST_WORDS, AT_MOST), (AT_LEAST_WORDS, AT_LEAST)], ids=["most", "least"]
)
def test_every_plain_bound_word_is_found(words: str, pattern: re.Pattern[str]) -> None:
    plain = [word for word in words.split("|") if word.isalpha()]
    assert len(plain) > 20
    assert [word for word in plain if not pattern.search(f"{word}50万元")] == []
