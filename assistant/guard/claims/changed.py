"""What a notice sets anew: 由2000万元以上调整为1000万元以上; the old value holds no more."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from assistant.guard.claims.quantities import Quantity, read_quantities
from assistant.guard.layout.sheet import Sheet

_SET_ANEW = re.compile(
    "(?:以上|以下|以内)?(?:统一|分别|再|一律)?"
    "(?:调整|调高|调低|调|下调|上调|降低|降|提高|提升|提|放宽|扩大|缩短|缩减|延长|压缩|压减|增加|减少)(?:为|到|至)(?:了)?$"
)
FORMERLY = re.compile("(?:由|从|原[来先定]?|以前|此前|之前|过去|曾经?|本来|旧|不再)[^，。；！？\n0-9]{0,12}$")


class Changed(NamedTuple):
    """A value that a notice replaces, and the one that holds."""

    old: Quantity
    new: Quantity


def read_changed(texts: Iterable[str]) -> Iterator[Changed]:
    """Yield what normalised texts set anew.

    >>> [(int(one.old.value), int(one.new.value)) for one in read_changed(["公示期由10个工作日缩短为5个工作日"])]
    [(10, 5)]
    """
    for text in texts:
        for old, new in pairwise(read_quantities(Sheet(text))):
            is_led = FORMERLY.search(text, max(0, old.start - 16), old.start) is not None
            if is_led and old.counter == new.counter and _SET_ANEW.fullmatch(text, old.end, new.left):
                yield Changed(old, new)
