"""Heads that say first for which class of place they are: 在二类地区（南山县）投资建设的."""

from __future__ import annotations

import re
from typing import NamedTuple

_CLASSED = re.compile(
    r"^(?:其中)?，?(?:对|在|位于|属于|设在|注册在|落户在?)*"
    r"(?P<name>(?:[一二三四五六甲乙丙丁ABCDE][类档级]|[东南西北中]部|山|沿海|平原|海岛|老|主城|城)(?:地区|区域|片区|市县|县区|县|区|乡镇)"
    r"(?:\([^()]*\))?)(?P<rest>[^，]*)"
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
    found = _CLASSED.match(segment)
    return Classed(found["name"], found["rest"].strip("，的") and found["rest"]) if found else None
