"""Find topics by what people say instead of a term: in words with others between them, or by a term's initials."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from assistant.policy.lexicon import GAP, Topic, fold
from assistant.understanding.matching import HAN, Match

WORDS_BETWEEN = "[^，。；：？！,;?!]{0,10}?"
PARTS_BETWEEN = "[^。；？！;?!]{1,40}?"
SHORTEST_INITIALS = 3
LETTERS = re.compile(r"(?<![a-z0-9+])[a-z]{3,12}(?![a-z0-9+])")


class SpokenMatcher:
    """Matches the ways of saying topics' terms in folded messages; a match is of the term that is meant."""

    def __init__(self, topics: Iterable[Topic]) -> None:
        self._ways = [
            (_compile(way), topic.id, fold(term))
            for topic in topics
            for term, ways in topic.spoken.items()
            for way in ways
        ]
        self._topics = tuple(topics)

    @cached_property
    def _initials(self) -> dict[str, tuple[tuple[str, str], ...]]:
        return _by_initials(self._topics)

    def find(self, text: str) -> Iterator[Match]:
        """Yield the matches in a folded text."""
        for pattern, topic, term in self._ways:
            for match in pattern.finditer(text):
                yield Match(topic, term, match.start(), match.end())
        for match in LETTERS.finditer(text):
            for topic, term in self._initials.get(match[0], ()):
                yield Match(topic, term, match.start(), match.end(), exact=False)


def _compile(way: str) -> re.Pattern[str]:
    """Return the pattern of a way of saying something: … stands for a few words, …… for parts of the sentence."""
    parts = (WORDS_BETWEEN.join(re.escape(fold(word)) for word in part.split(GAP)) for part in way.split(GAP * 2))
    return re.compile(PARTS_BETWEEN.join(parts))


def _by_initials(topics: Iterable[Topic]) -> dict[str, tuple[tuple[str, str], ...]]:
    """Return topic and term by the first letters of the term's syllables, where one topic only has them."""
    from pypinyin import Style, lazy_pinyin

    found: dict[str, dict[str, str]] = {}
    for topic in topics:
        for term in map(fold, topic.terms):
            if len(term) >= SHORTEST_INITIALS and all(map(HAN.match, term)):
                letters = "".join(lazy_pinyin(term, style=Style.FIRST_LETTER))
                found.setdefault(letters, {}).setdefault(topic.id, term)
    return {letters: tuple(named.items()) for letters, named in found.items() if len(named) == 1}
