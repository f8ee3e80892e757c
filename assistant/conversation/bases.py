"""What the user's sums are of: which base of a rate or of a threshold the words beside them name."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.policy.corpus import Corpus
from assistant.understanding.query import UserFigure

FAR = 100
"""How many times a threshold is what is far below it."""


class Bases:
    """Knows what the rates and thresholds of one corpus are of, and by which words people name it."""

    def __init__(self, corpus: Corpus) -> None:
        lexicon, rows = corpus.lexicon, {reward.id: reward for reward in corpus.rewards}
        limits = [row for row in corpus.rewards if row.kind == "threshold"]
        self._words = lexicon.bases
        self._rated = {
            topic.id: frozenset(tier.base for row in topic.awards for tier in rows[row].tiers if tier.base)
            for topic in lexicon.topics
        }
        self._beside = {
            topic.id: frozenset(tier.base for row in topic.related for tier in rows[row].tiers if tier.base)
            for topic in lexicon.topics
        }
        self._limited = {
            topic.id: frozenset(t.base for row in limits if row.award in topic.awards for t in row.tiers if t.base)
            for topic in lexicon.topics
        }
        self._least = {t.base: t.yuan / FAR for row in limits for t in row.tiers if t.base and t.yuan is not None}

    def of(self, topics: Iterable[str]) -> frozenset[str]:
        """Return the bases of the topics' rates."""
        return frozenset(base for topic in topics for base in self._rated.get(topic, ()))

    def beside(self, topics: Iterable[str]) -> frozenset[str]:
        """Return the bases of the rates of awards that go with the topics' own."""
        return frozenset(base for topic in topics for base in self._beside.get(topic, ()))

    def limited(self, topics: Iterable[str]) -> frozenset[str]:
        """Return what the thresholds of the topics' awards measure."""
        return frozenset(base for topic in topics for base in self._limited.get(topic, ()))

    def limited_bare(self, topics: Iterable[str], figure: UserFigure) -> frozenset[str]:
        """Return what a sum named bare measures of these: nothing where it is far below the threshold."""
        return frozenset(base for base in self.limited(topics) if (figure.yuan or 0) >= self._least.get(base, 0))

    def measured(self, figure: UserFigure) -> frozenset[str]:
        """Return the bases that the words beside a figure name."""
        return frozenset(base for base, words in self._words.items() if any(word in figure.near for word in words))

    def named_in(self, text: str) -> frozenset[str]:
        """Return the bases that a text names."""
        return frozenset(base for base, words in self._words.items() if any(word in text for word in words))

    def word(self, figure: UserFigure) -> str:
        """Return the word beside a figure that names a base."""
        return next((word for words in self._words.values() for word in words if word in figure.near), "")

    def topic(self, bases: Iterable[str]) -> str | None:
        """Return the one topic whose rate or threshold is of a base; None where several are."""
        named = frozenset(bases)
        found = {topic for of in (self._rated, self._limited) for topic, own in of.items() if own & named}
        return found.pop() if len(found) == 1 else None
