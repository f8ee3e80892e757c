"""Heads that say for which class of place they are: 在二类地区（南山县）投资建设的, 举办地为亚洲地区的."""

from __future__ import annotations

import re
from typing import NamedTuple

_CLASSED = re.compile(
    r"^(?:其中)?，?(?:对|在|位于|属于|设在|注册在|落户在?)*"
    r"(?P<name>(?:[一二三四五六甲乙丙丁ABCDE][类档级]|[东南西北中]部|山|沿海|平原|海岛|老|主城|城)(?:地区|区域|片区|市县|县区|县|区|乡镇)"
    r"(?:\([^()]*\))?)(?P<rest>[^，]*)"
)

_PART_OF_WORLD = re.compile(
    r"^(?:其中)?(?:[^，。；]{0,10}?(?:在|为|位于|属于))?"
    r"(?P<name>(?:亚洲|欧洲|欧美|非洲|美洲|北美洲?|南美洲?|大洋洲|东南亚|日韩|港澳台?|“一带一路”|RCEP|境内|境外|国内|国外|省内|省外|市内|市外|县内|县外|区内|区外)"
    r"(?:沿线|成员|共建)?(?:国家和地区|国家|地区|区域|市场)?(?:以[内外]|之外)?)的?$"
)


class Classed(NamedTuple):
    """The class of place that a head begins with, and the rest of it."""

    name: str
    rest: str


def read_class(segment: str) -> Classed | None:
    """Return the class of place that a segment of a head begins with.

    >>> read_class("在二类地区(南山县、北川县)新建厂房的")
    Classed(name='二类地区(南山县、北川县)', rest='新建厂房的')
    """
    if part := _PART_OF_WORLD.match(segment):
        return Classed(part["name"], "")
    found = _CLASSED.match(segment)
    return Classed(found["name"], found["rest"].strip("，的") and found["rest"]) if found else None
