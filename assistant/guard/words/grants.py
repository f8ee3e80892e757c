"""The guard's words for what is said of awards, that they are paid, how often, per what: the rows of grants.tsv."""

from __future__ import annotations

from assistant.text.cues import Table
from assistant.text.shared import SHARED

TABLE = Table(__package__, "grants", SHARED)
AWARD = TABLE.cue("paid")
AWARD_OVER = TABLE.cue("awarded_over")
AWARD_BEHIND = TABLE.cue("award_behind")
AWARD_DENIED = TABLE.cue("award_denied")
CLAIMED = TABLE.cue("claimed")
OF_WHOM = TABLE.cue("of_whom")
GIFT = TABLE.cue("gift")
TAKES_PART = TABLE.cue("takes_part")
EXCEPT = TABLE.cue("excepted")
BESIDES = TABLE.cue("besides")
PAID = TABLE.cue("paid_out")
YEARLY = TABLE.cue("yearly")
ONE_PROJECT = TABLE.cue("one_project")
ALL_PROJECTS = TABLE.cue("all_projects")  # what is given per project said of all together
MONTHLY = TABLE.cue("monthly")
EACH_FIRM = TABLE.cue("each_firm")
EACH_PAYER = TABLE.cue("each_payer")
NEXT_AWARD = TABLE.cue("award_next")
FOREIGN = frozenset(("美元", "美金", "港元", "港币", "欧元", "日元", "台币", "英镑"))
OTHER_THAN = TABLE.cue("other_than")
HIGHER = TABLE.cue("higher")
