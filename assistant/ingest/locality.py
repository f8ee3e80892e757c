"""Find where a policy holds: the smallest place with which its issuer or its title begins."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from assistant.policy.divisions import read_divisions
from assistant.policy.regions import containing

ZONE = re.compile(r"[\u4e00-\u9fff]{0,8}?(?:开发区|高新区|高新技术产业区|新区|经开区|园区|示范区|保税区)")
PLACE = r"[\u4e00-\u9fff]{2,9}?(?:特别行政区|自治区|自治州|自治县|开发区|高新区|新区|省|市|县|区|州|盟|旗)"
PLACES = re.compile(rf"(?:{PLACE})+")
ONE_PLACE = re.compile(PLACE)
NO_PLACE = re.compile(r"关于|支持|促进|加快|推进|推动|鼓励|扶持|印发|进一步|加强|全[省市县区]|各[省市县区]")
LONGEST = 15


def find_locality(*said: str) -> str:
    """Return the place, by its full name where it is a division of the country; empty where none is named.

    >>> [find_locality(said) for said in ("中共沙县区委", "南京市鼓楼区人民政府", "宁国经济技术开发区管委会")]
    ['沙县区', '南京市鼓楼区', '宁国市']
    >>> find_locality("", "关于支持开发区发展的若干意见"), find_locality("云溪市人民政府")
    ('', '云溪市')
    """
    for text in said:
        bare = text.removeprefix("中共")
        if known := _known(bare):
            return known
        found = PLACES.match(bare)
        if found and not NO_PLACE.search(found[0]):
            return str(ONE_PLACE.findall(found[0])[-1])
    return ""


def _known(text: str) -> str:
    """Return the smallest division of those that the text begins with, each in the one before."""
    names = _names()
    region, at = "", 0
    while True:
        found = next(
            (
                (key, length)
                for length in range(min(LONGEST, len(text) - at), 1, -1)
                for key in names.get(text[at : at + length], ())
                if _may_be(key, text[at : at + length], text[at + length :], region)
            ),
            None,
        )
        if found is None:
            return region
        region, at = found[0], at + found[1]


def _may_be(key: str, name: str, after: str, region: str) -> bool:
    """Whether a name means this division: it lies in the one before, and a short name stands before a zone of it."""
    if region and region not in set(containing(read_divisions(), key)) - {key}:
        return False
    if name != key and not key.endswith(name):
        return len(_names()[name]) == 1 and ZONE.match(after) is not None
    return bool(region) or len(_names()[name]) == 1


@cache
def _names() -> Mapping[str, tuple[str, ...]]:
    names: dict[str, list[str]] = defaultdict(list)
    for key, region in read_divisions().items():
        for name in dict.fromkeys((key, *region.names, *region.loose)):
            names[name].append(key)
    return {name: tuple(keys) for name, keys in names.items()}
