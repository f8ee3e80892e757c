"""Which tiers a country means, where they differ by the part of the world: 亚洲地区, 亚洲地区以外."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from assistant.answering.rowwise.counting import Counted
from assistant.models import Tier

CLASS = re.compile(r"[一二三四五六甲乙丙丁ABCDE][类档级](?:地区|区域|片区|市县|县区|县|区)")
DEFINED = rf"(?:[（(]|为|指|是|包括|：|:)([^。；]*?)(?=[，、；。]?{CLASS.pattern}|[）)。；]|$)"
REST = re.compile("其他|其余|其它")
PLACE = re.compile(r"[\u4e00-\u9fff]{2,8}?(?:市|县|区|镇|乡|街道|旗|州|新城|开发区)")
SUFFIX = re.compile("(?:市|县|区|镇|乡|街道|旗|州)$")
OUTSIDE = re.compile("以外|之外|外的?$")


class World:
    """Knows countries and cities by part of the world."""

    def __init__(self, parts: Mapping[str, Iterable[str]]) -> None:
        self._part = {name: part for part, names in parts.items() for name in names}

    def pick(self, tiers: Sequence[Tier], folded: str) -> tuple[Tier, ...]:
        """Return the tiers for the countries that a message names; none where it names none, or the tiers no part.

        >>> world = World({"亚洲": ["日本"], "欧洲": ["德国"]})
        >>> tiers = [Tier(case="亚洲地区", quote=""), Tier(case="亚洲地区以外", quote="")]
        >>> [tier.case for tier in world.pick(tiers, "去德国参展补多少")]
        ['亚洲地区以外']
        """
        return self._pick(tiers, {part for name, part in self._part.items() if name in folded})

    def count(self, tiers: Sequence[Tier], folded: str) -> tuple[Counted, ...]:
        """Return how many of the countries that a message names each tier is for; empty where they are all of one."""
        picked = [self._pick(tiers, {part}) for name, part in self._part.items() if name in folded]
        counts = [sum(tier in one for one in picked) for tier in tiers]
        counted = [Counted(tier=tier, count=Decimal(n)) for tier, n in zip(tiers, counts, strict=True) if n]
        return tuple(counted) if len(counted) > 1 else ()

    def _pick(self, tiers: Sequence[Tier], said: set[str]) -> tuple[Tier, ...]:
        named = [(tier, part) for tier in tiers for part in set(self._part.values()) if part in (tier.case or "")]
        return tuple(
            tier
            for tier, part in named
            if any((where != part) if OUTSIDE.search(tier.case or "") else (where == part) for where in said)
        )


def pick_placed(tiers: Sequence[Tier], message: str, text: str) -> tuple[Tier, ...]:
    """Return the tiers for the class of place that a place in the message is of, as the tiers or the text say.

    >>> tiers = [Tier(case="一类地区", quote=""), Tier(case="二类地区", quote="")]
    >>> [tier.case for tier in pick_placed(tiers, "我们厂在南山", "一类地区为东湖区，二类地区为南山县、北川县。")]
    ['二类地区']
    """
    classed = [(tier, found[0]) for tier in tiers if (found := CLASS.search(tier.case or ""))]
    if len({name for _, name in classed}) < 2:
        return ()
    lists = {name: _places_of(name, f"{tier.case}\n{text}") for tier, name in classed}
    named = [name for name, places in lists.items() if any(place in message for place in places)]
    others = [name for _, name in classed if REST.search(_definition(name, f"{_case_of(classed, name)}\n{text}"))]
    by_class = any(name in message for _, name in classed)
    if not (named or by_class) and len(set(others)) == 1 and PLACE.search(message):
        named = others
    return tuple(tier for tier, name in classed if name in named)


def _case_of(classed: Sequence[tuple[Tier, str]], name: str) -> str:
    return next((tier.case or "" for tier, own in classed if own == name), "")


def _definition(name: str, text: str) -> str:
    found = re.search(re.escape(name) + DEFINED, text)
    return found[1] if found else ""


def _places_of(name: str, text: str) -> frozenset[str]:
    """Return the places that a text counts into a class, with their short names."""
    listed = [place.strip("（）() ") for place in re.split("[、，,和及与]", _definition(name, text))]
    listed = [place for place in listed if PLACE.fullmatch(place) and not REST.match(place)]
    short = {SUFFIX.sub("", place) for place in listed}
    return frozenset(listed) | frozenset(place for place in short if len(place) > 1)
