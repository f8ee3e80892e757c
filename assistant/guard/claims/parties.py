"""Who gets a figure and who pays it, by position: 奖给…, 由…领取, 由…承担."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.guard.claims.claim import Slot
from assistant.guard.claims.frames import BEHIND, LEFT, Frames
from assistant.guard.claims.quantities import Quantity
from assistant.guard.words.slots import (
    APPLIES,
    GETS,
    GIVEN_AFTER,
    GIVEN_OF,
    GIVEN_OUT,
    GIVEN_TO,
    GIVER,
    PAID_BY,
    PAYER,
    RECIPIENT,
    TAKEN_BY,
    WHO_ENDS,
)
from assistant.text import denying

_BEARS = re.compile("(?:承担|负担|分担|出资|[出掏拿])?")
_DENIED = re.compile(denying.NO)


def read_recipient(frames: Frames, at: int) -> Slot | None:
    """Return who is said to get a sum or rate."""
    quantity, frame, text = frames.quantities[at], frames.frame(at), frames.text
    if not quantity.is_judged:
        return None
    start = max(frame.floor, quantity.start - LEFT)
    for found in (GIVEN_TO.search(text, start, quantity.left), GIVEN_OF.search(text, start, quantity.left)):
        if found and not _is_denied(text, found.start()) and WHO_ENDS.search(found["who"]):
            return Slot(found["who"], found.span("who"))
    gets = GETS.search(text, start, quantity.left) or APPLIES.search(text, start, quantity.left)
    if gets and WHO_ENDS.search(gets["who"]):
        return Slot(gets["who"], gets.span("who"))
    after = frames.quantities[at + 1].start if at + 1 < len(frames.quantities) else len(text)
    end = min(frame.sentence[1], max(after, quantity.end), quantity.end + BEHIND)
    earlier = frames.start_of_own(at)
    for found in (GIVEN_OUT.match(text, quantity.end, end), GIVEN_AFTER.match(text, quantity.end, end)):
        if found and WHO_ENDS.search(found["who"]):
            return Slot(found["who"], found.span("who"))
    for pattern, first in ((RECIPIENT, min(start, earlier)), (TAKEN_BY, quantity.end)):
        found = pattern.search(text, first, end)
        if found and not _is_denied(text, found.start()) and WHO_ENDS.search(who := found["who"].strip("的这那 ")):
            return Slot(who, (found.start(), found.end()))
    return None


def _is_denied(text: str, place: int) -> bool:
    """Whether the words right before a place deny what follows: 不是直接发给商户."""
    return _DENIED.search(text, max(0, place - 6), place) is not None


def read_payer(frames: Frames, at: int) -> Slot | None:
    """Return who is said to pay a sum or rate."""
    quantity, frame, text = frames.quantities[at], frames.frame(at), frames.text
    if not quantity.is_judged:
        return None
    before = [one for one in PAYER.finditer(text, max(frame.floor, quantity.start - LEFT), quantity.start)]
    if before and _BEARS.fullmatch(text, before[-1].end(), quantity.start):
        return Slot(before[-1]["who"], before[-1].span())  # 由市财政承担30%，其余由街道承担
    for rest in PAYER.finditer(text, quantity.end, frames.end_of_own(at)):
        if _says_pays(text, rest) and not _leads_to_another(frames, rest.end(), quantity):
            return Slot(rest["who"], rest.span())
    found = before
    if not found:
        last = frames.judged_before(at)
        found = list(_paying(text, max(frame.sentence[0], last.end if last else 0), quantity.start))
    return Slot(found[-1]["who"], found[-1].span()) if found else None


def read_giver(frames: Frames, at: int) -> Slot | None:
    """Return the rank of government that is said to give a sum or rate: 由县里给予, 市级给予."""
    quantity, frame = frames.quantities[at], frames.frame(at)
    if not quantity.is_judged:
        return None
    run = next((run for run in frames.lists if at in run), range(at, at + 1))
    before = frames.judged_before(run[0])
    start = max(frame.sentence[0], before.end if before else 0, quantity.start - BEHIND)
    found = [
        *GIVER.finditer(frames.text, start, quantity.start),
        *GIVER.finditer(frames.text, quantity.end, frames.end_of_own(at)),
    ]
    if not found or _is_denied(frames.text, found[0].start()):
        return None
    return Slot(found[0]["by"] or found[0]["rank"], found[0].span())


def _paying(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    return (one for one in PAYER.finditer(text, start, end) if _says_pays(text, one))


def _says_pays(text: str, found: re.Match[str]) -> bool:
    return found["how"] not in ("财政", "资金") or PAID_BY.match(text, found.end()) is not None


def _leads_to_another(frames: Frames, place: int, quantity: Quantity) -> bool:
    """Whether another figure follows in the clause around a place: 县财政补助40%，镇财政承担20%."""
    end = frames.sheet.clause(place - 1, place)[1]
    return any(other is not quantity for other in frames.judged(place, end))
