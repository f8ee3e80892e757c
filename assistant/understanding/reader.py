"""Read one message into a `Query`, by lexicon, cues and figures; no clock, no state but the last readings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from assistant.policy.corpus import Corpus
from assistant.policy.document_names import PolicyNames
from assistant.policy.labels import find_labels
from assistant.policy.levels import LevelReader
from assistant.policy.lexicon import Lexicon, fold
from assistant.policy.places import Cutter, cut_words
from assistant.text import summing
from assistant.text.emphasis import says_something
from assistant.text.figure_kinds import AIM, bases_asked, bound_asked
from assistant.text.figures import Figure, find_figures
from assistant.text.masking import blank
from assistant.text.normalization import normalize
from assistant.understanding.asked_levels import read_levels
from assistant.understanding.counting import count_firms, count_projects
from assistant.understanding.dates import is_recognised, read_dates, read_days, read_terms, read_years
from assistant.understanding.details import DetailFinder
from assistant.understanding.figures import read_figures
from assistant.understanding.folding import fold_message
from assistant.understanding.intents import IntentReader
from assistant.understanding.letters import LetterReader
from assistant.understanding.matching import Match, TermMatcher
from assistant.understanding.mentioned_only import is_only_mentioned
from assistant.understanding.mentions import ORDINARY, MentionFinder
from assistant.understanding.places import PlaceReader
from assistant.understanding.placing import place_figures
from assistant.understanding.query import Intent, Mention, Query, UserFigure
from assistant.understanding.stated import drop_stated, find_excepted, names_goods, segment_start
from assistant.understanding.wordlists import LISTS, any_of

RULES = {"stacking": Intent.STACKING, "window": Intent.DEADLINE}
"""What a document settles for all that it awards, whichever of it a question names."""
OWN_SUM = re.compile(
    rf"(?:上|金额|票面|总额)?(?:{summing.TOTAL}|总额|金额|开了|开的是)[0-9.一二两三四五六七八九十百千]+[万亿元]"
)
GOAL = (
    r"(?:[补拿领奖给]到?(?:封顶|上限|最高)|拿满|拿够|顶到|拉满|打满|拿足|补满|领满|吃满|吃到|顶格|满额|用满|凑满|够到|触顶|到顶|达到上限|达到封顶|拿到上限"
    r"|(?:拿到|达到|拿|要)(?:[0-9.]+|[一二两三四五六七八九十百千]+)[万亿Ww])"
)
BASE_ASKED = (
    r"(?:投|花|卖|做到|做|贷|售价|单价|卖价|费用|研发费?|融资额|设备|投资|规模)"
    r"[^，。；,;？?]{0,12}(?:多少|多大|几多|几|啥价)"
)
BASE_TO = (
    r"(?:单价|售价|价格?|投资|设备|费用|研发费?|融资额?|贷款|规模)"
    r"(?:得|要|需要|至少|最低|最少|应该|该|定|做|达到?|是|有|到)+"
)
"""How far a base has to go: 单价要到多少才能拿满."""
REVERSE = re.compile(
    rf"{GOAL}.{{0,24}}(?:{BASE_ASKED}|(?:得|要|需要|该|至少)(?:投|花|卖|做|贷)"
    r"|(?:多少|多大|几多)的?(?:投|花|卖|研发|融资|设备))"
    rf"|(?:(?:投|花|卖|做|贷|用)(?:到|够|出)?|{BASE_TO})(?:多少|多大|几多).{{0,14}}(?:才|能|可以|就|会).{{0,10}}"
    r"(?:满|封顶|顶格|到顶|上限|触顶)"
)
ATTACK = any_of(" ".join(LISTS["attack"]))
SMALL_TALK = re.compile(
    r"^(?:你好|您好|在吗|在不在|谢谢|多谢|再见|哈喽|hello|hi|嗨|早上好|下午好|辛苦了|好的|好|嗯|ok)*"
    r"[呀啊吗呢哦哈！!。.，,~]*$"
)


LAST_READ = 32
"""How many readings are kept: each draft is checked against the messages that it answers."""


class _Subjects(NamedTuple):
    """What a message speaks of: the topics `named`, of these `mentions` it asks of, and what no policy covers."""

    folded: str
    named: tuple[Mention, ...]
    mentions: tuple[Mention, ...]
    excepted: frozenset[str]
    uncovered: tuple[Match, ...]
    mentioned_only: tuple[Match, ...]

    @property
    def terms(self) -> tuple[str, ...]:
        """What is asked of, and what no policy covers, as the lexicon has it."""
        return (*(mention.term for mention in self.mentions), *(match.term for match in self.uncovered))


class Reader:
    """Understands messages against one corpus, each once for all who ask; safe to share between threads."""

    def __init__(self, corpus: Corpus, cut: Cutter | None = None) -> None:
        """`cut` splits a text into words, for place names; jieba by default."""
        lexicon = corpus.lexicon
        self._topics = {topic.id: topic for topic in lexicon.topics}
        self._mentions = MentionFinder(lexicon)
        self._titles = frozenset(topic.id for topic in lexicon.topics if topic.awards or topic.targets)
        self._measures = frozenset(topic.id for topic in lexicon.topics if not topic.awards)
        self._uncovered = TermMatcher({ORDINARY: lexicon.ordinary, **_uncovered(lexicon)}, one_off=False)
        self._incidental = frozenset(map(fold, lexicon.incidental))
        self._details = DetailFinder(lexicon)
        self._intents = IntentReader(lexicon, self._details)
        self._rules = {RULES[topic.id]: topic.terms[0] for topic in lexicon.document if topic.id in RULES}
        self._departments = TermMatcher(lexicon.departments, tolerant=False, pinyin=False)
        self._level_reader = LevelReader(lexicon.levels)
        self._payers = TermMatcher(lexicon.payers, tolerant=False, pinyin=False)
        self._cut = cut or cut_words
        self._places = PlaceReader(corpus, self._cut)
        self._letters = LetterReader((clause.text for clause in corpus.clauses), self._cut)
        self._names = PolicyNames(policy.meta for policy in corpus.policies)
        self._years = frozenset(p.meta.issued.year for p in corpus.policies if p.meta.issued)
        self._once = lru_cache(LAST_READ)(self._read)
        self._rated = {r.id for r in corpus.rewards if any(tier.percent is not None for tier in r.tiers)}

    def read(self, message: str) -> Query:
        """Return what the message asks, taken by itself."""
        return self._once(message)

    def _read(self, message: str) -> Query:
        said = self._letters.read(message)
        return self._query(said, self._subjects(fold_message(said)), find_figures(said))

    def _query(self, message: str, subjects: _Subjects, said: tuple[Figure, ...]) -> Query:
        folded, mentions, uncovered = subjects.folded, subjects.mentions, subjects.uncovered
        levels, places = self._levels(subjects), self._places.read(folded, subject=bool(mentions))
        intents = self._intents.read(folded, several=len(levels) > 1 or len({m.topic for m in mentions}) > 1)
        return Query(
            question=message,
            folded=folded,
            sought=self._put(message, folded, subjects.terms, intents),
            mentions=mentions,
            excepted=tuple(sorted(subjects.excepted)),
            levels=levels,
            payers=_keys(self._payers.find(folded)),
            intents=intents,
            said=said,
            figures=place_figures(message, read_figures(message, said, self._has_rate(mentions)), self._level_reader),
            uncovered=tuple(m.term for m in uncovered if not self._inside(m, mentions)),
            mentioned_only=() if mentions else tuple(m.term for m in subjects.mentioned_only),
            details=tuple(m.term for m in self._details.find(folded)),
            regions=places.regions,
            foreign=places.foreign,
            places=places.words,
            content=tuple(w for w in self._cut(blank(folded)) if says_something(w) and w not in places.words),
            policies=self._names.find(folded),
            clauses=tuple(dict.fromkeys(mention.key for mention in find_labels(normalize(message).text))),
            issued=tuple(year for year in read_years(said) if year in self._years),
            years=read_years(said),
            days=tuple(date % 10000 for date in read_days(said) if date % 100),
            dates=read_dates(message, said),
            recognised=is_recognised(folded, read_dates(message, said)),
            departments=_keys(self._departments.find(folded)),
            firms=count_firms(message, said),
            projects=count_projects(message, said),
            terms=read_terms(said),
            bound_asked=bound_asked(folded),
            aims=AIM.search(folded) is not None,
            bases=bases_asked(folded),
            reverse=bool(REVERSE.search(folded)),
            attack=bool(ATTACK.search(folded)),
            greeting=bool(SMALL_TALK.match(folded)),
        )

    def _subjects(self, folded: str) -> _Subjects:
        """Return what a folded message speaks of, homophones written as the terms that are meant."""
        outside = [match for match in self._uncovered.find(folded) if match.key != ORDINARY]
        folded = _spell(folded, outside)
        subjects = tuple(m for m in outside if not OWN_SUM.match(folded, m.end))
        uncovered = tuple(subject for subject in subjects if not names_goods(folded, subject))
        named = self._mentions.find(folded, uncovered, self._incidental)
        excepted = find_excepted(folded, named)
        meant = [mention for mention in named if mention.topic not in excepted]
        mentions = drop_stated(folded, meant, self._titles, self._measures)
        aside = self._mentioned_only(folded, uncovered, mentions)
        left = tuple(m for m in uncovered if m not in aside) if mentions else subjects
        return _Subjects(folded, tuple(named), mentions, frozenset(excepted), left, aside)

    def _mentioned_only(
        self, folded: str, uncovered: Sequence[Match], mentions: Sequence[Mention]
    ) -> tuple[Match, ...]:
        """Return the uncovered subjects that the message only tells of, or that are part of a topic it names."""
        means = {fold(word) for mention in mentions for word in self._topics[mention.topic].means}
        rated = self._has_rate(mentions)
        return tuple(
            m
            for m in uncovered
            if m.term in means or (m.term in self._incidental and is_only_mentioned(folded, m, mentions, rated))
        )

    def settle(self, query: Query) -> Query:
        """Return a completed query with its own figures read anew, now that it is known what they are said of."""
        rated, known = self._has_rate(query.mentions), bool(query.lent)
        figures = read_figures(query.question, query.said, rated, known) if query.inherited else ()
        anew = {(figure.start, figure.surface): figure for figure in figures}

        def settled(figure: UserFigure) -> UserFigure:
            read = anew.get((figure.start, figure.surface), figure)
            near = read.near if read.role == "claim" else figure.near  # a claim measures nothing that was said before
            return figure.model_copy(update={"role": read.role, "near": near})

        return query.model_copy(update={"figures": tuple(map(settled, query.figures))})

    def _has_rate(self, mentions: Sequence[Mention]) -> bool:
        return not mentions or any(self._rated & set(self._topics[m.topic].awards) for m in mentions)

    def _put(self, message: str, folded: str, named: Iterable[str], intents: frozenset[Intent]) -> str:
        """Return the message without what says nothing of its subject, with what it means in other words behind.

        Whose question it is and the numbers of documents say nothing.
        """
        said = self._names.blank_numbers(blank(message))
        meant = (*named, *(term for intent, term in self._rules.items() if intent in intents))
        return " ".join((said, *(term for term in dict.fromkeys(meant) if term not in folded)))

    def _levels(self, subjects: _Subjects) -> tuple[str, ...]:
        folded = _without(subjects.folded, subjects.named, subjects.mentions)
        own = ((m.start, self._topics[m.topic].fixed_levels.get(m.term)) for m in subjects.mentions)
        return read_levels(folded, self._level_reader, ((start, level) for start, level in own if level))

    @staticmethod
    def _inside(match: Match, mentions: tuple[Mention, ...]) -> bool:
        return any(m.start <= match.start and match.end <= m.end for m in mentions)


def _uncovered(lexicon: Lexicon) -> dict[str, list[str]]:
    """Return the subjects that no policy covers: words by group, without those that a topic goes by."""
    covered = {fold(term) for topic in lexicon.topics for term in topic.terms}
    return {group[0]: [word for word in group if fold(word) not in covered] for group in lexicon.uncovered}


def _spell(folded: str, matches: Iterable[Match]) -> str:
    """Return the message with homophones written as the terms that are meant: 所的税 as 所得税."""
    for match in matches:
        if not match.exact and len(match.term) == match.end - match.start:
            folded = folded[: match.start] + match.term + folded[match.end :]
    return folded


def _without(folded: str, named: Sequence[Mention], kept: Sequence[Mention]) -> str:
    """Return the message with blanks for what only says what the firm is, so that its level is not asked about."""
    for mention in named:
        if mention not in kept:
            start = segment_start(folded, mention.start)
            folded = folded[:start] + " " * (mention.end - start) + folded[mention.end :]
    return folded


def _keys(matches: Iterable[Match]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(match.key for match in matches))
