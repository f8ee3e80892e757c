"""What tells a tier 档 from its siblings (level, case, bracket), and the ways in which a text may say it.

>>> names = TierNames([Tier(case="三星级", quote=""), Tier(case="四星级", quote="")])
>>> [(mention.tier, mention.word) for mention in names.find("3星2万元，★★★★4万元")]
[(0, '3星'), (1, '★★★★')]
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import takewhile
from typing import NamedTuple

from assistant.models import Tier
from assistant.policy.lexicon import IGNORED, fold
from assistant.policy.tier_grades import GRADES, graded, renumbered
from assistant.policy.tier_years import ways_of_years

PARTS = re.compile("[、/,，;；|]|以及|或者|[和及或与]")
ENDING = re.compile(
    r"(?:企业|项目|类项目|类|标准|认证|示范|评定|单位|产品|板块|市场|称号|以上|人员|人才|人口|毕业生|研究生|大学生|学历|学位|团队"
    r"|机构|展会|活动|赛事|型|的|(?<=[科士])生|资格证书|职业资格|证书|职称)+$"
)
OF_SIZE = re.compile("(?:中小微?|小微)企业$")
ASIDE = re.compile("[（(][^（）()]*[)）]")
RANKED = re.compile("(国家?|[省市县区镇])(?!级)")
SHORTENED = re.compile("(?:(?:国家?|[省市县区州镇乡])[、/和与及或]){1,4}(?=(?:国家?|[省市县区州镇乡])级)")
RANKS_LISTED = re.compile(r"国家?、省级?、市级?(?:、[县区]级?)?(?!政府|财政)")
LEADING = re.compile(r"^(?:新?(?:认定|评定|获评|列入|建设?|增|获得?)为?的?|列入|属于|首次|对|为)+")
NUMBERED = re.compile(r"[0-9]|第[一二三四五六七八九]|[前后][一二两三四五]年")
SHORTEST = 2
HEAD, LONG = 2, 4


class TierMention(NamedTuple):
    """Where a text names a tier: the index of the tier among its siblings, and the words as written."""

    start: int
    end: int
    tier: int
    word: str


class Size(NamedTuple):
    """A size that a text gives: 元 and % are counters too."""

    counter: str
    value: Decimal


class TierNames:
    """The words for each of the tiers of one row, and what else tells them apart."""

    def __init__(self, tiers: Sequence[Tier], levels: Mapping[str, Iterable[str]] | None = None) -> None:
        """`levels`: the lexicon's words for each level."""
        self.tiers = tuple(tiers)
        levels = levels or {}
        tiers = _with_shared_level(tiers)
        cases = [fold(ASIDE.sub("", tier.case) or tier.case) if tier.case else "" for tier in tiers]
        own = [
            _level_forms(tier.level, levels) | _case_forms(case, cases) | ({fold(tier.case)} if tier.case else set())
            for tier, case in zip(tiers, cases, strict=True)
        ]
        own = [forms | heads for forms, heads in zip(own, _heads(cases), strict=True)]
        shared = {form for at, forms in enumerate(own) for form in forms if any(form in o for o in own[:at])}
        years = ways_of_years(cases)
        self.forms = tuple(
            tuple(sorted((forms - _ambiguous(shared, at, tiers)) | years[at], key=lambda form: (-len(form), form)))
            for at, forms in enumerate(own)
        )
        self._by_form: dict[str, list[int]] = {}
        for at, forms in enumerate(self.forms):
            for form in forms:
                self._by_form.setdefault(form, []).append(at)
        words = sorted(self._by_form, key=lambda form: (-len(form), form))
        self._pattern = re.compile("|".join(map(re.escape, words))) if words else None

    def find(self, text: str) -> tuple[TierMention, ...]:
        """Return where a text names tiers, in order; offsets are those of the text."""
        if self._pattern is None:
            return ()
        lower = text.lower()
        kept = [at for at, char in enumerate(lower) if char not in IGNORED]
        folded = "".join(lower[at] for at in kept)
        found: list[TierMention] = []
        for one in self._pattern.finditer(folded):
            if _is_inside(folded, one):
                continue
            start, end = kept[one.start()], kept[one.end() - 1] + 1
            found += (TierMention(start, end, tier, text[start:end]) for tier in self._by_form[one[0]])
        known = {mention.start for mention in found}
        found += (mention for mention in self._shortened(text) if mention.start not in known)
        return tuple(sorted(found))

    def _shortened(self, text: str) -> Iterator[TierMention]:
        """Yield the levels of a list whose last alone is written out: 国家、省、市级."""
        for listed in (*SHORTENED.finditer(text), *RANKS_LISTED.finditer(text)):
            for one in re.finditer("国家?|[省市县区州镇乡]", listed[0]):
                form = "国家级" if one[0][0] == "国" else f"{one[0]}级"
                start, end = listed.start() + one.start(), listed.start() + one.end()
                yield from (TierMention(start, end, tier, one[0]) for tier in self._by_form.get(form, ()))

    def named(self, text: str) -> frozenset[int]:
        """Return the tiers that a text names by word."""
        return frozenset(mention.tier for mention in self.find(text))

    def sized(self, sizes: Iterable[Size]) -> frozenset[int] | None:
        """Return the tiers whose bracket holds one of the sizes; None where no size is of a bracket's kind."""
        bracketed = [(at, tier.bracket) for at, tier in enumerate(self.tiers) if tier.bracket is not None]
        counters = {bracket.counter for _, bracket in bracketed}
        fitting = [size for size in sizes if size.counter in counters]
        if not fitting:
            return None
        return frozenset(
            at for at, bracket in bracketed for size in fitting
            if bracket.counter == size.counter and bracket.holds(size.value)
        )  # fmt: skip

    def pick(self, text: str, sizes: Iterable[Size] = ()) -> tuple[int, ...]:
        """Return the tiers that a text can mean, by its words and sizes; all where nothing in it tells them apart."""
        every = frozenset(range(len(self.tiers)))
        named = self.named(text) or every
        sized = self.sized(sizes)
        if sized is None:
            return tuple(sorted(named))
        free = frozenset(at for at, tier in enumerate(self.tiers) if tier.bracket is None)
        return tuple(sorted(named & (sized | free)))


