"""The words beside a figure that bound it, by the rows of bounds.tsv: 不超过, 以上, 正好."""

from __future__ import annotations

import re
from typing import NamedTuple

from assistant.text import giving
from assistant.text.cues import Table
from assistant.text.lists import either, read_lists
from assistant.text.openings import opening_of
from assistant.text.quantities import Atom, Bound, Unit
from assistant.text.shared import SHARED

TABLE = Table(__package__, "bounds")
_MOST, _LEAST, _EXACT = (TABLE.words(bound) for bound in ("at_most", "at_least", "exact"))
_BEFORE = rf"(?P<most>{_MOST})|(?P<least>{_LEAST})|(?P<exact>{_EXACT})"
_FILLER = f"(?:{either(read_lists(__package__, 'words', SHARED)['between'])})"
_LEFT = re.compile(rf"(?=[{opening_of(_BEFORE)}])(?:{_BEFORE}){_FILLER}{{0,5}}$")
_LEFT_OF_RATE = re.compile(
    r"(?:(?P<most>不超过|不得超过|不高于|不多于|最高|最多|至多)|(?P<least>不低于|不得低于|不少于|至少|最低))"
    r"(?:(?!部分[^，。；]{0,8}按)[一-鿿A-Za-z()“”《》]){0,16}$"
)
"""Of 不超过设备投资的5%; not of a portion that has a rate of its own: 不超过上年的部分按2%."""
_RIGHT_MOST, _RIGHT_LEAST, _RIGHT_EXACT = (TABLE.words(f"{bound}_behind") for bound in ("most", "least", "exact"))
_RIGHT_FILLER = (
    r"(?:\(含[^()\n]{0,12}\)|的|人民币|左右|及|或|[”’）)】]| )?"
    rf"(?:的?(?:{giving.AWARD}|资金|贷款贴息|贴息)(?=封顶|为限|为上限|到顶|打底|起步|保底|顶格|\(上限|\(封顶))?[(]?"
)
_RIGHT = re.compile(
    rf"{_RIGHT_FILLER}(?:(?P<most>{_RIGHT_MOST})|(?P<least>{_RIGHT_LEAST})|(?P<exact>{_RIGHT_EXACT}))"
    r"(?!简称|统称|述|几[个种方]|条件|措施|情形|材料)"
)
_RIGHT_OF_TERM = re.compile(r"(?P<most>内(?![容部外资销地销需涵])|之内)")
_ABOUT_BEFORE = re.compile(
    r"(?:(?<![节制签合条预公邀违履特相])约|大约|大概|将近|(?<![最附靠])近(?!年)|差不多|接近|估计|≈|约莫|大致)"
    r"(?:[为是有在给补奖合]|人民币)?$"
)
_ABOUT_AFTER = re.compile(r"(?:人民币)?(?:左右|上下|出头|开外|多(?=[，。、；！？!?,; ]|$))")
BOUND_WORDS: dict[Bound | None, str] = {"exact": "", None: "", "at_most": "不超过", "at_least": "不低于"}
_NAMES: tuple[tuple[str, Bound], ...] = (("most", "at_most"), ("least", "at_least"), ("exact", "exact"))


class Claim(NamedTuple):
    """What bounds a figure, and the span with the words that say so."""

    bound: Bound | None
    start: int
    end: int
    approximate: bool


def read_claim(text: str, atom: Atom, floor: int, ceiling: int) -> Claim:
    """Read the bound words beside an atom, between the figure before (`floor`) and the one after (`ceiling`)."""
    left_at, left = _look_left(text, atom, max(floor, atom.start - 28))
    right_at, right = _look_right(text, atom, ceiling)
    about = _ABOUT_BEFORE.search(text, max(floor, atom.start - 8), atom.start) if atom.unit is not Unit.YEARS else None
    approximate = bool(about or _ABOUT_AFTER.match(text, atom.end, min(ceiling, atom.end + 6)))
    if left and right and left != right:
        if left == "exact" or (right != "exact" and right_at - atom.end < atom.start - left_at):
            return Claim(right, atom.start, right_at, approximate)
        return Claim(left, left_at, atom.end, approximate)
    bound = left or right or ("exact" if atom.exact else None)
    return Claim(bound, left_at if left else atom.start, right_at if right else atom.end, approximate)


def _look_left(text: str, atom: Atom, floor: int) -> tuple[int, Bound | None]:
    start, bound = atom.start, None
    for _ in range(3):
        found = _LEFT.search(text, floor, start)
        if found is None and bound is None and atom.unit is Unit.PERCENT:
            found = _nearest(_LEFT_OF_RATE, text, floor, start)
        if found is None:
            break
        said = _bound_of(found)
        if bound is not None and said != bound:
            break
        start, bound = found.start(), said
    return start, bound


def _nearest(pattern: re.Pattern[str], text: str, floor: int, end: int) -> re.Match[str] | None:
    """Find the match that begins nearest to `end`."""
    nearest = None
    while found := pattern.search(text, floor, end):
        nearest, floor = found, found.start() + 1
    return nearest


def _look_right(text: str, atom: Atom, ceiling: int) -> tuple[int, Bound | None]:
    if atom.unit is Unit.DATE:
        return atom.end, None
    reach = atom.end + 24
    ceiling = reach if text.startswith("(含", atom.end) else min(ceiling, reach)  # 50万元(含50万元)以下
    found = _RIGHT.match(text, atom.end, ceiling)
    if found is None and atom.unit is Unit.YEARS:
        found = _RIGHT_OF_TERM.match(text, atom.end, ceiling)
    if found is None:
        return atom.end, None
    if atom.unit is Unit.COUNT and found.end() == ceiling < len(text):
        return atom.end, None  # 一个封顶80万: the bound is that of the money
    closes = "(" in found[0] and ")" not in found[0] and text.startswith(")", found.end())
    return found.end() + closes, _bound_of(found)


def _bound_of(found: re.Match[str]) -> Bound:
    said = found.groupdict()
    return next(bound for name, bound in _NAMES if said.get(name))
