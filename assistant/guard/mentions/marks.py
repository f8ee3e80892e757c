"""Where a text names topics, levels, payers and clauses."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from assistant.guard.layout.english import Translator
from assistant.guard.layout.lines import Span
from assistant.guard.layout.sheet import Sheet
from assistant.guard.mentions.named_policies import PolicyMention, PolicyReader
from assistant.guard.mentions.vocabulary import Term, is_split, terms_of
from assistant.guard.words.parties import PAYERS
from assistant.policy.corpus import Corpus
from assistant.policy.levels import LevelReader, rank_of
from assistant.policy.lexicon import IGNORED
from assistant.text.figure_kinds import OTHER, find_bases

_NUMERAL = "[一二三四五六七八九十]{1,3}"
_CLAUSE_LABEL = re.compile(rf"(?<![一二三四五六七八九十])({_NUMERAL})[、,，]?[(（]({_NUMERAL})[)）]")
_COMPARED = re.compile(
    r"(?:跟|和|与|同|像|如同|按照?)(?P<what>[^，。；！？\n]{2,24}?)(?:的)?(?:(?:同)?一个(?:标准|待遇|水平|数额?|档次)|一样|相同|同等|看齐|一致|同档|持平)"
)
_BESIDE = re.compile(  # 比国家级低30万元: what follows is not said of 国家级
    r"(?:比|较|相比于?)(?P<what>[^，,。；！？\n0-9万亿元]{2,20}?)(?:的)?(?:都|要|还要?|又|再|则|整整|足足|正好|刚好)*[多高大低少小差翻]"
)
_TIMES_OF = re.compile(  # 是国家级的百分之一
    r"(?:是|为|等于|相当于|只有|仅有|仅为|才|顶得?上?)(?P<what>[^，,。；！？\n0-9万亿元]{2,16}?)的"
    r"(?:[0-9一二两三四五六七八九十百]{1,4}(?:倍|分之)|一半|[0-9.]{1,5}%)"
)
_LIKE = re.compile(r"(?:参照|比照|对标|套用|类比|视同|仿照)(?P<what>[^，。；！？\n]{2,24})")
_COMPARISONS = (_COMPARED, _LIKE, _BESIDE)


"""The kind of a base that no rate of the policies applies to."""


class Mark(NamedTuple):
    """A mention: of a topic (`value` is its id), a level, a payer, a clause or a kind of base.

    `weak` terms only name what a rate applies to; `generic` ones may mean a related topic;
    `fixed` is the level that a term implies; a `tail` is the last word of a programme's name alone: 平台.
    """

    start: int
    end: int
    value: str
    weak: bool = False
    fixed: str | None = None
    generic: bool = False
    tail: bool = False


class Marks:
    """Mentions of one kind in order, with look-up by span."""

    def __init__(self, marks: list[Mark]) -> None:
        self.all = tuple(sorted(marks, key=lambda mark: mark.start))
        self._starts = [mark.start for mark in self.all]
        self._count = len(self._starts)

    def first_after(self, offset: int) -> Mark | None:
        """Return the first mention that begins at an offset or behind it."""
        at = bisect_left(self._starts, offset)
        return self.all[at] if at < len(self.all) else None

    def last_before(self, offset: int) -> Mark | None:
        """Return the last mention that begins before an offset."""
        at = bisect_left(self._starts, offset)
        return self.all[at - 1] if at else None

    def inside(self, start: int, end: int) -> tuple[Mark, ...]:
        """Return the mentions that begin in a span."""
        starts = self._starts
        first = bisect_left(starts, start)
        if first == self._count or starts[first] >= end:
            return ()
        return self.all[first : bisect_left(starts, end, first)]


@dataclass(frozen=True, slots=True)
class Marked:
    """All mentions in a text; the compared ones are those that a figure beside them is not said of."""

    topics: Marks
    levels: Marks
    payers: Marks
    clauses: Marks
    bases: Marks
    compared_topics: Marks
    compared_levels: Marks
    policies: tuple[PolicyMention, ...] = ()

    def families_in(self, start: int, end: int) -> set[str]:
        """Return the kinds of base that a span names, but for those that no rate of the policies applies to."""
        return {mark.value for mark in self.bases.inside(start, end)} - {OTHER}


def beside(sheet: Sheet, marks: Marks, subject: Mark) -> tuple[Mark, ...]:
    """Return the mentions that stand with the mention of a figure's topic, in its part of the clause first."""
    for span in (sheet.part(subject.start, subject.end), sheet.clause(subject.start, subject.end)):
        if found := marks.inside(*span):
            return found
    return ()


