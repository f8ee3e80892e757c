"""The guard's words for dates and terms: the rows of periods.tsv."""

from __future__ import annotations

from assistant.text.cues import Table

TABLE = Table(__package__, "periods")
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
