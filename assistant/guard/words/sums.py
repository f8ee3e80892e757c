"""The guard's words for how sums, differences, ratios and the way to a cap are told: the rows of sums.tsv."""

from __future__ import annotations

import re

from assistant.text.cues import Table
from assistant.text.shared import SHARED

TABLE = Table(__package__, "sums", SHARED)
ADDED = TABLE.cue("added")
SUM = TABLE.cue("sum")
DIFFERENCE = TABLE.cue("difference")
FILLED = TABLE.cue("filled")  # behind a base: what it takes for the cap
FROM_TO = TABLE.cue("from_to")
ENOUGH = TABLE.cue("enough")  # behind a base from which on the cap is paid: 200万元及以上的，按封顶
RATIO = TABLE.cue("ratio")
TIMES = TABLE.cue("times")
MEAN = TABLE.cue("mean")
TOO_MUCH = TABLE.cue("too_much")
PER_PROJECT = TABLE.cue("per_project")
WANTED = TABLE.cue("wanted")
WORKED_OUT = TABLE.cue("worked_out")
EXCESS = TABLE.cue("excess")
EQUALS_CAP = TABLE.cue("equals_cap")
EQUALS = TABLE.cue("equals")
NEEDED = TABLE.cue("needed")
REVERSE = TABLE.cue("reverse")
EACH_YEAR = TABLE.cue("each_year")
ANSWERS = TABLE.cue("answers")
MENTIONING = TABLE.cue("mentioned")  # 两条都出现了100万元
AGAIN = re.compile(rf"(?:打底|起步|起|以上|以内|封顶|左右)?[（(，,]?(?:{TABLE.words('again')})*[:：]?")
