"""What a list names, and the administrative levels among it."""

from __future__ import annotations

import re
from typing import NamedTuple

from assistant.ingest.drafting.brackets import Bracket
from assistant.ingest.drafting.figures import Group

SEPARATOR = r"(?:、|/|以及|及(?!以)|和|与|或者|或|(?<=[”》])(?=[“《]))"
FULL_LEVELS = {
    "国家": "国家级",
    "部级": "部级",
    "省": "省级",
    "自治区": "自治区级",
    "市": "市级",
    "县": "县级",
    "区": "区级",
    "国际": "国际级",
    "全国": "国家级",
    "全省": "省级",
    "国际性": "国际级",
    "全国性": "国家级",
    "地市级": "市级",
    "设区市级": "市级",
}
ADMINISTRATIVE = re.compile(
    r"^(?:国家|国际|世界|部|省部|省|自治区|市|州|盟|县|区|旗|乡?镇|村|国内|省内|市内|县内|全国|全省)(?:级|性)?$"
)


class Items(NamedTuple):
    """What a list names: a label or a bracket per figure; `start`/`end` is where the list stands in the head."""

    start: int
    end: int
    labels: tuple[str, ...]
    levels: tuple[str | None, ...]
    brackets: tuple[Bracket | None, ...]
    rest: str


def level_of(word: str) -> str | None:
    """Return the administrative level that a word is, in full."""
    word = word.strip("()“”")
    if not ADMINISTRATIVE.match(word):
        return None
    return FULL_LEVELS.get(word, word)


def items_of_notes(group: Group) -> Items | None:
    """Read the brackets behind the figures as their labels: 10万元(一等奖)、5万元(二等奖)."""
    if not all(group.notes):
        return None
    labels = tuple((note or "").strip("()") for note in group.notes)
    return Items(0, 0, labels, tuple(map(level_of, labels)), (None,) * len(labels), "")
