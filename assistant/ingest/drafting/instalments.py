"""Sums that are parts of the sum before them: 10万元，分两年兑现，每年5万元; 认定当年兑付20万元，次年兑付10万元."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.ingest.drafting.drafts import Tier
from assistant.ingest.drafting.figures import Group
from assistant.ingest.drafting.leads import Lead
from assistant.text import giving
from assistant.text.figures import Unit
from assistant.text.numerals import parse_numeral

_PARTED = re.compile(
    r"^(?:第[一二三四五\d]+(?:个)?年度?|首年|次年|当年|前[一二两三\d]年|后[一二两三\d]年"
    rf"|次年起.{{0,4}}|第[一二三四五]期|首期|二期)(?:[^，。；\d]{{1,8}}的)?(?:{giving.PAY}|支付|{giving.AWARD})?$"
)
_STAGED = re.compile(r"分(?P<times>[一二两三四五六七八九十]|\d{1,2})个?(?P<unit>年度?|期|次|批|阶段)")
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
    value, staged = group.values[0], _STAGED.search(since)
    if staged and not tier.parts and _is_each(since, group):
        times = int(parse_numeral(staged["times"]) or 0)
        unit = staged["unit"].removesuffix("度")
        return [(f"第{_HAN[n]}{unit}", value) for n in range(1, times + 1)] if times * value == tier.value else []
    name = _name(since)
    if len(group.values) == 1 and paid + value <= tier.value and value < tier.value:
        if name and (staged or tier.parts) and _PAID.search(since) and not _PARTED.match(tier.case or ""):
            return [(name, value)]
        said = "".join(filter(None, (lead.head, lead.case))) if tier.parts else lead.case if not lead.head else None
        if said and _PARTED.match(said) and not _PARTED.match(tier.case or ""):
            return [(said, value)]
    return []


_HAN = ("零", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十")


def _is_each(since: str, group: Group) -> bool:
    return _EACH.search(_PAID.sub("", since)) is not None or group.per in ("年", "期", "次")


def _name(since: str) -> str:
    """Return what a part is called: 次年仍在库, of 次年仍在库的，再兑现."""
    said = re.split("[；：。]", _PAID.sub("", since))[-1]
    said = re.sub(r"^.*分[一二两三四五六七八九十\d]+个?[年期次批][^，]*，", "", said)
    return re.sub("(?:的|后)?[，、]*$", "", said.lstrip("(，、")).strip("()，、")
