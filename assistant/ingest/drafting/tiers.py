"""The tiers of one group of granted figures: each with its level, case or bracket and what binds it."""

from __future__ import annotations

import re

from assistant.ingest.drafting.bases import read_base, tidy_base
from assistant.ingest.drafting.brackets import find_brackets
from assistant.ingest.drafting.counts import find_most
from assistant.ingest.drafting.drafts import Draft, Tier
from assistant.ingest.drafting.enumerations import find_items
from assistant.ingest.drafting.figures import Group
from assistant.ingest.drafting.flat_text import Span
from assistant.ingest.drafting.heads import read_receiver
from assistant.ingest.drafting.leads import Lead, is_bracket_only
from assistant.ingest.drafting.listed import Items, items_of_notes
from assistant.ingest.drafting.margins import read_margin, read_part
from assistant.ingest.drafting.objects import read_object
from assistant.ingest.drafting.slots import (
    PAYER,
    read_months,
    read_on_top_of,
    read_payer,
    read_per,
    read_term,
)
from assistant.ingest.drafting.standards import adds_points, raises_award, read_share
from assistant.ingest.drafting.steps import measure_step, read_step
from assistant.ingest.drafting.worded_lists import listed_words
from assistant.ingest.drafting.words import BOUND
from assistant.policy.instalments import name_part
from assistant.policy.levels import ANY_LEVEL, level_of
from assistant.text import giving
from assistant.text.figures import Unit
from assistant.text.giving import says_once
from assistant.text.numerals import parse_numeral

LATER_YEAR = re.compile(r"(?:次年|第[二三四五]年|以后年度|此后|连续)")
_OPENS_LIST = re.compile(
    rf"按照?(?P<case>(?!照)[^，。；、\d每]{{2,10}}?)(?:每[人家户个件亩台套间辆次年月]){{0,2}}(?:{BOUND})?$"
)
_OPENS_YEARS = re.compile(r"按照?(?P<case>[前后首第][一二两三四五六七八九十\d]+个?年度?)$")
_OF_TOTAL = re.compile(
    f"(?:{giving.AWARD})(?:资金)?(?:总额|金额|额度?)?(?:最高)?(?:不超过|不得超过)[^，。；]{{2,16}}的?$"
)
_LISTED_GIVING = re.compile("按照?([^，。；]*、[^，。；]*?)(?:的?(?:标准|名次|等次|档次))?(?:分别|依次)")
_GIVEN_LISTED = re.compile(f"分别(?:一次性)?(?:{giving.GIVE}|{giving.AWARD})+(?P<list>[^，。；0-9]*、[^，。；0-9]*)$")
_NOUN_OF_GIVING = re.compile(f"(?:{giving.AWARD}|津贴)(?=最高|[为按]|$)")
_COUNTED = re.compile("(?P<number>[一二三四五六2-6])个(?P<what>等次|档次|等级|层次|级别|类别|梯次)")
_LISTED_KINDS = re.compile(
    "(?:按照?|根据)(?P<list>[^，。；]*、[^，。；]*?)(?:的?(?:类别|级别|等级|层级|档次|标准|名次|等次))$"
)
_LEADING_RANK = re.compile(r"(?:对|新?(?:认定|评定)的?)*([一二三四五特甲乙丙丁]级)(?=.{3})")
_SAME_AGAIN = re.compile(r"(?:上述|以上|前述|前款|相应|同样|该)(?:标准|条件|规模|档次|要求|额度|数额|档)")
_SIZED_GIVING = re.compile(rf"按照?[^，。；\d]{{2,16}}[\d.]+[^，。；]*?(?:{giving.AWARD}|{giving.GIVE}|奖|补)")
_OF_YEAR = re.compile(r"(第[一二三四五]年度?|首年|次年)(?!起)")
_TITLE_LEVEL = re.compile(rf"({ANY_LEVEL})(?!财政|部门|主管|以上|及以上|资金|奖|补|[、和及与或]|层面|单位)")
_CASE_LEVEL = re.compile(rf"({ANY_LEVEL})(?!以上|及以上)")


def find_lead_items(lead: Lead, count: int) -> Items | None:
    """Find the list in the words before `count` figures."""
    if count < 2:
        return None
    words = "，".join(filter(None, (lead.head, lead.case)))
    if (kinds := _LISTED_KINDS.search(lead.intro)) and (items := find_items(kinds["list"], count)):
        return items._replace(rest=lead.head)
    if (given := _GIVEN_LISTED.search(lead.giving)) and (items := listed_words(given["list"], count)):
        return items._replace(rest=lead.head)
    listed = _LISTED_GIVING.match(lead.giving)
    found = (find_items(words, count) if words else None) or (find_items(listed[1], count) if listed else None)
    return found or _numbered(lead, count)


