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
from assistant.policy.tier_years import YEARS_SPAN, years_of

NUMERALS = dict(zip("一二三四五六七八九十", map(str, range(1, 11)), strict=True))
DIGITS = {digit: numeral for numeral, digit in NUMERALS.items()}
COUNTED = "星a级等类年期档批次挡个家强名"
PARTS = re.compile("[、/,，;；|]|以及|或者|[和及或与]")
ENDING = re.compile(
    r"(?:企业|项目|类项目|类|标准|认证|示范|评定|单位|产品|板块|市场|称号|以上|人员|人才|人口|毕业生|研究生|大学生|学历|学位|团队"
    r"|机构|展会|活动|赛事|型|的|(?<=[科士])生|职业资格证书|资格证书|职业资格|证书|职称)+$"
)
ASIDE = re.compile("[（(][^（）()]*[)）]")
RANKED = re.compile("(国家?|[省市县区镇])(?!级)")
LEADING = re.compile(r"^(?:新?(?:认定|评定|获评|列入|建设?|增|获得?)为?的?|列入|属于|首次|对|为)+")
GRADES = {"级": "等档", "等": "级档", "档": "级等", "类": "级"}
STAR = re.compile(r"([1-9一二三四五六七])星级?")
LETTERS = re.compile(r"([1-5一二三四五])a级?|(a{2,5})级?")
NTH_YEAR = re.compile(r"第([1-9一二三四五六七八九])个?年度?")
SECOND_YEAR, FIRST_YEAR = re.compile("次年|翌年"), re.compile("首年|头一?年|当年")
NUMBERED = re.compile(r"[0-9]|第[一二三四五六七八九]|[前后][一二两三四五]年")
FIRST_YEARS = {"1": ("头一年", "首年", "头年", "第一个年度", "首个年度", "当年"), "2": ("次年", "翌年", "第二个年度")}
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
        years = years_of(cases)
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
        return tuple(found)

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
    forms |= {bare for form in tuple(forms) if len(bare := ENDING.sub("", form)) >= SHORTEST}
    forms |= set(_distinct(case, siblings)) | set(_ranked(case, siblings))
    for form in tuple(forms):
        forms |= set(_graded(form))
    for form in tuple(forms):
        forms |= set(_renumbered(form))
    return {form for form in forms if len(form) >= SHORTEST}


def _distinct(case: str, siblings: Sequence[str]) -> Iterator[str]:
    """Yield what a case has that its siblings don't: 高级, 高级道 of 高级雪道 beside 中级雪道."""
    others = [other for other in siblings if other and other != case]
    if not others or NUMBERED.search(case):
        return
    tail = _shared_length([case[::-1], *(other[::-1] for other in others)])
    head = _shared_length([case, *others])
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


def _shared_length(words: Sequence[str]) -> int:
    """Return how many characters all words begin with."""
    return sum(1 for _ in takewhile(lambda chars: len(set(chars)) == 1, zip(*words, strict=False)))


def _graded(form: str) -> Iterator[str]:
    """Yield other names of a grade: 三星 and ★★★ of 三星级, aaaaa of 5a级, 头一年 of 第一年, 甲等 of 甲级."""
    if star := STAR.search(form):
        number = NUMERALS.get(star[1], star[1])
        for said in (number, DIGITS[number]):
            yield from (f"{said}星级", f"{said}星", f"{said}颗星")
        yield "★" * int(number)
    if letters := LETTERS.search(form):
        count = len(letters[2]) if letters[2] else int(NUMERALS.get(letters[1], letters[1]))
        yield from (f"{count}a级", f"{count}a", "a" * count, f"{DIGITS[str(count)]}a")
    if (late := SECOND_YEAR.search(form)) or FIRST_YEAR.search(form):
        yield from ("第二年", "第2年", "次年", "翌年") if late else ("第一年", "第1年", "首年", "头一年", "当年")
    if nth := NTH_YEAR.search(form):
        number = NUMERALS.get(nth[1], nth[1])
        yield from (f"第{number}年", f"第{DIGITS[number]}年", *FIRST_YEARS.get(number, ()))
    if span := YEARS_SPAN.search(form):
        number = NUMERALS.get(span[2], "2" if span[2] == "两" else span[2])
        yield from (f"{span[1]}{said}年" for said in (number, DIGITS[number], *("两" for _ in "2" if number == "2")))
        yield from (f"头{said}年" for said in (number, DIGITS[number]) if span[1] == "前")
    if len(form) == SHORTEST and form[-1] in GRADES and form[0] not in "同上各等":
        yield from (form[0] + other for other in GRADES[form[-1]])


def _renumbered(form: str) -> Iterator[str]:
    """Yield a form with its small numbers in the other script: 1类新药 of 一类新药."""
    for at, char in enumerate(form[:-1]):
        other = NUMERALS.get(char) or DIGITS.get(char)
        if other and form[at + 1] in COUNTED and (at == 0 or form[at - 1] not in "0123456789十百"):
            yield form[:at] + other + form[at + 1 :]
