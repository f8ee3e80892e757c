"""The sums and rates of a clause, those printed together as one group: 100万元、50万元和30万元; 5%—20%; 3000元/年."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from assistant.ingest.drafting.words import BOUND, LISTS
from assistant.text import giving
from assistant.text.figures import Figure, Unit, find_figures
from assistant.text.lists import either

UNIT_WORD = either(LISTS["unit"])
PER_SUFFIX = re.compile(
    rf"(?:[/／]|(?=每))(?P<per>(?:每?[一1]?(?:{UNIT_WORD})|(?<=[/／])[一-鿿])(?:(?:[/·.]|每)(?:{UNIT_WORD}))*)(?!均)"
)
_NO_UNIT_AFTER = re.compile(r"^每(?:家|个|户|名|人|亩|间)?(?:增|满|提|超|降)")
_JOINT = re.compile(
    rf"(?:以?内|以上|以下|左右)?(?:的?(?:{giving.AWARD}))?(?P<note>\([^()\d]{{1,14}}\))?(?:[、，/]|以?及|和|与|或者?)"
    rf"(?P<bound>{BOUND})?(?:每(?P<per>[一-鿿]{{1,3}}))?"
)
_MIXED_JOINT = re.compile(r"(?:、|和|及)(?:按照?)?[^，。；、\d]{0,16}")
_SIZED = re.compile(r"\(不?含|至|到|—|及?以[上下]")
_RANGE_JOINT = re.compile(r"(?:\(不?含\))?(?:及?以上)?(?:至|到|—{1,2}|-{1,2})")
_NOTE = re.compile(r"\([^()\d]{1,14}\)")
JUDGED = (Unit.YUAN, Unit.PERCENT)


class Group(NamedTuple):
    """Figures of one unit printed together; `notes` are the brackets behind each, `pers` the units."""

    figures: tuple[Figure, ...]
    start: int
    end: int
    pers: tuple[str | None, ...]
    is_range: bool
    notes: tuple[str | None, ...]

    @property
    def unit(self) -> Unit:
        """The unit of its figures."""
        return self.figures[0].unit

    @property
    def is_mixed(self) -> bool:
        """Whether it lists sums and rates."""
        return len({figure.unit for figure in self.figures}) > 1

    @property
    def per(self) -> str | None:
        """The unit behind the last figure that has one: 300、500元/亩."""
        return next((per for per in reversed(self.pers) if per), None)

    @property
    def values(self) -> tuple[Decimal, ...]:
        """The numbers, in order."""
        return tuple(figure.value for figure in self.figures)


def find_groups(text: str, figures: Sequence[Figure] | None = None) -> tuple[Group, ...]:
    """Group the sums and rates of a flat text.

    >>> [group.values for group in find_groups("分别给予100万元、50万元，按10%-20%补助")]
    [(Decimal('1000000'), Decimal('500000')), (Decimal('10'), Decimal('20'))]
    """
    found = [f for f in (find_figures(text) if figures is None else figures) if f.unit in JUDGED and f.value]
    groups: list[Group] = []
    for figure in found:
        single = _single(text, figure)
        last = groups[-1] if groups else None
        joined = _join(text, last, single) if last else None
        if joined is not None:
            groups[-1] = joined
        else:
            groups.append(single)
    return tuple(groups)


def _single(text: str, figure: Figure) -> Group:
    suffix = PER_SUFFIX.match(text, figure.end)
    if suffix and (_NO_UNIT_AFTER.match(suffix[0]) or (figure.unit is Unit.PERCENT and suffix[0][0] == "每")):
        suffix = None
    end = suffix.end() if suffix else figure.end
    return Group((figure,), figure.start, end, (suffix["per"].removeprefix("每") if suffix else None,), False, (None,))


def _join(text: str, last: Group, single: Group) -> Group | None:
    gap = text[last.end : single.start]
    if last.unit is not single.unit or len(gap) > 20:
        return None
    if len(last.figures) == 1 and _RANGE_JOINT.fullmatch(gap) and last.values[0] < single.values[0]:
        return _with(last, single, is_range=True)
    if not last.is_range and (joint := _JOINT.fullmatch(gap)):
        if gap.endswith("，") and ("分别" not in text[: last.start] or _SIZED.match(text, single.end)):
            return None
        if joint["bound"] and not (text[: last.start].endswith(joint["bound"]) or _is_apart(text, last)):
            return None
        if joint["per"]:
            if "分别" not in text[: last.start]:
                return None
            single = single._replace(pers=(joint["per"],))
        noted = last._replace(notes=(*last.notes[:-1], joint["note"]))
        return _with(noted, single, is_range=False)
    return None


def _is_apart(text: str, first: Group) -> bool:
    """Whether a list is told one by one, each with its own bound: 分别给予50万元、最高30万元."""
    return "分别" in re.split("[，；：。]", text[: first.start])[-1]


def join_mixed(text: str, groups: Sequence[Group]) -> tuple[Group, ...]:
    """Join the sums and rates of one list behind 分别, in whatever order they are printed.

    >>> text = "分别给予20万元、10万元、投资额的5%奖励"
    >>> [len(group.figures) for group in join_mixed(text, find_groups(text))]
    [3]
    """
    joined: list[Group] = []
    for group in groups:
        last = joined[-1] if joined else None
        if (
            last is not None
            and last.figures[-1].unit is not group.unit
            and not (last.is_range or group.is_range)
            and _MIXED_JOINT.fullmatch(text[last.end : group.start])
            and "分别" in re.split("[，；：。]", text[: last.start])[-1]
        ):
            joined[-1] = _with(last, group, is_range=False)
        else:
            joined.append(group)
    return tuple(joined)


def _with(last: Group, single: Group, is_range: bool) -> Group:
    return Group(
        last.figures + single.figures,
        last.start,
        single.end,
        last.pers + single.pers,
        is_range,
        last.notes + single.notes,
    )


def close_notes(text: str, group: Group) -> Group:
    """Read the bracket behind the last figure where those before it have one: 10万元(一等奖)、5万元(二等奖)."""
    if not any(group.notes) or group.notes[-1]:
        return group
    note = _NOTE.match(text, group.end)
    return group._replace(notes=(*group.notes[:-1], note[0] if note else None))


def shift(group: Group, by: int) -> Group:
    """Return a group that begins so many characters later."""
    figures = tuple(figure._replace(start=figure.start + by, end=figure.end + by) for figure in group.figures)
    return group._replace(figures=figures, start=group.start + by, end=group.end + by)
