"""Find what a message points to by its place: a topic, a tier shown, or the first so many: 第二个, 2, 前两个."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.conversation.state import State
from assistant.policy.corpus import Corpus
from assistant.policy.lexicon import fold
from assistant.text.figures import Unit, find_figures
from assistant.understanding.named import asks_what_is_named
from assistant.understanding.query import Query, UserFigure

JUST_TOLD = 3  # messages back to which several sums are pointed to by their place
_PLACES = ("1一", "2二两俩", "3三仨", "4四", "5五")
NUMERALS = {numeral: place for place, numerals in enumerate(_PLACES) for numeral in numerals}
NUMBERED = re.compile(
    r"(?:那|先|再|然后|接着|就)*(?:说|问|看|讲|来|选)?(?:一下)?第?([一二三四五1-5])(?:个|项|种)?(?:呢|[，,、。]).*"
)
THESE = re.compile(
    r"(?:这|那|以上|上面|上述|刚才|前面)(?:说的|问的|讲的)?(?:的)?([两二三俩仨四2-4])(?:个|项|种|样|者|款|笔|档)|[两二]者"
)
PLACE = re.compile(
    r"第([一二三四五1-5])(?:个|项|档|种|条|类|件)(?!问题)|(头一个|前者|前一个|前面那个)|(后者|后一个|后面那个)"
)
ASKED_PLACE = re.compile(
    r"(?:前面|刚才|之前|上面|先前)[^，。；？,;?第]{0,4}第([一二三四五1-5])(?:个|项|种|条)(?!问题)"
    r"|第([一二三四五1-5])(?:个|项|种|条)(?:我|你)?(?:问|说|提|讲|聊)(?:的|到|过)|(?:问|说|提|讲)(?:到|过)?的第([一二三四五1-5])(?:个|项|种|条)"
)
"""The place of what was asked in a conversation: 前面问的第二项, 第三个说的."""
BARE = re.compile(r"(?:我?(?:选|要|问的?是))?第?([一二三四五1-5])(?:个|项|档|种)?(?:吧|呢|的|啊|\.|、|。)*")
OTHER = re.compile(r"另外?[一那](?:个|项|种)|剩下(?:的|那个)")
FIRST = re.compile(r"(?:前面?|头|最前面?|开头)(?:的|那)?([两二三俩仨四2-4])(?:个|项|种|样)?")


class Offers:
    """Knows what an answer on one topic shows side by side: the levels of its awards, in the order of the text."""

    def __init__(self, corpus: Corpus) -> None:
        rows = {reward.id: reward for reward in corpus.rewards}
        self._levels = {
            topic.id: tuple(dict.fromkeys(t.level for row in topic.awards for t in rows[row].tiers if t.level))
            for topic in corpus.lexicon.topics
        }
        self._payers = {
            topic.id: frozenset(t.payer for row in topic.awards for t in rows[row].tiers if t.payer)
            for topic in corpus.lexicon.topics
        }

        self._texts = {
            topic.id: "\n".join(fold(corpus.clause(p.policy, p.clause).text) for p in topic.provisions)
            for topic in corpus.lexicon.topics
        }
        self._documents = frozenset(topic.id for topic in corpus.lexicon.document)
        self._curated = frozenset(
            topic.id for topic in corpus.lexicon.topics for p in topic.provisions if p.policy in corpus.curated
        )
        self._numbers = {
            topic.id: frozenset(
                (figure.value, figure.counter)
                for provision in topic.provisions
                for figure in find_figures(corpus.clause(provision.policy, provision.clause).text)
                if figure.unit is Unit.COUNT and figure.value > 1
            )
            for topic in corpus.lexicon.topics
        }

    def is_curated(self, query: Query) -> bool:
        """Whether somebody wrote a topic of a query down, so that it is not answered by rows alone."""
        return any(topic in self._curated for topic in query.topics)

    def is_of_document(self, query: Query) -> bool:
        """Whether a query is about what holds for a whole document, such as its window."""
        return bool(query.topics) and all(map(self.is_of_document_topic, query.topics))

    def is_of_document_topic(self, topic: str) -> bool:
        """Whether a topic is what holds for a whole document."""
        return topic in self._documents

    def number_stated(self, query: Query, message: Query) -> str | None:
        """Return the number that a message names and the clauses of a query's topics state: 1000辆."""
        stated = {number for topic in query.topics for number in self._numbers.get(topic, ())}
        figures = (f for f in find_figures(message.folded) if (f.value, f.counter) in stated)
        return next((figure.surface for figure in figures), None)

    def speaks_of(self, query: Query, words: str) -> bool:
        """Whether a clause of a query's topics has two neighbouring characters of some words."""
        return any(
            words[at : at + 2] in self._texts.get(topic, "") for topic in query.topics for at in range(len(words) - 1)
        )

    def is_paid(self, query: Query, payers: Sequence[str]) -> bool:
        """Whether the text leaves open who pays the awards of a query, or names one of the payers for them."""
        own = frozenset(payer for topic in query.topics for payer in self._payers.get(topic, ()))
        return not own or bool(own & set(payers))

    def levels(self, query: Query) -> tuple[str, ...]:
        """Return the levels shown to a query that names one topic."""
        return self.levels_of(query.topics[0]) if len(query.topics) == 1 else ()

    def levels_of(self, topic: str) -> tuple[str, ...]:
        """Return the levels of a topic's awards, in the order of the text."""
        return self._levels.get(topic, ())


