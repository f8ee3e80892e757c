"""The reward table for staff: filtered, sorted, drawn on one scale, and as files."""

from __future__ import annotations

import math
from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from assistant.access import Staff, root_of
from assistant.answering.wording import bounded
from assistant.lookup.measure_kinds import MEASURES, list_choices
from assistant.lookup.reward_list import RewardFilter, RewardLine, list_lines
from assistant.lookup.validity import describe_window
from assistant.models import Bound, Model
from assistant.pages.rendering import MANY, clause_address
from assistant.pages.staff.shell import render_staff
from assistant.policy.validity import is_over
from assistant.text.numerals import format_yuan

if TYPE_CHECKING:
    from assistant.service import Assistant

COLUMNS = (("name", "项目"), ("level", "级别"), ("amount", "标准"), ("clause", "依据"))
MARKS = tuple(Decimal(10) ** power * times for power in range(3, 10) for times in (1, 5))
MARGIN = 0.06
BOUNDS: dict[Bound, str] = {"exact": "定额", "at_least": "不低于", "at_most": "不超过、封顶"}


class Point(Model):
    """An amount on the chart: how far to the right in percent, and how it is written."""

    at: float
    words: str
    bound: Bound


class Bar(Model):
    """A programme's lines of the chart."""

    name: str
    points: tuple[Point, ...]


class Scale:
    """A logarithmic scale from the mark below the lowest amount to the one above the highest."""

    def __init__(self, amounts: Iterable[Decimal]) -> None:
        known = sorted(amounts)
        low = max((mark for mark in MARKS if mark <= known[0]), default=MARKS[0])
        high = min((mark for mark in MARKS if mark >= known[-1]), default=MARKS[-1])
        self.marks = tuple(mark for mark in MARKS if low <= mark <= high)
        self._low, self._span = math.log10(low), math.log10(high) - math.log10(low) or 1

    def place(self, yuan: Decimal) -> float:
        """Return where an amount stands, in percent of the width.

        >>> scale = Scale([Decimal(50_000), Decimal(5_000_000)])
        >>> scale.place(Decimal(50_000)), scale.place(Decimal(500_000)), scale.place(Decimal(5_000_000))
        (6.0, 50.0, 94.0)
        """
        share = (math.log10(yuan) - self._low) / self._span
        return round((MARGIN + (1 - 2 * MARGIN) * share) * 100, 2)


def add_table(router: APIRouter, assistant: Assistant) -> None:
    """Add the page of the reward table."""
    choices = list_choices(assistant.corpus)
    priced = list_lines(assistant.corpus, RewardFilter())
    scale = Scale(line.yuan for line in priced if line.yuan is not None)

    @router.get("/staff/rewards")
    def rewards(request: Request, member: Staff, wanted: Annotated[RewardFilter, Query()]) -> HTMLResponse:
        lines, today = list_lines(assistant.corpus, wanted), assistant.today()
        meta = {policy.meta.id: policy.meta for policy in assistant.corpus.policies}
        shown = meta if len(meta) <= MANY else dict.fromkeys(line.reward.policy for line in lines)
        return render_staff(
            request,
            "table.html",
            member,
            "rewards",
            wanted=wanted,
            choices=choices,
            measures=MEASURES,
            columns=COLUMNS,
            lines=lines,
            bars=draw(lines, scale),
            bounds=BOUNDS,
            marks=[(scale.place(mark), format_yuan(mark), at % 2 == 1) for at, mark in enumerate(scale.marks)],
            windows={name: (describe_window(meta[name], today), is_over(meta[name], today)) for name in shown},
            many=MANY,
            meta=meta,
            query=urlencode({name: value for name, value in wanted.model_dump().items() if value or name == "kind"}),
            address=lambda line: clause_address(root_of(request), line.reward.policy, line.reward.clause),
        )


def draw(lines: Iterable[RewardLine], scale: Scale) -> tuple[Bar, ...]:
    """Return the chart of the lines that have an amount, a bar a programme in the order of the lines."""
    bars: dict[str, list[RewardLine]] = {}
    for line in lines:
        if line.kind == "award" and line.yuan is not None:
            bars.setdefault(line.reward.id, []).append(line)
    return tuple(
        Bar(name=bar[0].reward.name, points=tuple(_point(line, scale) for line in bar)) for bar in bars.values()
    )


def _point(line: RewardLine, scale: Scale) -> Point:
    assert line.yuan is not None
    words = (
        bounded(format_yuan(line.yuan), line.bound) if line.tier.yuan is not None else f"封顶{format_yuan(line.yuan)}"
    )
    return Point(at=scale.place(line.yuan), words=f"{line.label} {words}".strip(), bound=line.bound)
