"""Sums that are parts of the sum before them: 10万元，分两年兑现，每年5万元; 认定当年兑付20万元，次年兑付10万元."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.ingest.drafting.drafts import Tier
from assistant.ingest.drafting.figures import Group
from assistant.ingest.drafting.leads import Lead
from assistant.policy.instalments import IN_PARTS, ONE_PART, name_part, read_stages
from assistant.text import giving
from assistant.text.figures import Unit

_PARTED = re.compile(rf"^(?:{ONE_PART})(?:[^，。；\d]{{1,8}}的)?(?:{giving.PAY}|支付|{giving.AWARD})?$")
_PAID = re.compile(rf"(?:再|各|先|另|先行|预)?(?:{giving.PAY}|支付|到位|拨)(?:给)?(?:企业|其|剩余)?$")
_EACH = re.compile("每[年期次批]$|各$")
_ANEW = re.compile(
    f"再(?:增加|{giving.AWARD}|{giving.GIVE})|另(?:行|外)?(?:{giving.GIVE}|{giving.AWARD})|叠加|追加|额外"
)


def read_instalments(tier: Tier, group: Group, lead: Lead, since: str) -> list[tuple[str, Decimal]]:
    """Return the parts of a tier that a group states, each with its name; none where it is no part of it.

    `since` is what stands between the tier's figure and the group.
    """
    paid = sum((value for _, value in tier.parts), Decimal(0))
    if group.unit is not Unit.YUAN or tier.unit != "yuan" or tier.value is None or _ANEW.search(since):
        return []
    value, stages = group.values[0], read_stages(since)
    if stages and not tier.parts and _is_each(since, group):
        times, unit = stages
        return [(name_part(n, unit), value) for n in range(1, times + 1)] if times * value == tier.value else []
    name = _name(since)
    if len(group.values) == 1 and paid + value <= tier.value and value < tier.value:
        if name and (stages or tier.parts) and _PAID.search(since) and not _PARTED.match(tier.case or ""):
            return [(name, value)]
        said = "".join(filter(None, (lead.head, lead.case))) if tier.parts else lead.case if not lead.head else None
        if said and _PARTED.match(said) and not _PARTED.match(tier.case or ""):
            return [(said, value)]
    return []


def _is_each(since: str, group: Group) -> bool:
    return _EACH.search(_PAID.sub("", since)) is not None or group.per in ("年", "期", "次")


def _name(since: str) -> str:
    """Return what a part is called: 次年仍在库, of 次年仍在库的，再兑现."""
    said = re.split("[；：。]", _PAID.sub("", since))[-1]
    said = re.sub(rf"^.*{IN_PARTS}[^，]*，", "", said)
    return re.sub("(?:的|后)?[，、]*$", "", said.lstrip("(，、")).strip("()，、")
