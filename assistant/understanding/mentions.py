"""Find the topics that a message names: of overlapping words the longest, and none that means something else."""

from __future__ import annotations

import re

from assistant.policy.lexicon import Lexicon, fold
from assistant.text import giving
from assistant.understanding.matching import Match, TermMatcher
from assistant.understanding.query import Mention
from assistant.understanding.spoken import SpokenMatcher

ORDINARY = "ordinary"
SHORTEST_SPELLING = 5
KINDS_OF_SUPPORT = re.compile(rf"(?:{giving.AWARD}|贴息)(?:(?:、|和|与|及|以及|或)(?:{giving.AWARD}|贴息))+")


class MentionFinder:
    """Finds topics by one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._topics = {topic.id: topic for topic in lexicon.topics}
        terms = {topic.id: topic.terms for topic in lexicon.topics}
        self._matcher = TermMatcher({ORDINARY: lexicon.ordinary, **terms}, shortest=SHORTEST_SPELLING)
        self._spoken = SpokenMatcher(lexicon.topics)
        self._gives_way = _gives_way(lexicon)

    def find(
        self, folded: str, uncovered: tuple[Match, ...], incidental: frozenset[str] = frozenset()
    ) -> tuple[Mention, ...]:
        """Return the topics named: of overlapping terms the longest, and none that is part of an uncovered subject.

        An `incidental` subject takes no term in that stands before it: 全闽乐购直播.
        """
        kinds = [match.span() for match in KINDS_OF_SUPPORT.finditer(folded)]
        found = [
            m
            for m in self._named(folded, uncovered)
            if not _part_of(m, uncovered, incidental)
            and not any(start <= m.start and m.end <= end for start, end in kinds)
        ]
        kept = [m for m in found if m.key != ORDINARY and not any(_covers(other, m) for other in found)]
        mentions = tuple(self._mention(m) for m in sorted(kept, key=lambda m: (m.start, -m.end)))
        topics = {mention.topic for mention in mentions}
        return self._drop_generic(tuple(m for m in mentions if not topics & m.gives_way))

    def _named(self, folded: str, uncovered: tuple[Match, ...]) -> tuple[Match, ...]:
        """Return topics by their terms and as people say them.

        A way of saying one is not meant where another topic's term stands in it, or an uncovered subject in its gap.
        """
        named = self._matcher.find(folded)
        others = [m for m in named if m.exact and m.key != ORDINARY]
        spoken = (
            way
            for way in self._spoken.find(folded)
            if not any(_within(m, way) and self._is_other(m, way.key) for m in others)
            and not any(_within(subject, way) and subject.start > way.start for subject in uncovered)
        )
        return (*named, *spoken)

    def _is_other(self, match: Match, topic: str) -> bool:
        return match.key != topic and topic not in self._gives_way.get((match.key, match.term), ())

    def _mention(self, match: Match) -> Mention:
        return Mention(
            topic=match.key,
            term=match.term,
            start=match.start,
            end=match.end,
            exact=match.exact,
            gives_way=self._gives_way.get((match.key, match.term), frozenset()),
        )

    def _drop_generic(self, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
        """Drop a topic named only in general where a topic related to it is named: 技改 beside 贴息."""
        kept = []
        for mention in mentions:
            topic = self._topics[mention.topic]
            if topic.generic:
                own = [m for m in mentions if m.topic == topic.id]
                related = any(set(topic.related) & set(self._topics[m.topic].awards) for m in mentions)
                if related and all(m.term in topic.generic for m in own):
                    continue
            kept.append(mention)
        return tuple(kept)


def _gives_way(lexicon: Lexicon) -> dict[tuple[str, str], frozenset[str]]:
    """Return, by topic and folded term, the topics beside which the term only names a field."""
    found: dict[tuple[str, str], set[str]] = {}
    for topic in lexicon.topics:
        for other, words in topic.gives_way.items():
            for word in words:
                found.setdefault((topic.id, fold(word)), set()).add(other)
    return {key: frozenset(others) for key, others in found.items()}


def _within(match: Match, way: Match) -> bool:
    return way.start <= match.start and match.end <= way.end


def _covers(longer: Match, match: Match) -> bool:
    """Whether `longer` overlaps the match and says more; exact terms beat misspelt ones."""
    if longer.end <= match.start or longer.start >= match.end:
        return False
    if longer.exact != match.exact:
        return longer.exact
    return longer.end - longer.start > match.end - match.start


def _part_of(match: Match, uncovered: tuple[Match, ...], incidental: frozenset[str]) -> bool:
    """Whether the term lies in, or leads straight into, an uncovered subject that says more: 研发费用加计扣除."""
    for subject in uncovered:
        if subject.term in incidental and subject.start == match.end:
            continue
        touches = subject.start <= match.end and match.start <= subject.end
        longer = subject.end - subject.start >= match.end - match.start
        if touches and (longer or subject.start == match.end):
            return True
    return False
