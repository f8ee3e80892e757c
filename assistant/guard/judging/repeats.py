"""Figures that stand again: written in other words, pointed back to, the user's own told once more."""

from __future__ import annotations

from assistant.guard.arithmetic import same
from assistant.guard.judging.reading import NEAR, Reading
from assistant.guard.judging.verdicts import Judgement
from assistant.guard.layout.items import Item
from assistant.guard.mentions.vocabulary import UNCOVERED
from assistant.guard.words.sums import AGAIN, MENTIONING
from assistant.guard.words.users import ALTERNATIVE, CALLED, FAR_OFF

POINTING = ("这", "那", "该", "上述", "前述")
NAMED_REACH = 24  # how long the name right before a figure may be


def restated(reading: Reading, item: Item) -> Judgement | None:
    """Return the judgement of the figure right before that this one writes again: 10,000,000,000元（百亿元）."""
    if not item.number or item.bound is not None:
        return None
    before = reading.sheet.items[item.number - 1]
    if (before.value, before.unit) != (item.value, item.unit) or not AGAIN.fullmatch(
        reading.sheet.text[before.end : item.start]
    ):
        return None
    judgement = reading.judgements[before.number]
    return judgement._replace(span=None)


def miscounts(reading: Reading, item: Item) -> bool:
    """Whether a figure is the result of a sum that is written out and gives something else."""
    expression = reading.result_of(item)
    value = expression.value() if expression is not None else None
    return value is not None and not same(item.value, value, item.figure.approximate)


def pointed_at(reading: Reading, item: Item) -> Judgement | None:
    """Return the judgement of the figure before that this one points back to: 这20万元里不包含配套."""
    text = reading.sheet.text
    if item.bound is not None:
        return None
    points = text.endswith(POINTING, 0, item.start) or MENTIONING.search(text, reading.sheet.floor_of(item), item.start)
    if not points or CALLED.match(text, item.end):
        return None
    earlier = reading.sheet.items[max(0, item.number - NEAR) : item.number]
    same_figures = [other for other in earlier if (other.unit, other.value) == (item.unit, item.value)]
    judgements = [reading.judgements[other.number] for other in same_figures]
    return next((one._replace(span=None) for one in judgements if one.verdict == "supported"), None)


def is_users_again(reading: Reading, item: Item) -> bool:
    """Whether a figure is one of the user's that the text adds up, or has named before: 1亿元距离这个门槛还远."""
    expression = reading.operand_of(item)
    if expression is not None and reading.user_sums and expression.value() in reading.user_sums:
        return True
    if item.bound is not None or reading.says_award(item) or not FAR_OFF.match(reading.sheet.text, item.end):
        return False
    earlier = reading.sheet.items[max(0, item.number - NEAR) : item.number]
    same_figures = [other for other in earlier if (other.unit, other.value) == (item.unit, item.value)]
    return any(reading.judgements[other.number].verdict == "user" for other in same_figures)


def is_alternative(reading: Reading, item: Item) -> bool:
    """Whether a figure stands beside one of the user's: 不管投入1500万元还是3000万元."""
    before = reading.sheet.before(item, reading.sheet.clause_of(item)[0])
    if before is None or before.unit is not item.unit or reading.judgements[before.number].verdict != "user":
        return False
    return ALTERNATIVE.fullmatch(reading.sheet.text, before.end, item.start) is not None


def is_named_beside(reading: Reading, item: Item) -> bool:
    """Whether a payer stands in a figure's clause or the next, or a programme or level right before it."""
    _, end = reading.sheet.clause_of(item)
    behind = reading.sheet.clause(end + 1, end + 1)[1] if end < reading.sheet.sentence_of(item)[1] else end
    if reading.marked.payers.inside(reading.sheet.clause_of(item)[0], behind):
        return True
    left = item.left - reading.sheet.text.endswith("的", 0, item.left)
    near = (left - NAMED_REACH, left)
    kinds = (reading.marked.topics, reading.marked.levels)
    beside = (mark for marks in kinds for mark in marks.inside(*near) if mark.end >= left - 1)
    return any(not mark.weak and mark.value != UNCOVERED for mark in beside)
