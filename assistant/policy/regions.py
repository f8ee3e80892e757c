"""Regions and what lies in what: a policy of a region holds in everything that lies in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from assistant.errors import Fault
from assistant.models import Policy
from assistant.policy.lexicon import LEXICON_FILE, Region

KIND = re.compile(r"(?<=..)(?:省|市|县|区|自治区|开发区)$")


def add_regions(regions: Mapping[str, Region], policies: Iterable[Policy]) -> dict[str, Region]:
    """Return the regions with those of the policies, and those of the corpus, that aren't among them.

    A policy's region may be written with what it lies in before it, or for short: 吉林省柳河县, 柳河.
    """
    added = dict(regions)
    for said in dict.fromkeys(policy.meta.region for policy in policies):
        if not said or said in added:
            continue
        key = resolve(added, said)
        if key is None:
            added[said] = Region(names=(short_name(said),))
        else:
            added[said] = Region(within=added[key].within)
            added[key] = added[key].model_copy(update={"within": said})
    return added


def resolve(regions: Mapping[str, Region], said: str) -> str | None:
    """Return the one region that is meant by a name with others before it, or by a short one; None where none is."""
    called = [key for key, region in regions.items() if said in (*region.names, *region.loose)]
    if len(called) == 1:
        return called[0]
    for key, region in regions.items():
        name = next((n for n in (key, *region.names) if said.endswith(n) and len(n) < len(said)), None)
        above = [n for k in containing(regions, region.within) for n in (k, *regions[k].names)]
        if name and any(n in said[: -len(name)] for n in above):
            return key
    return None


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
    return next((region for region, entry in regions.items() if name in (*entry.names, *entry.loose)), None)


def holds_in(regions: Mapping[str, Region], policy: Policy, region: str) -> bool:
    """Whether the policy is of the region or of one that the region lies in."""
    return not policy.meta.region or policy.meta.region in containing(regions, region)


def served_regions(regions: Mapping[str, Region], policies: Iterable[Policy]) -> frozenset[str]:
    """Return the regions in which some policy holds."""
    own = {policy.meta.region for policy in policies}
    return (
        frozenset(regions) if "" in own else frozenset(r for r in regions if own.intersection(containing(regions, r)))
    )


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
