"""Work out rates that are capped for each of several things, at most so many: 每个展位不超过2万元."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from assistant.answering.calculation import Calculation
from assistant.answering.rowwise.asked import Asked
from assistant.answering.rowwise.choosing import Choice, Chooser
from assistant.answering.rowwise.counting import count_named
from assistant.answering.rowwise.reckoned import Reckoned, to_calculation
from assistant.answering.rowwise.told import tell
from assistant.models import Model, Reward, Tier
from assistant.text.numerals import format_number, format_yuan
from assistant.understanding.sizes import ITEMS

PIECE = re.compile(r"^(?:每|单)(?P<unit>[个项台套件款场次篇条幅辆])(?P<noun>[\u4e00-\u9fff]*)$")
FIRM = re.compile("企业|单位|主体|机构|公司|园区|户")
COUNTED = re.compile(r"^[每单]|全年|年度|累计|合计")


class Pieces(Model):
    """How many things a rate is given for one by one; `each` is true where the user's sum is that of one of them.

    `most` is true where the text counts no more, although the user has more.
    """

    number: Decimal
    unit: str
    each: bool
    most: bool = False


def is_ceiling(row: Reward, tier: Tier) -> bool:
    """Whether a tier is only the limit of what a rate beside it gives one firm in all."""
    beside = any(other.percent is not None for other in row.tiers if other is not tier)
    return beside and tier.yuan is not None and tier.bound == "at_most" and COUNTED.search(tier.per or "") is not None


def count_pieces(chooser: Chooser, choice: Choice, tier: Tier, asked: Asked) -> Pieces | None:
    """Return how many of what a tier's cap is for each the message tells of; None for one, or where none is told."""
    piece = PIECE.match(tier.cap_per or "")
    if piece is None or FIRM.search(piece["noun"]):
        return None
    unit, noun = piece["unit"], piece["noun"]
    wanted = [f"{unit}{noun}", unit]
    sizes = [size for message in asked.messages for size in chooser.counters.read(message, wanted)]
    exact = [size for size in sizes if chooser.counters.same(size.counter, unit) or size.counter in wanted]
    number = next((n for message in asked.messages if noun and (n := count_named(message, noun))), None)
    number = number or next((size.value for size in exact if not size.about), None)
    if number is None or number <= 1:
        return None
    each = any(tell(figure, asked.messages).each for figure in asked.money)
    limits = [most.number for most in chooser.clauses.most_of(choice.row) if _counts(most.unit, unit, noun)]
    most = min(limits, default=number)
    return Pieces(number=min(number, most), unit=unit, each=each, most=number > most)


def _counts(unit: str, counter: str, noun: str) -> bool:
    return (unit[0] == counter and (not noun or unit[1:] in noun or noun in unit)) or (
        unit[0] in ITEMS and bool(noun) and unit[1:] != "" and unit[1:] in noun
    )  # fmt: skip


def multiply_pieces(choice: Choice, one: Reckoned, pieces: Pieces, parts: Sequence[Decimal]) -> Calculation:
    """Return what all pieces give, under what the row gives one firm in all."""
    value = one.value * pieces.number
    line = f"{one.line}；{format_yuan(one.value)}×{format_number(pieces.number)}{pieces.unit}＝{format_yuan(value)}"
    if one.over is not None and one.over != one.value:
        line = f"{one.line}；每{pieces.unit}按不超过{format_yuan(one.value)}计；" + line.rpartition("；")[2]
        parts = (*parts, one.over)
    row, tier = choice.row, one.tier
    ceilings = [other.yuan for other in row.tiers if is_ceiling(row, other) and other.yuan is not None]
    ceiling = min(ceilings, default=None)
    bound = "at_most" if pieces.most else one.bound
    over = None
    if ceiling is not None and value >= ceiling:
        value, bound, over = ceiling, "at_most", value
    whole = Reckoned(value=value, bound=bound, line=line, tier=tier.model_copy(update={"cap_yuan": ceiling}), over=over)
    return to_calculation(choice, [whole], (*parts, one.value))
