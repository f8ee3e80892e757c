"""Caps: 单个企业最高不超过50万元, 全年累计不超过100万元, 500万元封顶."""

from __future__ import annotations

import re

from assistant.ingest.drafting.drafts import Draft, Tier
from assistant.ingest.drafting.figures import Group
from assistant.ingest.drafting.passages import segments_of
from assistant.ingest.drafting.words import BOUND, GRANT, RECEIVER

_OWNER = (
    r"(?:对)?(?:同一|单一|单[个家户项笔名套台件部人村店车次场](?:\([^()]*\))?|每[个家户项名人笔套]?|两项|三项|此项|该|所有"
    rf"|一个)[^，。；：的\d]{{0,12}}?(?:{RECEIVER}|产品|品种|活动|展会|主板|标准"
    rf"|人次)?(?:[或和、][^，。；：的\d]{{1,6}})?"
)
_PERIOD = r"(?:每一?年度?|年度|[一二两三四五\d]年(?:内|期)?|全年|当年度?|一年内?|年|一个年度|年内|三年内|期内)"
_TOTAL = rf"(?:(?:{GRANT})(?:资金|金额|总额|额度|额|标准)?|资金|金额|总额|额度|总|累计|合计|总计|总共)"
_LIMIT = (
    rf"(?:{BOUND}|封顶|限额|控制在|原则上|可达?|获得?|享受|给予|为|的|按|至|到|人民币|分别|标准"
    r"|其中|且|但|并|按季度?|季度|企业|单位|项目|个人)"
)
_CAP_ONLY = re.compile(rf"(?:{_OWNER}|{_PERIOD}|{_TOTAL}|{_LIMIT})*")
_RATE_CAP = re.compile(rf"[，、(]?(?:且|但)?年?(?:{GRANT})?(?:率|利率|比例)(?:最高)?(?:{BOUND})+(?:为)?")
_ASIDE = re.compile(
    r"[^，]{0,12}(?:期限?|时间|年限)[^，]{0,16}(?:年|个?月)|[^，]{0,4}连续[^，]{1,8}年"
    r"|(?:但|且)?不超过(?:实际|其|企业|所)[^，\d]{2,16}|[^，]{0,10}(?:不设上限|据实结算)|(?:所需)?(?:资金)?由[^，]{2,12}(?:承担|负担|列支)"
)


def says_cap(lead: str) -> bool:
    """Tell whether the words before a figure say no more than whose and which limit it is.

    >>> says_cap("，单个企业每年补助最高不超过"), says_cap("，对新认定的园区最高不超过")
    (True, False)
    """
    pieces = [piece.strip("()且但、 ") for piece in segments_of(lead.strip("，、：；。()且但"), "，：；。")]
    pieces = [piece for piece in pieces if piece]
    if pieces and not _CAP_ONLY.fullmatch(pieces[-1]):
        return False
    return all(_CAP_ONLY.fullmatch(piece) or _ASIDE.fullmatch(piece) for piece in pieces)


def says_rate_cap(lead: str) -> bool:
    """Tell whether the words before a rate say that it caps the rate before: 年贴息率不超过2%."""
    return _RATE_CAP.fullmatch(lead) is not None


def open_tiers(row: Draft, awards: list[Draft], sentence: int) -> list[Tier]:
    """Return the tiers that a cap binds: those of the row since the last cap, or, in a sentence of its own, all."""
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
