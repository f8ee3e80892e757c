"""The guard's words for dates and terms: the rows of periods.tsv."""

from __future__ import annotations

import re

from assistant.text.cues import Table
from assistant.text.shared import SHARED

TABLE = Table(__package__, "periods", SHARED)
TOO_LATE = TABLE.cue("too_late")
LEFT_OUT = TABLE.cue("left_out")
POSTPONED = TABLE.cue("postponed")
NOW = TABLE.cue("now")
WINDOW = TABLE.cue("window")
ISSUED = TABLE.cue("issued")
VALIDITY = TABLE.cue("validity")
TERM = TABLE.cue("term")
CONDITION_YEARS = TABLE.cue("condition_years")
LOAN_TERM = TABLE.cue("loan_term")
CALC = TABLE.cue("reckoning")

MONTH_END = re.compile("(?<![0-9])(1?[0-9])月[底末]")


def month_ends(text: str) -> frozenset[int]:
    """Return the ends of months that a normalised text names, as figures of dates have them: 930 of 当年9月底前."""
    return frozenset(int(month) * 100 + 30 for month in MONTH_END.findall(text))