def pick(tiers: Sequence[Tier], text: str, sizes: Iterable[Size] = ()) -> tuple[Tier, ...]:
    """Return the tiers that a text can mean, by its words and sizes.

    >>> tiers = [Tier(case="甲级", yuan=2, quote=""), Tier(case="乙级", yuan=1, quote="")]
    >>> [tier.case for tier in pick(tiers, "乙等民宿给多少")]
    ['乙级']
    """
    return tuple(tiers[at] for at in TierNames(tiers).pick(text, sizes))


def _with_shared_level(tiers: Sequence[Tier]) -> Sequence[Tier]:
    """Return tiers told apart by their cases without a level that only some name: 省级金奖、优秀奖 are both 省级."""
    if all(tier.level for tier in tiers) or not all(tier.case for tier in tiers):
        return tiers
    return [
        tier.model_copy(update={"level": None, "case": (tier.case or "").removeprefix(tier.level or "") or tier.case})
        for tier in tiers
    ]


def _ambiguous(shared: set[str], at: int, tiers: Sequence[Tier]) -> set[str]:
    """Return the forms that name a sibling of another case or level as well; those that brackets tell apart share."""
    own = (tiers[at].level, tiers[at].case)
    alike = sum((tier.level, tier.case) == own for tier in tiers)
    return shared if alike == 1 and len(tiers) > 1 else set()


def _is_inside(folded: str, found: re.Match[str]) -> bool:
    """Whether what was found is a piece of a longer number or grade: 5a in 15a, 一星 in 十一星."""
    before = folded[found.start() - 1 : found.start()]
    first = found[0][0]
    return bool(before) and (
        (first.isdigit() and (before.isdigit() or before == "."))
        or (first == "a" and before == "a")
        or (first == "★" and before == "★")
        or folded[found.end() : found.end() + 1] == "★" == first
    )


def _level_forms(level: str | None, levels: Mapping[str, Iterable[str]]) -> set[str]:
    if not level:
        return set()
    folded = fold(level)
    forms = {folded, *(fold(word) for word in levels.get(level, ()))}
    if folded.endswith("级"):
        forms.add(folded[:-1])
    return {form for form in forms if len(form) >= SHORTEST}


def _case_forms(case: str, siblings: Sequence[str]) -> set[str]:
    """Return the ways of saying a folded case: whole, its parts, without what siblings have too, in other numerals."""
    if not case:
        return set()
    forms = {case, LEADING.sub("", case)}
    forms |= {part for part in PARTS.split(case) if len(part) >= SHORTEST}
    forms |= {bare for form in tuple(forms) if len(bare := ENDING.sub("", form)) >= SHORTEST} | {OF_SIZE.sub("", case)}
    forms |= set(_distinct(case, siblings)) | set(_ranked(case, siblings))
    for form in tuple(forms):
        forms |= set(graded(form))
    for form in tuple(forms):
        forms |= set(renumbered(form))
    return {form for form in forms if len(form) >= SHORTEST}


def _distinct(case: str, siblings: Sequence[str]) -> Iterator[str]:
    """Yield what a case has that its siblings don't: 高级, 高级道 of 高级雪道 beside 中级雪道."""
    others = [other for other in siblings if other and other != case]
    if not others or NUMBERED.search(case):
        return
    tail = _whole_words(case[::-1], _shared_length([case[::-1], *(other[::-1] for other in others)]))
    head = _whole_words(case, _shared_length([case, *others]))
    end = len(case) - tail
    if tail and case[end] in GRADES:
        end += 1
    if end < len(case) and end >= SHORTEST:
        yield case[:end]
        yield case[:end] + case[-1]
    if head and len(case) - head >= SHORTEST:
        yield case[head:]
    if head and end - head >= SHORTEST:
        yield case[head:end]


def _heads(cases: Sequence[str]) -> list[set[str]]:
    """Return for each case the noun that a long one ends with, where no sibling has it: 博士 of 急需专业应届博士."""
    bare = [ENDING.sub("", case) for case in cases]
    others = [[other for other in cases if other != case] for case in cases]
    return [
        {case[-HEAD:]} if len(case) > LONG and not any(case[-HEAD:] in other for other in others[at]) else set()
        for at, case in enumerate(bare)
    ]


def _ranked(case: str, siblings: Sequence[str]) -> Iterator[str]:
    """Yield the rank that alone tells a case from its siblings: 省级 of 省重点企业 beside 市重点企业."""
    ranks = [RANKED.match(one) for one in siblings if one]
    if len(ranks) > 1 and all(ranks) and len({one.string[one.end() :] for one in ranks if one}) == 1:
        own = RANKED.match(case)
        yield f"{own[1]}级" if own else ""


def _whole_words(case: str, length: int) -> int:
    """Return a length that does not end within Latin letters: none of aa of aa级, which a级 has too."""
    while 0 < length < len(case) and case[length - 1].isascii() and case[length].isascii():
        length -= 1
    return length


def _shared_length(words: Sequence[str]) -> int:
    """Return how many characters all words begin with."""
    return sum(1 for _ in takewhile(lambda chars: len(set(chars)) == 1, zip(*words, strict=False)))