def _numbered(lead: Lead, count: int) -> Items | None:
    """Name the classes that are only counted by their number: 按三个等次分别予以 200万元、100万元、50万元."""
    found = _COUNTED.search(f"{lead.head}，{lead.giving}")
    if found is None or parse_numeral(found["number"]) != count:
        return None
    labels = tuple(name_part(at, found["what"]) for at in range(1, count + 1))
    return Items(0, 0, labels, (None,) * count, (None,) * count, lead.head)


def build_tiers(text: str, group: Group, row: Draft, lead: Lead, span: Span, frame: str) -> list[Tier]:
    """Return a tier a figure; `frame` is the head of the sentence, which may hold the list that the lead lacks."""
    count = len(group.figures)
    if group.is_range or count == 1:
        tier = build_tier(text, group, 0, row, span)
        tier.classed = lead.classed
        tier.case = _first_of_list(text, group, lead) or tier.case
        if group.is_range:
            tier.up_to, tier.bound = group.values[-1], "at_least"
        _name_single(tier, lead, row)
        return [tier]
    tiers = [build_tier(text, group, index, row, span) for index in range(count)]
    items = items_of_notes(group) or find_lead_items(lead, count)
    if items is None and (earlier := _as_before(lead, row, count)):
        for tier, model in zip(tiers, earlier, strict=True):
            tier.level, tier.bracket, tier.case = model.level, model.bracket, _year_of(lead) or model.case
        return tiers
    items = items or (find_items(frame, count) if frame else None)
    if items is None:
        row.doubt("所列金额与档次未能一一对应", 0.4)
        return tiers
    _name_listed(tiers, items, lead)
    if year := _year_of(lead):
        for tier in tiers:
            tier.case = tier.case or year
    return tiers


def _first_of_list(text: str, group: Group, lead: Lead) -> str | None:
    """Return the case of the first of a list that opens behind 按: 按甲级不超过3万元、乙级不超过2万元的标准."""
    if group.unit is Unit.PERCENT and not group.is_range and (years := _OPENS_YEARS.search(lead.giving)):
        return years["case"]
    found = _OPENS_LIST.search(lead.giving)
    if found is None or group.is_range or group.unit is not Unit.YUAN:
        return None
    return found["case"] if re.match(rf"、[^，。；、\d]{{2,12}}?{BOUND}?[\d.]+[万亿]?元", text[group.end :]) else None


def _as_before(lead: Lead, row: Draft, count: int) -> list[Tier] | None:
    """Return the first tiers of the row where a later lead says that its own are for the same: 第二年达到上述标准的."""
    said = "，".join(filter(None, (lead.head, lead.case)))
    return row.tiers[:count] if _SAME_AGAIN.search(said) and len(row.tiers) >= count else None


def _year_of(lead: Lead) -> str | None:
    """Return the year of a term that the segment with the sizes opens with: 第一年实到外资200万元以上的."""
    for segment in "，".join(filter(None, (lead.head, lead.case))).split("，"):
        if found := _OF_YEAR.match(segment):
            return found[1]
    return None


def _name_listed(tiers: list[Tier], items: Items, lead: Lead) -> None:
    """Give each tier its item of the list."""
    for tier, label, level, bracket in zip(tiers, items.labels, items.levels, items.brackets, strict=True):
        tier.level, tier.bracket = level, bracket
        is_level = level is not None and (label in (level, level.removesuffix("级")) or level_of(label) is not None)
        if payer := PAYER.search(label):
            tier.payer = payer["payer"]
        elif not is_level and bracket is None:
            tier.case = label
        if lead.case is not None and lead.case not in "、".join(items.labels) and level_of(lead.case) is None:
            tier.case = tier.case or lead.case