def find_choice(query: Query, state: State, offers: Offers) -> Query | None:
    """Return the earlier query narrowed to the topic or tier pointed to; None where none is, or it was the only one."""
    place = _place(query)
    if find_pointed(query, state):
        return None
    several = next((earlier for earlier in reversed(state.trail) if len(earlier.topics) > 1), None)
    last = state.trail[-1]
    if several is not None and set(last.topics) <= set(several.topics):
        topics = several.topics
        if place is not None and place < len(topics):
            return _narrow(several, topics[place])
        others = [topic for topic in topics if topic not in last.topics]
        return _narrow(several, others[0]) if len(others) == 1 and OTHER.search(query.folded) else None
    shown = last.levels if len(last.levels) > 1 else offers.levels(last)
    subjects = state.subjects
    if asked := ASKED_PLACE.search(query.folded):
        place = NUMERALS[next(filter(None, asked.groups()))]
    if place is not None and (query.base_figures() or asked) and place < len(subjects) > 1:
        return subjects[place]
    if place is None or place >= len(shown):
        return None
    bare = BARE.fullmatch(query.folded)
    if asks_what_is_named(last.folded):
        return None  # the second of those that the text names, not of the tiers
    just_shown = state.asked[-1].topics == last.topics and (bare or len(state.subjects) == 1)
    return last.model_copy(update={"levels": (shown[place],), "placed": ()}) if just_shown else None


def find_pointed(query: Query, state: State) -> UserFigure | None:
    """Return the one of several sums told side by side that the message asks about by its place: 第二个能补多少."""
    group, place = state.facts.group, _place(query)
    if place is None or place >= len(group) or len(group) < 2 or (query.base_figures() and not query.inherited):
        return None
    told = any(all(figure.surface in earlier.question for figure in group) for earlier in state.asked[-JUST_TOLD:])
    return group[place] if told else None


def find_several(query: Query, state: State) -> Sequence[Query]:
    """Return the first or the last so many things asked about that the message points to; nothing where to none."""
    asked = {(earlier.topics, earlier.levels): earlier for earlier in state.asked if earlier.mentions}
    for pattern, first in ((FIRST, True), (THESE, False)):
        if found := pattern.search(query.folded):
            count = NUMERALS[found[1]] + 1 if found[1] else 2
            things = list(asked.values())
            if 1 < count <= len(things) and (first or len(things[-1].topics) == 1):
                return things[:count] if first else things[-count:]
    return ()


def _place(query: Query) -> int | None:
    if found := BARE.fullmatch(query.folded) or NUMBERED.fullmatch(query.folded):
        return NUMERALS[found[1]]
    if found := PLACE.search(query.folded):
        return NUMERALS[found[1]] if found[1] else 0 if found[2] else 1
    return None


def _narrow(query: Query, topic: str) -> Query:
    return query.model_copy(update={"mentions": tuple(m for m in query.mentions if m.topic == topic)})
