"""Where a text names topics, levels, payers and clauses."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.guard.cues import PAYERS, find_bases
from assistant.guard.sheet import Span
from assistant.policy.corpus import Corpus
from assistant.policy.lexicon import IGNORED, fold

UNCOVERED = "uncovered"
_NUMERAL = "0-9零一二三五八伍壹贰叁捌"
_LEVELS = re.compile(
    r"(?P<国家级>国家级|国家队|国字[号头]|国级|部级|工信部(?:认定)?|国内(?!市场|外|销|领先|知名|企业|首家)"
    rf"|国家(?=[、/和及与省,，]|企业|技术|单项|专精|小巨人|工业|服务|首台|认定|的?那?一?档|[:：]|[{_NUMERAL}]|最|是|为|一次性|[ \t]*(?:\||$|\n)|[”\"）)]))"
    rf"|(?P<省级>(?<!福建)省级(?!财政|以上|龙头|产业领军|资金|工业龙头|专项|补助|按|给|承担|补)|福建省级|(?<![本全跨])省里(?!财政|给的?补|出|承担|拿)|省内(?!外|企业)"
    rf"|(?<![本建我全外节各跨江东西南北苏海浙徽])省(?=[、/和及与市]{{1,2}}[级重两企]|重点|企业|技术(?!改造项目融资)|单项|专精|服务型|工业[设旅互]|认定|首台|的?那?一?档|[:：]|[{_NUMERAL}]|[ \t]*(?:\||$|\n)|[”\"）)]))"
    r"|(?P<市级>(?:宁德|地)?市级(?!财政|以上|资金|专项|承担)|市里(?!财政|出|承担|拿)|(?<=省[、/和及与])市(?![场政工财商发科人统内面值])|(?<=省)市(?=两级|级|重点|企业)"
    rf"|(?<![上城全我各本县德超门股外])市(?=[、/](?:省|国家)|重点|企业技术|技术|单项|专精|工业[设旅]|认定|的?那?一?档|[:：]|[{_NUMERAL}]|[ \t]*(?:\||$|\n)|[”\"）)]))"
)
_CLAUSE_LABEL = re.compile(r"(?<![一二三四五六七八九十])([一二三四五六])[、,，]?[(（]([一二三四五六])[)）]")
_COMPARED = re.compile(r"(?:跟|和|与|同|像|如同|按照?)(?P<what>[^，。；！？\n]{2,24}?)(?:的)?(?:一个标准|一样|相同|同等|看齐|一致|同档|持平)")
_LIKE = re.compile(r"(?:参照|比照|对标|套用|类比|视同|仿照)(?P<what>[^，。；！？\n]{2,24})")
_NOT_AFTER = {"上规": "以线", "上市": "以加", "上规模": "以", "首套": "买"}
_NOT_BEFORE = {"上市": "级财里", "上规": "定"}
_NEVER = ("导语", "附则")


@dataclass(frozen=True, slots=True)
class Mark:
    """A mention: of a topic (`value` is its id), a level, a payer or a clause; `weak` terms only name what a rate applies to."""

    start: int
    end: int
    value: str
    weak: bool = False
    fixed: str | None = None


class Marks:
    """Mentions of one kind in order, with look-up by span."""

    def __init__(self, marks: list[Mark]) -> None:
        self.all = tuple(sorted(marks, key=lambda mark: mark.start))
        self._starts = [mark.start for mark in self.all]

    def inside(self, start: int, end: int) -> tuple[Mark, ...]:
        """Return the mentions that begin in a span."""
        return self.all[bisect_left(self._starts, start) : bisect_left(self._starts, end)]


@dataclass(frozen=True, slots=True)
class Marked:
    """All mentions in a text."""

    topics: Marks
    levels: Marks
    payers: Marks
    clauses: Marks


class Marker:
    """Finds the lexicon's terms in texts."""

    def __init__(self, corpus: Corpus) -> None:
        self._terms: dict[str, list[tuple[str, str, bool, str | None]]] = {}
        self._awarding = {topic.id for topic in corpus.lexicon.topics if topic.awards or topic.targets}
        entries: dict[str, tuple[str, bool, str | None]] = {}
        for group in corpus.lexicon.uncovered:
            entries.update((fold(term), (UNCOVERED, False, None)) for term in group)
        for topic in corpus.lexicon.topics:
            if topic.clause in _NEVER:
                continue
            fixed = {fold(term): level for term, level in topic.fixed_levels.items()}
            for term in topic.terms:
                bases = find_bases(term)
                weak = bool(bases) and bases[0][:2] == (0, len(term))
                weak = weak or (fold(term) not in fixed and term in topic.generic and bool(topic.related))
                entries[fold(term)] = (topic.id, weak, fixed.get(fold(term)))
        for term, (topic_id, weak, level) in sorted(entries.items(), key=lambda entry: -len(entry[0])):
            self._terms.setdefault(term[:2], []).append((term, topic_id, weak, level))

    def mark(self, text: str) -> Marked:
        """Find all mentions in a normalised text."""
        hidden = [found.span("what") for pattern in (_COMPARED, _LIKE) for found in pattern.finditer(text)]
        topics = [mark for mark in self._topics(text) if not _is_compared(mark, hidden)]
        levels = [Mark(*found.span(), str(found.lastgroup)) for found in _LEVELS.finditer(text)]
        levels = [mark for mark in levels if not any(start <= mark.start < end for start, end in hidden)]
        levels += [Mark(mark.start, mark.end, mark.fixed) for mark in topics if mark.fixed and not _preceded(levels, mark)]
        payers = [Mark(*found.span(), str(found.lastgroup)) for found in PAYERS.finditer(text)]
        clauses = [Mark(*found.span(), f"{found[1]}（{found[2]}）") for found in _CLAUSE_LABEL.finditer(text)]
        return Marked(Marks(topics), Marks(levels), Marks(payers), Marks(clauses))

    def _topics(self, text: str) -> Iterator[Mark]:
        kept = [(char, at) for at, char in enumerate(text.lower()) if char not in IGNORED]
        folded = "".join(char for char, _ in kept)
        at, terms = 0, self._terms
        while at < len(folded) - 1:
            for term, topic, weak, fixed in terms.get(folded[at : at + 2], ()):
                if folded.startswith(term, at) and not _is_split(folded, at, term):
                    yield Mark(kept[at][1], kept[at + len(term) - 1][1] + 1, topic, weak, fixed)
                    at += len(term)
                    break
            else:
                at += 1


def _is_split(folded: str, at: int, term: str) -> bool:
    """Whether the characters belong to the words around: 以上规定 does not speak of 上规."""
    end = at + len(term)
    return bool(at and folded[at - 1] in _NOT_AFTER.get(term, "")) or folded[end : end + 1] in set(_NOT_BEFORE.get(term, ""))


def _is_compared(mark: Mark, hidden: list[Span]) -> bool:
    return any(start <= mark.start and mark.end <= end for start, end in hidden)


def _preceded(levels: list[Mark], mark: Mark) -> bool:
    """Whether a level is named right before the mention: 省级“小巨人”."""
    return any(0 <= mark.start - level.end <= 8 for level in levels)
