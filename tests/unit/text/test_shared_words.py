"""Words that many patterns share are listed once; 一次性 is told of what is given from what is done for it."""

from __future__ import annotations

import re
from itertools import permutations
from pathlib import Path

import pytest

from assistant.text import denying, giving, summing
from assistant.text.giving import says_once

ASSISTANT = Path(giving.__file__).parents[1]
HOMES = [ASSISTANT / "text" / f"{words.TABLE.name}.tsv" for words in (denying, giving, summing)]
NEXT = re.compile(
    "|".join(
        rf"\b{first}\??\|{second}\??(?=[|)\"'\t ]|$)"
        for words in (denying, giving, summing)
        for row in words.TABLE.rows
        if row.says != "no"
        for first, second in permutations(row.words.split("|"), 2)
    ),
    re.MULTILINE,
)


LISTED = [  # three of one list beside each other in a list of words, blanks between
    re.compile(rf"(?:(?<![一-鿿])(?:{row.words})(?: |$)){{3}}", re.MULTILINE)
    for words in (giving, summing)
    for row in words.TABLE.rows
]


def test_no_list_of_words_has_them() -> None:
    sources = [path for path in (*ASSISTANT.rglob("*.py"), *ASSISTANT.rglob("*.tsv")) if path not in HOMES]
    assert [path.name for path in sources if any(one.search(path.read_text("utf-8")) for one in LISTED)] == []


def test_no_other_pattern_lists_them() -> None:
    """Two of one list beside each other in a pattern are that list written anew."""
    found = {
        path.relative_to(ASSISTANT).as_posix(): [one[0] for one in NEXT.finditer(path.read_text("utf-8"))]
        for path in (*ASSISTANT.rglob("*.py"), *ASSISTANT.rglob("*.tsv"))
        if path not in HOMES
    }
    assert {name: words for name, words in found.items() if words} == {}


@pytest.mark.parametrize("text", ["一次性给予20万元", "一次性奖励20万元", "补助20万元（一次性）"])
def test_what_is_given_once(text: str) -> None:
    assert says_once(text)


@pytest.mark.parametrize("text", ["对一次性引进100人以上的会议", "一次性投资达到5000万元", "提供一次性塑料"])
def test_what_is_done_once(text: str) -> None:
    assert not says_once(text)
