"""Regions and what lies in what: a policy of a region holds in everything that lies in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from assistant.errors import Fault
from assistant.models import Policy
from assistant.policy.lexicon import LEXICON_FILE, Region

KIND = re.compile(r"(?<=..)(?:省|市|县|区|自治区|开发区)$")


def add_regions(regions: Mapping[str, Region], policies: Iterable[Policy]) -> dict[str, Region]:
    """Return the regions with those of the policies that the lexicon doesn't list."""
    added = {p.meta.region: Region(names=(short_name(p.meta.region),)) for p in policies if p.meta.region}
    return {**added, **regions}


def short_name(region: str) -> str:
    """Return what a region is called for short.

    >>> short_name("三明市"), short_name("沙县")
    ('三明', '沙县')
    """
    return KIND.sub("", region)


def containing(regions: Mapping[str, Region], region: str | None) -> Iterator[str]:
    """Yield the region and all that it lies in, smallest first."""
    while region is not None:
        yield region
        region = regions[region].within if region in regions else None


def find_region(regions: Mapping[str, Region], name: str) -> str | None:
    """Return the region that is called so; None for no known one."""
    if name in regions:
        return name
    return next((region for region, entry in regions.items() if name in entry.names), None)


def holds_in(regions: Mapping[str, Region], policy: Policy, region: str) -> bool:
    """Whether the policy is of the region or of one that the region lies in."""
    return not policy.meta.region or policy.meta.region in containing(regions, region)


def common_region(regions: Mapping[str, Region], policies: Iterable[Policy]) -> str | None:
    """Return the region in which all these policies hold; None where they are of regions apart,
    empty where no policy says of which it is.
    """
    named = {policy.meta.region for policy in policies} - {""}
    if not named:
        return ""
    smallest = [region for region in named if named <= set(containing(regions, region))]
    return smallest[0] if smallest else None


def find_region_faults(regions: Mapping[str, Region]) -> Iterator[Fault]:
    """Yield regions that lie in an unknown one, or in themselves."""
    for name, region in regions.items():
        if region.within is not None and region.within not in regions:
            yield Fault(LEXICON_FILE, name, "regions.within", f"没有地区 {region.within}")
        elif _circular(regions, name):
            yield Fault(LEXICON_FILE, name, "regions.within", "地区不能属于自身")


def _circular(regions: Mapping[str, Region], name: str) -> bool:
    seen = {name}
    above = regions[name].within
    while above is not None and above in regions:
        if above in seen:
            return True
        seen.add(above)
        above = regions[above].within
    return False
