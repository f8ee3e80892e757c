"""What is said behind a granted figure: what it is called, for how long it is given, who bears it."""

from __future__ import annotations

import re

from assistant.ingest.drafting.counts import find_most, read_most
from assistant.ingest.drafting.drafts import Draft
from assistant.ingest.drafting.figures import Group, find_groups
from assistant.ingest.drafting.flat_text import Span
from assistant.ingest.drafting.slots import read_base_cap, read_bearer, read_months, read_term
from assistant.ingest.drafting.words import GRANT
from assistant.text import giving

_BLOCK_TAIL = re.compile(
    rf"(?:以上|以内|以下|左右|不等)?(?:的|之)?(?:(?:[^，。；、：()\d]|连续\d年){{0,16}}?(?:{GRANT}))*"
)
_TERM_BEHIND = re.compile(
    "|".join(
        (
            rf"(?:[、，](?=[补奖资贴]))?(?:{giving.AWARD}|贴息)?[\d一二两三四五六]+(?:年|个月)(?=[，。；、)]|$)",
            rf"[、，]?(?:且|但)?(?:(?:[同每单][一]?笔贷款|{giving.AWARD}|贴息|享受|支持|累计|每[家人户])*(?:期限?|年限|时间)|连续|最长|共|为期|最多|累计)(?:{giving.GIVE}|{giving.AWARD}|发放|享受|累计|最长|最多|原则上|为|可|不得?超过)*[\d一二两三四五六]+(?:年|个月)(?!以上|度)(?:的[^，。；、\d]{{0,8}}(?:{GRANT}))?",
        )
    )
)
_ASIDE = re.compile(r"\([^()]*\)")
_SEGMENT = re.compile(r"，(?:[^，。；()]|\([^()]*\))+")


def find_tail(text: str, group: Group, part: Span) -> int:
    """Return where what is said of a grant ends: behind 的一次性奖励, 连续3年, (不重复享受)."""
    end = group.end
    for pattern in (_BLOCK_TAIL, _TERM_BEHIND, _ASIDE):
        found = pattern.match(text, end, part.end)
        if found and not (pattern is _ASIDE and find_groups(found[0])):
            end = found.end()
    return _find_limits(text, end, part)


def _find_limits(text: str, end: int, part: Span) -> int:
    """Return where the terms and counts end that are said one after another: ，面积以300平方米为限，补贴24个月."""
    while True:
        segment = _SEGMENT.match(text, end, part.end)
        if segment and read_most(segment[0]):
            end = segment.end()
        elif (term := _TERM_BEHIND.match(text, end, part.end)) and term[0]:
            end = term.end()
        else:
            return end


def put_terms(row: Draft, said: str) -> None:
    """Read the longest term and the count from what stands beside a cap or a grant, for tiers that have none."""
    years, months, most = read_term(said), read_months(said), find_most(said)
    for tier in row.tiers:
        tier.most = tier.most or most
        if tier.term_years is None and tier.term_months is None:
            tier.term_years, tier.term_months = years, months


_BY_LEVEL = f"(?:按照?|{giving.GIVE}|分别|一次性)"
_RANKED = re.compile("认定|评定|评为|获评|获得|创建|命名|入选|授予")


def pay_by_level(text: str, awards: list[Draft]) -> None:
    """Read a level that gives as the payer where it ranks nothing: 对上云的企业，省级按投资额的10%给予奖补."""
    levels = {tier.level for award in awards for tier in award.tiers if tier.level}
    if len(levels) != 1:
        return
    level = levels.pop()
    for award in awards:
        gives = re.search(f"{level}{_BY_LEVEL}", text[award.start : award.end])
        if gives and level not in award.head and not _RANKED.search(award.head):
            for tier in award.tiers:
                tier.payer, tier.level = tier.payer or tier.level, None


def put_bearer(text: str, row: Draft, awards: list[Draft], part: Span) -> None:
    """Read who bears what a part grants, where that is said behind it, and for how long.

    Rows of `awards` that end with `row`, as one cap binds them, have the same bearer.
    """
    if row.end <= part.start:
        return
    if (end := _find_limits(text, row.end, part)) > row.end:
        put_terms(row, text[row.end : end])
        row.end = end
    last = row.tiers[-1]
    for tier in row.tiers:
        if (tier.unit, tier.per) == (last.unit, last.per) and tier.start >= part.start and not tier.term_years:
            tier.term_years, tier.term_months = last.term_years, tier.term_months or last.term_months
    if (counts := read_base_cap(text[part.start : part.end])) is not None and row.tiers[-1].unit == "percent":
        row.tiers[-1].base_cap, row.end = counts, part.end
    if (borne := read_bearer(text[row.end : part.end])) is None:
        return
    end = row.end + borne[1]
    for draft in awards:
        if draft is row or draft.end == row.end:
            draft.end = end
            for tier in draft.tiers:
                tier.payer = tier.payer or borne[0]