def _name_single(tier: Tier, lead: Lead, row: Draft) -> None:
    """Give the only figure of a lead the level, case and bracket that the lead names."""
    if tier.case is not None or lead.case == row.beneficiary is not None:
        return
    if LATER_YEAR.match(lead.head) and row.tiers and not tier.every:
        tier.case = lead.head.rstrip("的")
    elif lead.case is not None and lead.case != row.head and not lead.case.startswith("每"):
        if (payer := PAYER.search(lead.case)) and not re.sub(f"其中|{giving.AWARD}|承担", "", lead.case[payer.end() :]):
            tier.payer = payer["payer"]
            return
        level = level_of(lead.case)
        own = _CASE_LEVEL.match(lead.case)
        tier.level = level or (own[1] if own else None)
        tier.case = _once_named(lead) if level is None else None
    elif lead.head and row.tiers and not is_bracket_only(lead.head):
        tier.case = (
            None
            if lead.head.startswith("每") or tier.every
            else re.sub("^(?:其中)?，?(?:对于?|经(?!营))?", "", lead.head).strip("，的")
        )
    elif titled := _TITLE_LEVEL.search(lead.head):
        tier.level = titled[1]
    if tier.case is None and (rank := _LEADING_RANK.match(lead.head)):
        tier.case = rank[1]
    sized = lead.giving if _SIZED_GIVING.fullmatch(lead.giving) else ""
    brackets = find_brackets("，".join(filter(None, (lead.head, lead.case, sized))))
    tier.loose = tuple(bracket for bracket in brackets if bracket.counter != "年")


def _once_named(lead: Lead) -> str | None:
    """Return a lead's case, with the noun of giving that a sum given once is named by: 安家补助 of 一次性安家补助."""
    if lead.case is None or not lead.case.startswith("一次性"):
        return lead.case
    noun = _NOUN_OF_GIVING.match(lead.giving)
    return lead.case.removeprefix("一次性") + (noun[0] if noun else "")


def build_tier(text: str, group: Group, index: int, row: Draft, span: Span) -> Tier:
    """Return the tier of one figure with the words round it; `span` is from its lead to behind what is given."""
    figure = group.figures[index]
    begin = group.figures[index - 1].end if group.is_mixed and index else span.start
    until = figure.start if group.is_mixed and index else group.start
    lead, tail, said = text[begin:until], text[group.end : group.end + 40], text[span.start : span.end]
    tier = Tier(span.start, span.end)
    tier.unit = "yuan" if figure.unit is Unit.YUAN else "percent"
    tier.value, tier.bound = figure.value, figure.bound or "exact"
    tier.every = read_step(text, group, span.start)
    tier.every = measure_step(tier.every, row.condition)
    tier.per = read_per(text, group, index, span.start) if tier.every is None else None
    match tier.every:
        case (_, size, str(counter)) if size == 1 and counter not in ("%", "元"):
            often = read_per(text, group, index, span.start)
            tier.every = None  # 每新增1人: per 人; with 每年 behind it, per 人·年
            tier.per = f"{counter}·{often}" if often in ("年", "月") else counter
    if figure.unit is Unit.PERCENT:
        if adds_points(text[begin : group.end]):
            tier.on_top_of, tier.points = tier.on_top_of or "原有比例", True
        else:
            _read_base_of(tier, lead, tail, row)
    elif margin := read_margin(lead):
        tier.case = margin.case
        row.doubt("按部分计算，请核对各部分的起止", 0.7)
    tier.what = read_object(lead, tail)
    tier.paid = read_receiver(re.split("[，：；。]", lead)[-1], tail.split("，")[0])
    tier.payer = read_payer(lead) or row.payer
    tier.on_top_of = tier.on_top_of or read_on_top_of(lead) or row.on_top_of
    tier.term_years = read_term(said) or row.term_years
    tier.term_months = read_months(said)
    tier.most = find_most(text[group.end : span.end])
    row.once = row.once or says_once(said)
    return tier


def _read_base_of(tier: Tier, lead: str, tail: str, row: Draft) -> None:
    """Say what a rate is of, and of which part of it."""
    if _OF_TOTAL.search(lead):
        row.doubt("另有一个限额，请核对其范围", 0.6)
    if margin := read_margin(lead):
        tier.case, tier.base_from, tier.base_cap = margin.case, margin.above, margin.up_to
        lead = lead[: margin.start]
        lead = lead if margin.of is None else lead[: lead.rfind(margin.of)] + margin.of
    if raises_award(lead):
        return
    part = read_part(lead)
    tier.case = part.case if part else tier.case
    earlier = next((one.base for one in reversed(row.tiers) if one.base), None)
    tier.base = tidy_base(part.base) if part else read_base(lead, tail, row.head) or row.base or earlier
    if tier.base is None and read_share(lead) is None:
        row.doubt("比例的基数没有读出", 0.6)
