"""Find places in text: by full and short name where these are words of it, by ambiguous ones where it says a place."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache

from assistant.models import Policy
from assistant.policy.lexicon import Region, fold
from assistant.policy.regions import containing, served_regions
from assistant.text import giving
from assistant.text.tokens import Tokenizer

Cutter = Callable[[str], Iterable[str]]

KINDS = frozenset("省市县区州盟旗")
SHORTEST_FULL = 3  # characters of a full name that no other word can hold by chance
NAMED_AFTER = re.compile(
    r"(?:[东南西北中一二三四五]?[路街道巷]|大[道街厦学]|学院|学校|小学|中学|时间|银行|医院|牌|号|花园|小区|新村|广场|商场"
    r"|[小公]区|公园|酒店|大酒店|保险|集团|话|菜|火腿|烤鸭|拉面|小吃|玉)"
)
"""What is called after a place and does not say that it is there: 中山路, 平安银行."""
_THERE = "[这那]边|[这那]里|当地|本地|境内|地区|一带|市[里内区民]|县[里城内]|区里|全[市县区]"
_OFFICE = "(?:市|县|区)?(?:人民)?政府|[财税]政?局|财政|工信[局厅办]|发改[委局]|商务局|科技局|文旅局|招商局|市?委"
_OF_IT = f"企业|公司|工厂|厂子|厂|单位|文件|标准|{giving.AWARD}|通知|办法|规定|措施|民宿|农户|合作社"
SAID_AFTER = re.compile(
    f"(?:{_THERE}|{_OFFICE}|的?(?:惠企|招商|产业|人才|扶持|{giving.AWARD})?政策|的(?:{_OF_IT})|企业|籍)"
)
SAID_BEFORE = re.compile(
    r"(?:我们?是|我们?在|公司在|企业在|厂在|注册在|位于|来自|地处|落户|搬到|迁到|人在|家在|设在|开在|[省市])$"
)
SAID_BEHIND = re.compile(r"(?:的|这边|那边|[，。；？！,;?!]|$|开|办|做|有|一家|企业|工厂|公司|投资|注册|那|这)")
SHORTENED_AFTER = re.compile(r"(?:企(?!业)|籍|政办|政发|政规|工信[厅局规]|发改[规体]|财[企建规]|府办)")
SHORTENED_BEFORE = re.compile(r"(?:在|来|入|驻|到)$")
SHORTENED_BEHIND = re.compile(r"(?:企业|投资|落户|设立|办厂|发展|注册|的(?:企业|公司))")


@dataclass(frozen=True, slots=True)
class Place:
    """A place named in a text at a span: the regions that may be meant."""

    start: int
    end: int
    regions: tuple[str, ...]


class PlaceFinder:
    """Finds places of known regions; short names of those that the policies are about always count."""

    def __init__(
        self, regions: Mapping[str, Region], policies: Iterable[Policy] = (), cut: Cutter | None = None
    ) -> None:
        """`cut` splits a text into words that joined give the text again; by default jieba does."""
        self._regions = regions
        self._cut = cut or cut_words
        policies = tuple(policies)
        above = {region for policy in policies for region in containing(regions, policy.meta.region)}
        served = served_regions(regions, policies)
        self._full: dict[str, list[str]] = defaultdict(list)
        self._short: dict[str, list[str]] = defaultdict(list)
        self._loose: dict[str, list[str]] = defaultdict(list)
        self._abbreviations: dict[str, list[str]] = defaultdict(list)
        for key, region in regions.items():
            near = key in above or key in served
            if key not in region.loose:
                self._full[fold(key)].append(key)
            for name in region.names:
                (self._full if len(name) >= SHORTEST_FULL else self._short)[fold(name)].append(key)
            for name in region.loose:
                (self._short if near else self._loose)[fold(name)].append(key)
            for name in region.abbreviations:
                self._abbreviations[name].append(key)
        self._lengths = self._by_beginning()

    def _by_beginning(self) -> dict[str, tuple[int, ...]]:
        """Return the lengths of the names that begin with each character, longest first."""
        lengths: dict[str, set[int]] = defaultdict(set)
        for table in (self._full, self._short, self._loose, self._abbreviations):
            for name in table:
                lengths[name[0]].add(len(name))
        return {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()}

    def find(self, folded: str) -> tuple[Place, ...]:
        """Return the places of a folded text in order, each by its longest name, read by what stands before it."""
        found: list[Place] = []
        bounds: frozenset[int] | None = None
        at = 0
        while at < len(folded):
            place = None
            for length in self._lengths.get(folded[at], ()):
                name = folded[at : at + length]
                keys = self._keys(name)
                if not keys:
                    continue
                if bounds is None and not self._certain(name):
                    bounds = self._bounds(folded)
                if self._names_place(folded, at, at + length, name, bounds or frozenset()):
                    place = Place(at, at + length, keys)
                    break
            if place:
                found.append(self._narrow(place, found[-1] if found else None))
            at = place.end if place else at + 1
        return tuple(found)

    def _bounds(self, folded: str) -> frozenset[int]:
        """Return where words begin and end, and where the places do that some are made of: 辽宁沈阳, 延边州."""
        bounds = {0}
        for word in self._cut(folded):
            start = max(bounds)
            inner = (
                i for i in range(2, len(word)) if self._keys(word[:i]) and (word[i:] in KINDS or self._keys(word[i:]))
            )
            bounds.update((start + len(word), *(start + i for i in inner)))
        return frozenset(bounds)

    def _keys(self, name: str) -> tuple[str, ...]:
        tables = (self._full, self._short, self._loose, self._abbreviations)
        return tuple(dict.fromkeys(key for table in tables for key in table.get(name, ())))

    def _certain(self, name: str) -> bool:
        return name in self._full and len(name) >= SHORTEST_FULL

    def _names_place(self, folded: str, start: int, end: int, name: str, bounds: frozenset[int]) -> bool:
        if name in self._full and self._certain(name):
            return not NAMED_AFTER.match(folded, end) or name[-1] in KINDS
        before, known = folded[max(0, start - 6) : start], name in self._short or name in self._full
        if known or name in self._loose:
            if not {start, end} <= bounds or NAMED_AFTER.match(folded, end):
                return False
            said = SAID_AFTER.match(folded, end) or (SAID_BEFORE.search(before) and SAID_BEHIND.match(folded, end))
            return known or bool(said)
        if SHORTENED_AFTER.match(folded, end):
            return True
        return bool(SHORTENED_BEFORE.search(before) and SHORTENED_BEHIND.match(folded, end))

    def _narrow(self, place: Place, last: Place | None) -> Place:
        """Return the place with only the readings that lie in the place named just before: 南京鼓楼区."""
        if last is None or last.end != place.start:
            return place
        inside = tuple(k for k in place.regions if set(last.regions) & set(containing(self._regions, k)))
        return replace(place, regions=inside) if inside else place


@cache
def _tokenizer() -> Tokenizer:
    return Tokenizer()


def cut_words(text: str) -> Iterable[str]:
    """Return the words of a folded text with all that stands between them, by jieba's own dictionary."""
    return _tokenizer().split(text)