class Marker:
    """Lays texts out, and finds the lexicon's terms in them."""

    def __init__(self, corpus: Corpus) -> None:
        self._translator = Translator(corpus.lexicon.english)
        self._policies = PolicyReader([policy.meta for policy in corpus.policies])
        self._levels = LevelReader(corpus.lexicon.levels)
        self._terms: dict[str, list[Term]] = {}
        telling = (term for term in terms_of(corpus).values() if len(term.text) > 1)  # one character stands anywhere
        for term in sorted(telling, key=lambda term: -len(term.text)):
            self._terms.setdefault(term.text[:2], []).append(term)
        self._opening = _any_of(self._terms)

    def lay_out(self, text: str) -> Sheet:
        """Lay a text out, with what the lexicon calls by English names in Chinese."""
        return Sheet(text, self._translator)

    def mark(self, text: str) -> Marked:
        """Find all mentions in a normalised text."""
        hidden = [found.span("what") for pattern in _COMPARISONS for found in pattern.finditer(text)]
        hidden += [
            found.span("what") for found in _TIMES_OF.finditer(text) if not find_bases(text, *found.span("what"))
        ]
        hidden.sort()
        topics, compared_topics = _parted(self._topics(text), hidden)
        found_levels = (Mark(one.start, one.end, rank_of(one.level)) for one in self._levels.find(text))
        levels, compared_levels = _parted(found_levels, hidden)
        ends = [mark.end for mark in levels]
        levels += [
            Mark(mark.start, mark.end, mark.fixed) for mark in topics if mark.fixed and not _preceded(ends, mark)
        ]
        payers = [Mark(*found.span(), str(found.lastgroup)) for found in PAYERS.finditer(text)]
        clauses = [Mark(*found.span(), f"{found[1]}（{found[2]}）") for found in _CLAUSE_LABEL.finditer(text)]
        bases = [Mark(*base) for base in find_bases(text)]
        return Marked(
            Marks(topics), Marks(levels), Marks(payers), Marks(clauses), Marks(bases),
            Marks(compared_topics), Marks(compared_levels), self._policies.find(text),
        )  # fmt: skip

    def tails_in(self, text: str) -> tuple[str, ...]:
        """Return the topics of which a normalised text has the last word of a programme's name alone: 平台."""
        return tuple(dict.fromkeys(mark.value for mark in self._topics(text) if mark.tail))

    def policies_in(self, text: str) -> tuple[PolicyMention, ...]:
        """Find the policies alone that a normalised text names."""
        return self._policies.find(text)

    def _topics(self, text: str) -> Iterator[Mark]:
        lower = text.lower()
        kept = [at for at, char in enumerate(lower) if char not in IGNORED]
        folded = "".join([lower[at] for at in kept])
        at, terms = 0, self._terms
        while opening := self._opening.search(folded, at):
            at = opening.start()
            for term in terms[opening[0]]:
                if folded.startswith(term.text, at) and not is_split(folded, at, term.text):
                    last = at + len(term.text) - 1
                    yield Mark(kept[at], kept[last] + 1, term.topic, term.weak, term.fixed, term.generic, term.tail)
                    at = last + 1
                    break
            else:
                at += 1


def _any_of(pairs: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern of pairs of characters that tries few alternatives each."""
    seconds: dict[str, str] = {}
    for pair in pairs:
        seconds[pair[0]] = seconds.get(pair[0], "") + pair[1]
    return re.compile("|".join(f"{re.escape(first)}[{re.escape(chars)}]" for first, chars in seconds.items()))


def _parted(marks: Iterable[Mark], hidden: list[Span]) -> tuple[list[Mark], list[Mark]]:
    """Part the mentions that others are compared with from the rest."""
    own: list[Mark] = []
    compared: list[Mark] = []
    for mark in marks:
        (compared if _is_compared(mark, hidden) else own).append(mark)
    return own, compared


def _is_compared(mark: Mark, hidden: list[Span]) -> bool:
    at = bisect_left(hidden, (mark.start + 1, 0))
    return any(start <= mark.start and mark.end <= end for start, end in hidden[max(0, at - 2) : at])


def _preceded(ends: list[int], mark: Mark) -> bool:
    """Whether a level ends right before the mention: 省级“小巨人”."""
    at = bisect_left(ends, mark.start + 1)
    return at > 0 and mark.start - ends[at - 1] <= 8
