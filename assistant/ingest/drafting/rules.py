"""The rules that say what a sum or rate is there for: granted, a cap, a threshold, a step, a goal, a fund …

`RULES` is read from the top; the first rule whose patterns fit what stands left and right of a group decides. `left`
must match up to the figure, `right` from behind it; both see only the part of the sentence between two ；. Each rule
shows two examples; the figure meant is between 《》.
"""

from __future__ import annotations

from assistant.ingest.drafting.aside_rules import ASIDE
from assistant.ingest.drafting.grant_rules import GRANTED
from assistant.ingest.drafting.limit_rules import LIMITS
from assistant.ingest.drafting.rule import Rule
from assistant.ingest.drafting.standard_rules import STANDARDS
from assistant.ingest.drafting.told_rules import TOLD

RULES: tuple[Rule, ...] = (*TOLD, *ASIDE, *STANDARDS, *GRANTED, *LIMITS)
