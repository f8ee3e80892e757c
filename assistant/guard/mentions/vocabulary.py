"""The lexicon's words for topics, as the guard looks for them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.policy.corpus import Corpus
from assistant.policy.lexicon import Topic, fold
from assistant.text import giving
from assistant.text.figure_kinds import find_bases

UNCOVERED = "uncovered"
_NOT_AFTER = {"限上": "上权时期年无有局", "上规": "以线", "上市": "以加", "上规模": "以", "首套": "买"}
_NOT_BEFORE = {"上市": "级财里", "上规": "定"}
_TITLE_END = re.compile(r"(?:企业|项目|[（(][^）)]*[）)])+$")
_UNFIT = re.compile(rf"[元亿万]|{giving.AWARD}|活动|产品|建设|扶持|市场|推广|贴息|中心|工业|增效|配套|示范")
_NEVER = ("导语", "附则")


@dataclass(frozen=True, slots=True)
class Term:
    """A word for a topic, folded; the rest as in `marks.Mark`."""

    text: str
    topic: str
    weak: bool = False
    fixed: str | None = None
    generic: bool = False
    tail: bool = False


def terms_of(corpus: Corpus) -> dict[str, Term]:
    """Return the words of a corpus by their text: those of topics go before the last words of names alone."""
    terms = {term.text: term for term in _uncovered_terms(corpus) if not _is_spoken_of(corpus, term.text)}
    terms |= {
        term.text: term for topic in corpus.lexicon.topics if topic.clause not in _NEVER for term in _topic_terms(topic)
    }
    return {term.text: term for term in _short_terms(corpus)} | terms


def is_split(folded: str, at: int, term: str) -> bool:
    """Whether the characters belong to the words around: 以上规定 does not speak of 上规."""
    end = at + len(term)
    return bool(at and folded[at - 1] in _NOT_AFTER.get(term, "")) or folded[end : end + 1] in set(
        _NOT_BEFORE.get(term, "")
    )


def _uncovered_terms(corpus: Corpus) -> Iterator[Term]:
    for group in corpus.lexicon.uncovered:
        yield from (Term(fold(term), UNCOVERED) for term in group)


def _is_spoken_of(corpus: Corpus, word: str) -> bool:
    """Whether a policy that nobody has looked through yet speaks of a subject that the others leave out."""
    return any(corpus.speaks_of(policy.meta.id, word) for policy in corpus.policies)


def _topic_terms(topic: Topic) -> Iterator[Term]:
    fixed = {fold(term): level for term, level in topic.fixed_levels.items()}
    for term in topic.terms:
        bases = find_bases(term)
        is_base = bool(bases) and bases[0][:2] == (0, len(term))
        yield Term(fold(term), topic.id, is_base, fixed.get(fold(term)), term in topic.generic)


def _short_terms(corpus: Corpus) -> Iterator[Term]:
    """Yield the last word of each programme's name, where no other programme has it: 平台, 标杆, 基地.

    What stands for other words of the trade, whatever the programme, is left out: 规上 for 规模以上.
    """
    ordinary = {word for group in corpus.lexicon.ways for word in group}
    tails: dict[str, set[str]] = {}
    for topic in corpus.lexicon.topics:
        for award in topic.awards:
            name = _TITLE_END.sub("", corpus.reward(award).name)
            tails.setdefault(name[-2:], set()).add(topic.id)
    yield from (
        Term(tail, min(topics), True, tail=True)
        for tail, topics in tails.items()
        if len(topics) == 1 and tail not in ordinary and not _UNFIT.search(tail)
    )
