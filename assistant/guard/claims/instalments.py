"""Instalments that a notice tells in a sentence of their own: 补助资金分两期拨付：投产当年拨付70%，…拨付30%."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from assistant.guard.claims.facts import find_span
from assistant.guard.layout.lines import Span
from assistant.guard.layout.sheet import Sheet
from assistant.models import Clause, Part, Reward
from assistant.policy.instalments import IN_PARTS, find_instalments
from assistant.policy.tiers import TierNames

_IN_STAGES = re.compile(IN_PARTS)
_OF_ALL = re.compile("本条|以上|上述|前述")
_BLANK = re.compile(r"\s")


class Schedule(NamedTuple):
    """The instalments of an award: their sentence, where it begins to tell of them, and each with its time."""

    span: Span
    at: int
    parts: tuple[Part, ...]


def find_schedules(text: str) -> Iterator[Schedule]:
    """Yield the instalments of a normalised text, those that make up the whole.

    >>> (found,) = find_schedules("奖金分三年按5∶3∶2的比例兑现。")
    >>> [(part.case, int(part.percent)) for part in found.parts]
    [('第一年', 50), ('第二年', 30), ('第三年', 20)]
    """
    sheet = Sheet(text)
    for found in _IN_STAGES.finditer(text):
        start, end = sheet.sentence(*found.span())
        told = find_instalments(_BLANK.sub("", text[found.start() : end]))
        parts = tuple(Part(case=one.case.removesuffix("的"), percent=one.share * 100 / one.whole) for one in told)
        if len(parts) > 1:
            yield Schedule((start, end), found.start(), parts)


def complete(clause: Clause, rewards: Sequence[Reward]) -> tuple[Reward, ...]:
    """Return the rows of a clause with the instalments that its text tells of them, without rows of these alone."""
    text = Sheet(clause.text).text
    schedules = tuple(find_schedules(text))
    if not schedules:
        return tuple(rewards)
    spans = {row.id: span for row in rewards if (span := find_span(text, row.tiers[0].quote)) is not None}
    ends = {row: _end(span, schedules) for row, span in spans.items()}
    return tuple(_with_parts(row, ends, schedules, text) for row in rewards if not _is_stage(row, schedules, text))


def _end(span: Span, schedules: Iterable[Schedule]) -> int:
    """Return where a row's quote ends, or the instalments within it begin."""
    return min((one.at for one in schedules if span[0] < one.at < span[1] and one.span[1] < span[1]), default=span[1])


def _is_stage(row: Reward, schedules: Iterable[Schedule], text: str) -> bool:
    """Whether a row is no more than an instalment."""
    span = find_span(text, row.tiers[0].quote) if row.kind != "award" else None
    return span is not None and any(
        one.span[0] <= span[0] < one.span[1] and row.tiers[0].percent in {part.percent for part in one.parts}
        for one in schedules
    )


def _with_parts(row: Reward, ends: dict[str, int], schedules: Sequence[Schedule], text: str) -> Reward:
    """Return a row with the instalments told right behind it, for the tiers that their sentence names, if any."""
    own = ends.get(row.id)
    if row.kind != "award" or own is None or any(tier.parts for tier in row.tiers):
        return row
    schedule = next((one for one in schedules if one.span[1] >= own), None)
    if schedule is None:
        return row
    is_of_all = _OF_ALL.match(text, schedule.span[0]) is not None
    if not is_of_all and any(own < end <= schedule.span[0] for end in ends.values()):
        return row
    before = text[max(own, schedule.span[0]) : schedule.at]
    own_words = text[schedule.span[0] : schedule.at]
    listed = {n for n, tier in enumerate(row.tiers) if tier.case and tier.case in own_words}
    named = TierNames(row.tiers).named(before) or listed or range(len(row.tiers))
    tiers = (t.model_copy(update={"parts": schedule.parts}) if n in named else t for n, t in enumerate(row.tiers))
    return row.model_copy(update={"tiers": tuple(tiers)})
