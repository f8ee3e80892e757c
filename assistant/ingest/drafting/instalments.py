"""Sums that are parts of the sum before them: 10万元，分两年兑现，每年5万元; 认定当年兑付20万元，次年兑付10万元."""

from __future__ import annotations

from decimal import Decimal

from assistant.ingest.drafting.drafts import Tier
from assistant.ingest.drafting.figures import Group
from assistant.ingest.drafting.leads import Lead
from assistant.policy.instalments import is_anew, is_each, is_part, name_part, name_sum, read_stages
from assistant.text.figures import Unit


def read_instalments(tier: Tier, group: Group, lead: Lead, since: str) -> list[tuple[str, Decimal]]:
    """Return the parts of a tier that a group states, each with its name; none where it is no part of it.

    `since` is what stands between the tier's figure and the group.
    """
    paid = sum((value for _, value in tier.parts), Decimal(0))
    if group.unit is not Unit.YUAN or tier.unit != "yuan" or tier.value is None or is_anew(since):
        return []
    value, stages = group.values[0], read_stages(since)
    if stages and not tier.parts and (is_each(since) or group.per in ("年", "期", "次")):
        times, unit = stages
        return [(name_part(n, unit), value) for n in range(1, times + 1)] if times * value == tier.value else []
    name = name_sum(since)
    if len(group.values) == 1 and paid + value <= tier.value and value < tier.value:
        if name and (stages or tier.parts) and not is_part(tier.case or ""):
            return [(name, value)]
        said = "".join(filter(None, (lead.head, lead.case))) if tier.parts else lead.case if not lead.head else None
        if said and is_part(said) and not is_part(tier.case or ""):
            return [(said, value)]
    return []
