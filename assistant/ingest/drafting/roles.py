"""What each sum or rate of a part of a sentence is there for, by the first rule that fits."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from assistant.ingest.drafting.capping import says_cap
from assistant.ingest.drafting.figures import Group
from assistant.ingest.drafting.rule import WHO, Role, Rule
from assistant.ingest.drafting.rules import RULES
from assistant.ingest.drafting.words import GIVE, GRANT
from assistant.text.figures import Unit

LARGEST_GRANT = Decimal(3 * 10**8)  # yuan; no office grants as much to one firm


class Judged(NamedTuple):
    """A group with what it is there for, the rule that said so and how sure it is."""

    group: Group
    role: Role
    rule: str
    sure: float


def judge_group(text: str, group: Group, granted: bool, before: Judged | None = None) -> Judged:
    """Judge a group of a part of a sentence.

    `granted`: a grant stands before it in the sentence; `before`: the group before it in the part.
    """
    left, right = text[: group.start], text[group.end :]
    for rule in RULES:
        if group.unit in rule.units and _fits(rule, group, left, right, granted, before):
            return Judged(group, rule.role, rule.id, rule.sure)
    gives = re.search(f"{GIVE}|{GRANT}", text)
    return Judged(group, "threshold" if gives else "fact", "fallback", 0.3)


def _fits(rule: Rule, group: Group, left: str, right: str, granted: bool, before: Judged | None) -> bool:
    if rule.after_grant is not None and rule.after_grant != granted:
        return False
    if rule.left is not None and not rule.left.search(left):
        return False
    if rule.right is not None and not rule.right.search(right):
        return False
    match rule.also:
        case "no grant":
            strong = re.search("力争|争取|目标|到20|努力|确保|计划|预计", left)
            return not re.search(f"{GIVE}|{GRANT}", right if strong else left + right)
        case "not cap":
            at = before.group.end if before is not None else 0
            return not (granted and group.figures[0].bound == "at_most" and says_cap(re.split("[，；]", left[at:])[-1]))
        case "not given":
            return not re.search(rf"{GIVE}{WHO}?(?:资金|金额|额)?(?:超过|达到?|高于)$", left)
        case "after threshold":
            return (
                before is not None
                and before.role == "threshold"
                and before.group.unit is group.unit
                and len(left) - before.group.end <= 12
            )
        case "after grant":
            between = left[before.group.end :] if before is not None else ""
            return (
                before is not None and before.role == "grant" and before.group.unit is group.unit and len(between) <= 18
            )
        case "range":
            capped = granted and group.figures[0].bound == "at_most"
            return group.is_range or (len(group.figures) > 1 and not capped)
    return True


def doubt_sum(judged: Judged) -> Judged:
    """Read a sum that no office grants to one firm as something told: 发放贷款6亿元."""
    group = judged.group
    if judged.role == "grant" and group.unit is Unit.YUAN and max(group.values) >= LARGEST_GRANT:
        return judged._replace(role="fact", rule="too large", sure=0.5)
    return judged
