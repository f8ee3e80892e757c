"""Restate a message that takes one of several sums away, keeps some or sets one right: 第三个不算 after 80万、60万."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from assistant.text.figures import Figure, Unit, find_figures
from assistant.text.lists import either, read_lists
from assistant.text.numerals import format_yuan
from assistant.understanding.query import UserFigure

LISTS = read_lists(__package__, "words")
_PLACES = ("1一头", "2二两俩", "3三仨", "4四", "5五")
NUMERALS = {numeral: place for place, numerals in enumerate(_PLACES) for numeral in numerals}
THING = "(?:个|项|条|台|套|款|笔|家|期|份|样|种)"
PLACE = re.compile(rf"第([一二三四五1-5]){THING}|(头[一1]?{THING})|(最后(?:那|一|的)*{THING}|末尾那{THING})")
SIZE = re.compile(rf"最(?:([高大多贵])|([低小少便])宜?)的?(?:那|一)*{THING}?")
SEVERAL = re.compile(rf"(前|头|后|最后)面?([两二三俩仨四2-4]){THING}?")
THAT = re.compile(rf"[元块钱]?的?(?:(?:那|这|一)+{THING}|的)")
"""What stands behind a sum that names its thing: 900万那条."""
LOST = re.compile(either(LISTS["lost"]))
LOST_ALONE = re.compile(rf"(?:那|就|先|也|所以|这个|把它|它)*(?:{LOST.pattern})(?:了|吧|啊|哦|[。！!])*")
KEPT = re.compile(
    r"(?:只|就|光|仅)(?:有|算|剩|要|留|认|报|批|列|评|过|买|做)|只.{1,12}(?:列|评|认|批|通过|符合|合格|过)"
)
RIGHT = re.compile(
    r"(?:说错|写错|记错|报错|搞错|弄错|更正|错了|改|应该|其实|实际|不是[^，。；？,;?]{1,8}(?:是|,|，)|是)[^，。；？,;?0-9]{0,6}$"
)
SEGMENT = re.compile(r"[，。；！？,;!?]")


class Regrouped(NamedTuple):
    """What is left of several sums, what the message says beside that, and how it came about."""

    figures: tuple[UserFigure, ...]
    rest: str
    derivation: str

    def say(self, word: str) -> str:
        """Return the message in other words; `word` names what the sums are of (设备)."""
        sums = "、".join(figure.surface for figure in self.figures)
        told = f"{word}{'分别' if len(self.figures) > 1 else ''}{sums}"
        return f"{told}，{self.rest}" if self.rest else told

    def put_into(self, told: tuple[str, str]) -> str:
        """Return the words around the sums where they were told with those that are left, and what is said beside."""
        said = f"{told[0]}{'、'.join(figure.surface for figure in self.figures)}{told[1]}"
        return f"{said}，{self.rest}" if self.rest else said


def regroup(message: str, group: Sequence[UserFigure]) -> Regrouped | None:
    """Return the sums that a message leaves of a group, or with one set right; None where it changes none."""
    if len(group) < 2:
        return None
    sums = [f for f in find_figures(message) if f.unit is Unit.YUAN]
    meant, span = _meant(message, group, sums)
    if not meant or len(meant) == len(group):
        return None
    new = [figure for figure in sums if figure.value not in {one.yuan for one in group}]
    if len(new) == 1 and len(meant) == 1 and new[0].start >= span[1] and RIGHT.search(message[: new[0].start]):
        return _set_right(message, group, meant[0], new[0])
    lost = LOST.search(message)
    kept = KEPT.search(message)
    if new or not (lost or kept):
        return None
    left = [figure for figure in group if (figure in meant) == (kept is not None and lost is None)]
    end = max(span[1], *(found.end() for found in (lost, kept) if found))
    gone = "、".join(_say(figure) for figure in group if figure not in left)
    return Regrouped(tuple(left), _after(message, end), f"去掉{gone}，剩下{'、'.join(map(_say, left))}")


def _meant(
    message: str, group: Sequence[UserFigure], sums: Sequence[Figure]
) -> tuple[list[UserFigure], tuple[int, int]]:
    """Return which of the group a message points to, by place, size or sum, and where it does."""
    if found := SEVERAL.search(message):
        count = NUMERALS[found[2]] + 1
        return list(group[:count] if found[1] in "前头" else group[-count:]), found.span()
    if found := PLACE.search(message):
        at = NUMERALS[found[1]] if found[1] else 0 if found[2] else len(group) - 1
        return ([group[at]] if at < len(group) else []), found.span()
    if found := SIZE.search(message):
        ordered = sorted(group, key=lambda figure: figure.yuan or 0)
        return [ordered[-1 if found[1] else 0]], found.span()
    named = [
        (one, figure)
        for figure in sums
        for one in group
        if one.yuan == figure.value and THAT.match(message, figure.end)
    ]
    meant = [one for one, _ in named]
    return meant, ((named[0][1].start, named[-1][1].end) if named else (0, 0))


def _set_right(message: str, group: Sequence[UserFigure], wrong: UserFigure, new: Figure) -> Regrouped:
    right = wrong.model_copy(update={"surface": new.surface, "yuan": new.value})
    figures = tuple(right if figure is wrong else figure for figure in group)
    return Regrouped(figures, _after(message, new.end), f"{_say(wrong)}改为{_say(right)}")


def _say(figure: UserFigure) -> str:
    return format_yuan(figure.yuan or Decimal(0))


def _after(message: str, at: int) -> str:
    """Return what a message says after the part of the sentence that holds a place."""
    end = SEGMENT.search(message, at)
    rest = message[end.end() :].strip() if end else ""
    return "" if LOST_ALONE.fullmatch(rest) else rest
