"""Which programme a text speaks of, so that a figure is said of no other: names as the corpus has them."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Self

from assistant.policy.corpus import Corpus
from assistant.policy.levels import NAMED
from assistant.policy.lexicon import fold

SHORTEST_NAME = 3  # characters of a name that is told from everyday words


class ProgrammeNames:
    """The names of all awards, each with the rows that it may mean."""

    def __init__(self, names: dict[str, frozenset[str]]) -> None:
        self._names = names
        ordered = sorted(names, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(re.escape, ordered)) or r"(?!)")

    @classmethod
    def of(cls, corpus: Corpus) -> Self:
        """Collect what the rows and the lexicon call the awards."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for reward in corpus.rewards:
            if reward.kind == "award":
                found[fold(reward.name)].add(reward.id)
        for topic in corpus.lexicon.topics:
            rows = {row for provision in topic.provisions for row in (*provision.awards, *provision.related)}
            for term in topic.terms:
                if len(term) >= SHORTEST_NAME:
                    found[fold(term)] |= rows
        return cls({name: frozenset(rows) for name, rows in found.items() if rows})

    def find(self, text: str) -> frozenset[str]:
        """Return the rows that a text may speak of; none where it names no programme.

        The longest names count: what is part of another's name is not named.
        """
        return frozenset(row for name in self._pattern.findall(fold(text)) for row in self._names[name])


def levels_in(text: str) -> set[str]:
    """Return the levels that a text names.

    >>> sorted(levels_in("国家级、省级企业技术中心"))
    ['国家级', '省级']
    """
    return set(NAMED.findall(text))
