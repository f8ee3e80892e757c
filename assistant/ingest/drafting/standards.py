"""Shares of what other rows grant: 按上述标准的50%, 按应补金额的一半; and the rows whose standard is meant."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.ingest.drafting.drafts import Draft, Tier
from assistant.policy.standards import STANDARD
from assistant.text import giving

_SHARE = re.compile(rf"(?:按照?|参照|享受)?(?P<of>{STANDARD})的?$")
_ELSEWHERE = re.compile("工资|社保|缴费|收费|住宿|差旅|失业|低保|医保|养老|物价|电价|水价|最低|国家标准|行业标准")
_RAISED = re.compile(
    rf"(?<![市省县区关])(?:按照?|在)?(?:上述|以上|该|相应|原有?|本条|前款)?(?:{giving.AWARD}|支持)?"
    r"(?:标准|额度|金额|比例)(?:的)?(?:基础上)?(?:再|分别|可|额外)?(?:上浮|上调|提高|增加)$"
)
_ON_TOP = re.compile(
    rf"(?:上述|以上|该|此|原)(?:{giving.AWARD}|支持)?(?:标准|额度|金额|比例)?的?基础上"
    r"(?:再|可|额外)*(?:上浮|上调|提高|增加)$|的(?:再|可)?上浮$|(?:另加|再加|另增|再增|再上浮|额外增加)$"
)
_POINTS = re.compile(r"(?:提高|增加|提升|上浮|上调)[^，。；]{0,4}?(?:[\d.]+[、和])*[\d.]+个?百分点$")
_ALL = re.compile("上述|以上|前述|前款|前项|本条|本款|本项")
_GENERAL = re.compile(f"^(?:级别|类别|档次|等级)*(?:企业|项目|单位|机构|平台|{giving.AWARD}|标准|应[补奖].*)*$")
SHORTEST, LONGEST = 2, 8


def read_share(lead: str) -> str | None:
    """Return the standard that a rate is a share of, in the text's words.

    >>> read_share("，乙级按上述标准的"), read_share("，按当地最低工资标准的")
    ('上述标准', None)
    """
    found = _SHARE.search(re.split("[，：；。]", lead)[-1])
    return found["of"] if found and not _ELSEWHERE.search(found["of"]) else None


def find_shared(standard: str, awards: Sequence[Draft], sentence: int) -> list[Draft]:
    """Return the rows whose standard is meant: those that it names, those of the sentence, or the last one."""
    earlier = [award for award in awards if any(_is_granted(tier) for tier in award.tiers)]
    noun = re.sub(f"(?:{giving.AWARD})?标准$", "", standard)
    for size in range(min(len(noun), LONGEST), SHORTEST - 1, -1):
        if _GENERAL.match(noun[-size:]):
            continue
        if named := [award for award in earlier if noun[-size:] in award.name]:
            return named[-1:]
    beside = [award for award in earlier if award.sentence == sentence]
    return beside if _ALL.search(standard) and len(beside) > 1 else earlier[-1:]


def share_tiers(tier: Tier, standard: str, shared: Sequence[Draft]) -> list[Tier]:
    """Return the tier as a share of each of the rows, told apart by their names where there are several."""
    tier.base = standard
    tier.of_award = shared[0]
    if len(shared) == 1:
        return [tier]
    tier.case = None
    return [_of(tier, award) for award in shared]


def raises_award(lead: str) -> bool:
    """Tell a rate by which the award of another row is raised: 按补助标准上浮20%."""
    said = re.split("[，：；。]", lead)[-1]
    return _RAISED.search(said) is not None or _ON_TOP.search(said) is not None


def adds_points(words: str) -> bool:
    """Tell figures that are added to a rate in points, not a share of it: 补助比例再分别提高3、2、1个百分点.

    >>> adds_points("补助比例再提高1个百分点"), adds_points("按贷款利率下浮后的20%")
    (True, False)
    """
    return _POINTS.search(words) is not None


def relate_tiers(tiers: Sequence[Tier], row: Draft, awards: Sequence[Draft], words: str) -> None:
    """Say which award the tiers that a row is to get are a rate of, where their words raise or repeat one."""
    if raises_award(words):
        earlier = (award for award in awards if award is not row and award.tiers and award.tiers[0].of_award is None)
        raised = row if row.tiers else next(earlier, None)
        for tier in (tier for tier in tiers if not tier.points):
            tier.of_award = raised
    for tier in tiers if row.tiers else ():
        if tier.base is not None and tier.base == row.tiers[-1].base:
            tier.of_award = tier.of_award or row.tiers[-1].of_award


def _of(tier: Tier, award: Draft) -> Tier:
    return Tier(
        tier.start, tier.end, unit=tier.unit, value=tier.value, bound=tier.bound, base=tier.base,
        case=award.name, of_award=award,
    )  # fmt: skip


def _is_granted(tier: Tier) -> bool:
    return tier.value is not None and tier.of_award is None
