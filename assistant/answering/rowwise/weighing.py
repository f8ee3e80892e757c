"""What a row gains by what a message says beside its words: a rank, a code, a size, to be none of those listed."""

from __future__ import annotations

import re

from assistant.answering.rowwise.asked import Asked
from assistant.answering.rowwise.narrowing import begins_at, measures_told, of_code, of_rank
from assistant.models import Reward

EXACT = 0.5  # of a rank or a code that the message names
SIZED = 0.3  # whose brackets measure a sum of the message, or begin at one that it says to be passed
OTHERS = 0.3  # for all others, where the message says to be none of those listed
OTHER = re.compile(r"[\d一二三四五]*[.．、)）]?\s*(?:对于?)?其[他它]")


def weigh(row: Reward, asked: Asked) -> float:
    """Return what is added to the score of a row, 0 to 1.6."""
    return (
        EXACT * (bool(of_rank(row.tiers, asked)) + of_code(row, asked))
        + SIZED * (begins_at(row.tiers, asked) or measures_told(row.tiers, asked))
        + OTHERS * (asked.of_others and is_for_others(row))
    )


def is_for_others(row: Reward) -> bool:
    """Whether a row is for what none of its siblings is for: 其他项目按3%补助."""
    return bool(OTHER.match(row.tiers[0].quote))
