"""Which tiers a country means, where they differ by the part of the world: 亚洲地区, 亚洲地区以外."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from assistant.models import Tier

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
        said = {part for name, part in self._part.items() if name in folded}
        named = [(tier, part) for tier in tiers for part in set(self._part.values()) if part in (tier.case or "")]
        return tuple(
            tier
            for tier, part in named
            if any((where != part) if OUTSIDE.search(tier.case or "") else (where == part) for where in said)
        )
