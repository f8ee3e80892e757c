"""Caps: 单个企业最高不超过50万元, 全年累计不超过100万元, 500万元封顶."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.ingest.drafting.brackets import find_brackets
from assistant.ingest.drafting.counts import read_most
from assistant.ingest.drafting.drafts import Draft, Tier
from assistant.ingest.drafting.figures import Group
from assistant.ingest.drafting.flat_text import segments_of
from assistant.ingest.drafting.slots import each_one
from assistant.ingest.drafting.words import BOUND, GRANT, RECEIVER
from assistant.text import giving, summing

_OWNER = (
    r"(?:对)?(?:同一|单一|单[个家户项笔名套台件部人村店车次场船艘辆亩间栋楼岗批期站](?:\([^()]*\))?|每[个家户项名人笔套]?|两项|三项|此项|该|所有"
    rf"|一个)[^，。；：的\d]{{0,12}}?(?:{RECEIVER}|产品|品种|活动|展会|主板|标准"
    rf"|人次)?(?:[或和、][^，。；：的\d]{{1,6}})?"
)
_PERIOD = r"(?:每一?年度?|年度|[一二两三四五\d]年(?:内|期)?|全年|当年度?|一年内?|年|一个年度|年内|三年内|期内)"
_TOTAL = rf"(?:(?:{GRANT}|配套)(?:资金|金额|总额|额度|额|标准)?|资金|金额|总额|额度|总|累计|{summing.TOTAL})"
_LIMIT = (
    rf"(?:{BOUND}|封顶|限额|控制在|原则上|可达?|获得?|享受|给予|为|的|按|至|到|人民币|分别|标准"
    r"|其中|且|但|并|按季度?|季度|企业|单位|项目|个人|一次性)"
)
_AGAIN = (
    rf"(?:以上|上述|前述|此项|该项|本项|[两三四]项|各项)(?:[各两三四]项|各类)?(?:{GRANT})?(?:资金|政策)?"
    "|(?:增加|新增|超出|超额)的?部分"
)
_BRACKETED = re.compile(r"\([^()]*\)")
_OF_SENTENCE = re.compile("该项|上述|以上[各两三]?项|本条|两项|三项")
_CAP_ONLY = re.compile(rf"(?:{_AGAIN}|{_OWNER}|{_PERIOD}|{_TOTAL}|{_LIMIT})*")
_RECEIVED_CAP = re.compile(
    rf"[^，。；\d]{{2,30}}?(?:获得|享受|得到|领取|申请)的?[^，。；\d]{{0,14}}?{_TOTAL}(?:{_TOTAL}|{_LIMIT})*"
)
"""Who gets how much in all: 平台企业因单个企业获得的年度补贴总额不超过."""
_GIVEN_CAP = re.compile(rf"(?:{giving.GIVE})(?:该|其)?[^，。；\d]{{0,10}}?(?:{RECEIVER})(?:一次性)?(?:{BOUND})+")
"""Behind a rate: 按年均利润的1%，给予服务机构最高."""
_ONLY_RECEIVER = re.compile(f"[^，\\d]{{0,6}}{RECEIVER}")
_LONGEST_KIND = 24
_RAISED_CAP = re.compile("(?:最高|上限|限额|封顶线?|总额)[^，。；]{0,6}(?:提高|放宽|上浮|增加|扩大)[到至为]$")
_RATE_CAP = re.compile(rf"[，、(]?(?:且|但)?年?(?:{GRANT})?(?:率|利率|比例)(?:最高)?(?:{BOUND})+(?:为)?")
_ASIDE = re.compile(
    rf"(?:{giving.GIVE}|{giving.AWARD})[^，\d]{{0,8}}{RECEIVER}(?:{GRANT})?"
    r"|[^，]{0,12}(?:期限?|时间|年限)[^，]{0,16}(?:年|个?月)|[^，]{0,4}连续[^，]{1,8}年"
    r"|[^，]{0,10}(?:不设上限|据实结算)|(?:所需)?(?:资金)?由[^，]{2,12}(?:承担|负担|列支)"
)
_NO_MORE_THAN_SPENT = re.compile(
    rf"(?:但|且)?不超过[^，\d]{{2,24}}(?:费用?|利息|支出|投入|总额|价款?|成本|金额|款)(?:{giving.GIVE})?(?:[补奖][助贴励])?"
)


def says_cap(lead: str) -> bool:
    """Tell whether the words before a figure say no more than whose and which limit it is.

    >>> says_cap("，单个企业每年补助最高不超过"), says_cap("，对新认定的园区最高不超过")
    (True, False)
    """
    lead = each_one(_BRACKETED.sub("", lead))
    pieces = [piece.strip("()且但、 ") for piece in segments_of(lead.strip("，、：；。()且但"), "，：；。")]
    pieces = [piece for piece in pieces if piece and read_most(piece) is None]
    if len(pieces) == 2 and _ONLY_RECEIVER.fullmatch(pieces[0]) and re.match(_PERIOD, pieces[1]):
        pieces.pop(0)  # 每月10元补助运营方，每年最高不超过
    if pieces and any(kind.fullmatch(pieces[-1]) for kind in (_RECEIVED_CAP, _GIVEN_CAP)):
        pieces.pop()
    elif pieces and not _CAP_ONLY.fullmatch(pieces[-1]):
        return False
    return all(any(kind.fullmatch(piece) for kind in (_CAP_ONLY, _ASIDE, _NO_MORE_THAN_SPENT)) for piece in pieces)


def gives_cap(lead: str) -> bool:
    """Tell whether a limit's words may as well grant a sum of its own: 给予承接方最高.

    >>> gives_cap("，给予服务机构最高"), gives_cap("，单个机构最高")
    (True, False)
    """
    return _GIVEN_CAP.fullmatch(re.split("[，：；。]", lead)[-1]) is not None


def raises_cap(lead: str) -> bool:
    """Tell the words before the limit that some have in place of the cap: 其中老区企业最高可提高到."""
    return _RAISED_CAP.search(lead) is not None


def says_rate_cap(lead: str) -> bool:
    """Tell whether the words before a rate say that it caps the rate before: 年贴息率不超过2%."""
    return _RATE_CAP.fullmatch(lead) is not None


def open_tiers(row: Draft, awards: list[Draft], sentence: int, words: str = "") -> list[Tier]:
    """Return the tiers that a cap binds: those of the row since the last cap, or, in a sentence of its own, all.

    Where its `words` speak of what the sentence has granted (该项奖励资金), those of all rows of the sentence.
    """
    if row.sentence == sentence and _OF_SENTENCE.search(words):
        said = [tier for award in awards if award.sentence == sentence for tier in award.tiers]
        return [tier for tier in said if tier.is_open and tier.cap is None]
    if row.sentence == sentence:
        capped = max((i for i, tier in enumerate(row.tiers) if tier.cap is not None), default=-1)
        return [tier for tier in row.tiers[capped + 1 :] if tier.is_open]
    return [tier for award in awards for tier in award.tiers if tier.is_open and tier.cap is None]


def put_cap(group: Group, tiers: list[Tier], owner: str | None) -> None:
    """Cap the tiers, each by its own figure where there are as many."""
    each = len(group.values) == len(tiers)
    for index, tier in enumerate(tiers):
        tier.cap = group.values[index] if each else group.values[-1]
        tier.cap_per = owner


def cap_by_kind(text: str, drafts: list[Draft]) -> list[Draft]:
    """Make the limits that 其中 lists by kind behind a rate caps of that rate, a tier a kind.

    按售价的1%补贴。其中，甲类不超过1万元，乙类不超过2万元: two tiers of 1%, each with its cap.
    """
    kept: list[Draft] = []
    for draft in _gather_limits(drafts):
        before = kept[-1] if kept else None
        if before is not None and before.kind == draft.kind == "award" and len(before.tiers) == 1:
            near = draft.sentence - before.sentence in (0, 1)
            if near and _is_uncapped_rate(before.tiers[0]) and _are_limits(text, draft.tiers, before.tiers[0]):
                if draft.tiers[0].bracket is None:
                    draft.tiers[0].case = draft.tiers[0].case or draft.beneficiary or draft.name
                _spread(before, draft.tiers)
                continue
        if draft.kind == "award" and len(draft.tiers) > 2 and _is_uncapped_rate(draft.tiers[0]):
            limits = draft.tiers[1:]
            if _are_limits(text, limits, draft.tiers[0]):
                draft.tiers = draft.tiers[:1]
                _spread(draft, limits)
        kept.append(draft)
    return kept


def _gather_limits(drafts: list[Draft]) -> list[Draft]:
    """Put the limits that a rate's sentence gives by size into one row.

    按支出的50%补助，100平方米以下展区不超过5万元，100平方米以上展区不超过9万元.
    """
    kept: list[Draft] = []
    rate: Draft | None = None
    for draft in drafts:
        last = kept[-1] if kept else None
        if rate is not None and last is not None and _is_limit_of(draft, rate):
            tier = draft.tiers[0]
            tier.bracket = next(iter(find_brackets(draft.condition or "")), None)
            tier.case = None if tier.bracket else draft.condition
            if last is not rate:
                last.tiers.append(tier)
                continue
        elif draft.kind == "award":
            rate = draft if len(draft.tiers) == 1 and _is_uncapped_rate(draft.tiers[0]) else None
        kept.append(draft)
    return kept


def _is_limit_of(draft: Draft, rate: Draft) -> bool:
    if draft.kind != "award" or draft.sentence != rate.sentence or len(draft.tiers) != 1 or not draft.condition:
        return False
    tier = draft.tiers[0]
    bare = tier.per is None and tier.every is None and tier.case is None and tier.level is None
    return bare and tier.unit == "yuan" and tier.bound == "at_most" and len(draft.condition) <= _LONGEST_KIND


def _is_uncapped_rate(tier: Tier) -> bool:
    return tier.unit == "percent" and tier.cap is None and tier.case is None


def _are_limits(text: str, tiers: list[Tier], rate: Tier) -> bool:
    """Whether tiers are limits by kind of a rate; sums per piece are, where the rate is of what a piece costs."""
    if len(tiers) < 2:
        return False
    limits = all(tier.unit == "yuan" and tier.bound == "at_most" and tier.every is None for tier in tiers)
    told = all(tier.case or tier.bracket for tier in tiers[1:])
    of_piece = (tiers[0].per or "").lstrip("个") in (rate.base or "")
    first = (tiers[0].case or tiers[0].bracket) is not None and of_piece
    return limits and told and (first or text.startswith("其中", tiers[0].start))


def _spread(row: Draft, limits: list[Tier]) -> None:
    rate = row.tiers[0]
    row.tiers = [
        replace(
            rate,
            case=limit.case,
            bracket=limit.bracket,
            cap=limit.value,
            cap_per=re.sub("^(?![每单])", "每", limit.per) if limit.per else None,
            start=rate.start,
            end=limit.end,
        )
        for limit in limits
    ]
    row.end = max(row.end, limits[-1].end)
