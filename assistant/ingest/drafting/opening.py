"""Whether a grant goes on with the row before it, and the row that it opens if it does not."""

from __future__ import annotations

import re
from typing import NamedTuple

from assistant.ingest.drafting.bases import read_base
from assistant.ingest.drafting.drafts import Draft, Field
from assistant.ingest.drafting.figures import Group
from assistant.ingest.drafting.heads import (
    names_other,
    opens_programme,
    read_head,
    read_paid,
    read_paid_out,
    read_party,
    read_receiver,
    read_subject,
)
from assistant.ingest.drafting.leads import Lead, is_bracket_only
from assistant.ingest.drafting.margins import read_increase, read_margin, read_part
from assistant.ingest.drafting.slots import read_departments, read_on_top_of, read_payer, read_term
from assistant.ingest.drafting.tiers import LATER_YEAR, find_lead_items
from assistant.ingest.drafting.words import RECOGNISED, TITLE_RANK
from assistant.text import giving
from assistant.text.figures import Unit

_RANK = re.compile(
    r"(?:国家级?|省级?|市级?|县级?|区级?|[一二三四五特甲乙丙丁]级|[一二三四五]等奖?|[ABCDE]类"
    r"|\d?[0-9]A级?|第[一二三四五]年|其他)(?:的)?"
)
_ONLY_RANK = re.compile(rf"对?(?:新|首次|当年)?被?(?:{RECOGNISED})?{_RANK.pattern}")
_SAME_NOUN = 4  # how many characters at the end of a title tell that it is the same
_GROWS = re.compile(
    r"(?:[并再][^，。；]{0,12}，)?[^，。；]{0,20}每(?:再|年)?(?:[比较][^，。；\d]{2,4})?(?:增加|增长|新增|提高|净增|增|多|超过|超)[^，。；]{1,16}"
)
_MORE = re.compile(f"[的，](?:再|另外?|额外)(?:一次性)?(?:{giving.GIVE}|{giving.AWARD})[^，。；]{{0,8}}$")
_AMONG = re.compile("其中")
_SHORT_CASE = 8
_LONGEST_LISTED = 14


class Place(NamedTuple):
    """Where a grant stands: the flat clause, where its lead begins, the number of its sentence.

    `title` and `label` are the clause's; `header` is what all parts of the sentence are for; `words` stand
    before the figure, which is of `unit`.
    """

    text: str
    start: int
    sentence: int
    title: str
    label: str
    header: str
    words: str
    unit: Field


def goes_on(row: Draft, lead: Lead, place: Place, granted: bool) -> bool:
    """Tell whether a grant is one of the row before it: its lead names only a case of that."""
    same = row.sentence == place.sentence
    if same and read_part(place.words):
        return True
    if same and read_margin(place.words) and any(tier.case and tier.case.endswith("部分") for tier in row.tiers):
        return True
    if same and is_listed(lead, place):
        return True
    alone = len(row.tiers) == 1 and row.tiers[0].unit == place.unit == "yuan" and row.tiers[0].level is None
    if same and alone and _MORE.search(place.words) and not re.search(r"^对|\d", lead.head):
        return True
    near = row.sentence >= place.sentence - 1
    if near and _is_next_rank(row, lead, place):
        return True
    if near and row.tiers and row.tiers[0].level and _ONLY_RANK.fullmatch(lead.head.rstrip("的")):
        return True
    if same and (_AMONG.match(place.text, place.start) or (lead.classed and any(tier.classed for tier in row.tiers))):
        return True
    if lead.head:
        if same and _GROWS.fullmatch(lead.head):
            return True
        is_case = not opens_programme(lead.head) and len(lead.head) <= _SHORT_CASE
        if same and (is_case or LATER_YEAR.match(lead.head)):
            return True
        alike = same or not row.tiers or row.tiers[-1].unit == place.unit
        return near and alike and is_bracket_only(lead.head) and not names_other(lead.head, row.head)
    if lead.case is not None:
        return same or granted or (near and _RANK.fullmatch(lead.case) is not None)
    return same


def _is_next_rank(row: Draft, lead: Lead, place: Place) -> bool:
    """Tell whether a sentence grants for another rank what the one before does: 国家级技术中心…。省级技术中心…."""
    ranks = [TITLE_RANK.findall(head) for head in (row.head, lead.head)]
    if any(len(found) != 1 for found in ranks) or ranks[0] == ranks[1] or not row.tiers or row.tiers[0].case:
        return False
    if row.tiers[-1].unit != place.unit or any(tier.bracket or tier.parts for tier in row.tiers):
        return False
    (before, noun), (other, short) = (TITLE_RANK.split(head.strip("的，")) for head in (row.head, lead.head))
    return before.removeprefix("对") == other.removeprefix("对") and short != "" and noun.endswith(short[-_SAME_NOUN:])


def is_listed(lead: Lead, place: Place) -> bool:
    """Tell whether a grant is the next of a list: 上半年签约的按50元/亩、下半年签约的按30元/亩."""
    return (
        place.text.startswith("、", place.start - 1) and 0 < len(lead.head) <= _LONGEST_LISTED and "，" not in lead.head
    )


def open_row(lead: Lead, group: Group, place: Place) -> Draft:
    """Return the row that a grant opens, without its tiers."""
    if read_part(place.words) or read_margin(place.words):  # which part of the base: no condition
        lead = lead._replace(head=lead.head.rpartition("，")[0] or lead.head)
    increase = read_increase(lead.head) if group.unit is Unit.PERCENT else None
    if increase is not None and "，" in lead.head:
        lead = lead._replace(head=lead.head.rpartition("，")[0])
    items = None if group.is_range else find_lead_items(lead, len(group.figures))
    paid = read_paid(place.words)
    if paid:
        lead = lead._replace(head=lead.head.removesuffix(f"，对{paid}"))
    head = read_head(lead.head, items.rest if items else None, place.title)
    draft = Draft("award", place.start, group.end, head.name or place.title or place.label, lead.head, place.sentence)
    draft.own_name = head.own
    tail = place.text[group.end : group.end + 30].split("，")[0]
    known = head.beneficiary or read_subject(lead.head.rpartition("：")[2])
    draft.paid = (
        paid or read_receiver(lead.giving, tail, known) or read_paid_out(place.text[group.end : group.end + 60])
    )
    draft.beneficiary = draft.paid or known
    draft.condition = head.condition or (
        None if head.own else re.sub("^(?:对于|对|凡是|凡)", "", lead.head).strip("的，") or None
    )
    if (whom := read_party(lead.case or lead.head, place.words)) is not None:
        draft.beneficiary = whom
    if place.header:
        draft.condition = "，".join(filter(None, (place.header, head.condition or lead.head)))
    words = place.words
    draft.modality = "争取" if re.search(r"争取[^，。]*$", words) else "给予"
    draft.payer, draft.term_years = read_payer(words), read_term(words)
    draft.on_top_of = read_on_top_of(words)
    draft.base = increase or (read_base("", "", lead.head) if group.unit is Unit.PERCENT else None)
    draft.departments = read_departments(words)
    if head.name is None:
        draft.doubt("未能读出项目名称", 0.5)
    return draft


def is_for_same(draft: Draft, row: Draft) -> bool:
    """Whether two rows are for the same, sizes aside: 产值1亿元以上的企业 and 产值5亿元以上的企业."""
    who = (re.sub(r"[\d.]+[万亿千百]?", "", row.beneficiary or "") for row in (draft, row))
    return len({one for one in who if one}) < 2
