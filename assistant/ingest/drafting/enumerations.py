"""The items that a head lists for the figures behind 分别: levels, stars, grades, kinds, size brackets."""

from __future__ import annotations

import re

from assistant.ingest.drafting.listed import SEPARATOR, Items
from assistant.ingest.drafting.sized_lists import listed_brackets, listed_numbers
from assistant.ingest.drafting.worded_lists import listed_words
from assistant.ingest.drafting.words import LEVEL
from assistant.policy.levels import FULL_LEVELS

_LEVEL_LIST = re.compile(rf"{LEVEL}(?:\([^()]*\))?(?:{SEPARATOR}{LEVEL}(?:\([^()]*\))?)+")
_LEVEL = re.compile(LEVEL)
_PLACES = ("市", "县", "区")
_TRAILING = re.compile(r"(?:两|三|四)?级")
_DEGREE = "(?:博士|硕士|本科|专科|大专|中专|技校|高中|初中)(?:研究生|生)?"
_DEGREE_LIST = re.compile(rf"(?:全日制|普通高校|高校)?{_DEGREE}(?:{SEPARATOR}{_DEGREE})+")
_NUMERAL_RANGE = re.compile(
    r"(?P<nth>第?)(?P<low>[1-9一二三四五])(?P<unit>[A星级类等]*)(?:—{1,2}|-{1,2}|至"
    r"|到)第?(?P<high>[1-9一二三四五])(?P<tail>星级?|A级?|级|类|等奖?|名)"
)
_DIGITS = "零一二三四五六七八九"


def find_items(head: str, count: int) -> Items | None:
    """Find the list of `count` items that a head names, the nearest to its end first.

    >>> find_items("新评定为三星级、四星级、五星级的酒店", 3).labels
    ('三星级', '四星级', '五星级')
    >>> find_items("新认定的国家、省级企业技术中心", 2).levels
    ('国家级', '省级')
    """
    for reader in (listed_brackets, listed_numbers, _listed_levels, _numeral_range, listed_words, _listed_degrees):
        if items := reader(head, count):
            return items
    return None


def _listed_levels(head: str, count: int) -> Items | None:
    for found in reversed(list(_LEVEL_LIST.finditer(head))):
        words = [m[0] for m in _LEVEL.finditer(re.sub(r"\([^()]*\)", "", found[0]))]
        if len(words) != count or count < 2 or (words[0] in _PLACES and words[1] not in _PLACES):
            continue  # 度假区、省级度假区: the end of a noun
        end = found.end()
        if tail := _TRAILING.match(head, end):
            end = tail.end()
        levels = tuple(FULL_LEVELS.get(word, word) for word in words)
        return Items(found.start(), end, tuple(words), levels, (None,) * count, head[: found.start()] + head[end:])
    return None


def _listed_degrees(head: str, count: int) -> Items | None:
    """Read what schooling is listed, wherever it stands: 本科、硕士、博士毕业生到企业、合作社工作."""
    for found in reversed(list(_DEGREE_LIST.finditer(head))):
        words = tuple(one[0] for one in re.finditer(_DEGREE, found[0]))
        if len(words) == count and len(set(words)) == count:
            rest = head[: found.start()] + head[found.end() :]
            return Items(found.start(), found.end(), words, (None,) * count, (None,) * count, rest)
    return None


def _numeral_range(head: str, count: int) -> Items | None:
    """Expand 2—5星级 for four figures."""
    for found in _NUMERAL_RANGE.finditer(head):
        low, high = (int(n) if n.isdigit() else _DIGITS.index(n) for n in (found["low"], found["high"]))
        if high - low + 1 != count:
            continue
        shown = str if found["low"].isdigit() else lambda n: _DIGITS[n]
        labels = tuple(f"{found['nth']}{shown(n)}{found['tail']}" for n in range(low, high + 1))
        return Items(
            found.start(),
            found.end(),
            labels,
            (None,) * count,
            (None,) * count,
            head[: found.start()] + head[found.end() :],
        )
    return None
