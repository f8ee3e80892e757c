"""Put caps on the rows before them: on what is open in the sentence, on all, or as a limit beside a fixed sum."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from assistant.ingest.drafting.capping import open_tiers, put_cap
from assistant.ingest.drafting.drafts import Draft, Tier
from assistant.ingest.drafting.enumerations import find_items
from assistant.ingest.drafting.figures import Group
from assistant.ingest.drafting.flat_text import Span
from assistant.ingest.drafting.slots import read_cap_owner
from assistant.ingest.drafting.tails import put_terms
from assistant.ingest.drafting.tiers import build_tier
from assistant.policy.levels import level_of


class Limit(NamedTuple):
    """The figures of a cap, the words before them, and the span of both with what is said behind."""

    text: str
    group: Group
    words: str
    span: Span


def limit_row(limit: Limit, row: Draft, awards: list[Draft], sentence: int) -> None:
    """Cap the tiers of a row, and those of others that the cap binds too."""
    text, group, words, span = limit
    owner = read_cap_owner(words) or group.per
    tiers = open_tiers(row, awards, sentence, words)
    if not tiers:  # a limit beside a fixed sum, or beside another limit
        tier = build_tier(text, group, 0, row, span)
        tier.per, tier.bound = owner or tier.per or "累计", "at_most"
        row.tiers.append(tier)
        row.end = max(row.end, span.end)
        row.doubt("另有一个限额，请核对其范围", 0.7)
        return
    if len(tiers) == 1 and len(group.values) > 1:
        tiers = _part_by_caps(row, tiers[0], len(group.values))
    put_cap(group, tiers, owner)
    for draft in awards:
        if any(tier is one for tier in tiers for one in draft.tiers):
            draft.end = max(draft.end, span.end)
            put_terms(draft, text[span.start : span.end])
            if draft.sentence != sentence:
                draft.doubt("封顶额写在另一句，请核对适用范围", 0.75)
    if len(group.values) not in (1, len(tiers)):
        row.doubt("封顶额与档次数目不符", 0.4)


_WHOSE = re.compile("为(?P<owner>[^，。；]{0,8}(?:累计|合计|全部|总))(?:限额|上限|最高限?额|额)")


def explain_cap(text: str, group: Group, row: Draft) -> bool:
    """Read a sum printed again to say for how long it caps: 100万元为3年累计限额; tell whether it was one."""
    said = _WHOSE.match(text, group.end)
    capped = [tier for tier in row.tiers if tier.cap == group.values[0]]
    if said is None or not capped:
        return False
    for tier in capped:
        tier.cap_per = f"{tier.cap_per or ''}{said['owner']}"
    row.end = said.end()
    return True


def _part_by_caps(row: Draft, tier: Tier, count: int) -> list[Tier]:
    """Return a tier for each of the kinds that the row's head lists, where their caps are told apart by 分别."""
    items = find_items(row.head, count)
    if items is None or tier.case or tier.level:
        return [tier]
    parted = [
        replace(tier, level=level, bracket=bracket, case=label if level_of(label) is None and bracket is None else None)
        for label, level, bracket in zip(items.labels, items.levels, items.brackets, strict=True)
    ]
    row.tiers = [one for old in row.tiers for one in (parted if old is tier else [old])]
    return parted


def limit_rate(group: Group, row: Draft, text: str, end: int) -> None:
    """Cap the rates of a row that have no cap: 年贴息率不超过2%."""
    for tier in row.tiers:
        if tier.unit == "percent" and tier.cap_percent is None:
            tier.cap_percent = group.values[-1]
    put_terms(row, text[group.end : end])
    row.end = max(row.end, end)
