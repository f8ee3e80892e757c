"""Rows for the figures that are not granted: thresholds, goals, funds, payout schedules, loans."""

from __future__ import annotations

import re

from assistant.ingest.drafting.drafts import Draft, Tier
from assistant.ingest.drafting.roles import Judged
from assistant.models import Kind
from assistant.text.figures import Unit, find_figures

KINDS: dict[str, tuple[Kind, str | None]] = {
    "threshold": ("threshold", None),
    "step": ("threshold", "递增步长"),
    "on_top": ("threshold", "其他层级的奖补"),
    "payout": ("threshold", "兑现进度"),
    "share": ("threshold", "分担比例"),
    "penalty": ("threshold", "罚则"),
    "loan": ("threshold", "贷款额度"),
    "limit": ("threshold", "各项合计上限"),
    "ceiling": ("threshold", "计算上限"),
    "fund": ("target", "资金规模"),
    "target": ("target", "目标"),
    "fact": ("target", "文中提及"),
}
FIELDS = {"元": "yuan", "%": "percent"}
_MEASURED = re.compile(
    r"(?P<name>[^，。；：、()\d]{2,24}?)(?:在|为|达到?|首次|累计|不低于|不少于|超过|突破|不超过|一般|应|人民币"
    r"|最高|可?选择|可|按照?|的|分别|约|每满|每增加)*$"
)
_NAME_CUT = re.compile(r".*(?:对|的|且|并|后|及以上|以上)(?=.{2})")
_NAME_OPENS = re.compile("^(?:其中|其(?=[^他它余])|应|鼓励|支持|对|[年度]*(?:实现|完成)(?=.{3}))+")
_PLACE = re.compile("(?:在|于)[我本][省市县区旗]|(?<=年度)(?:实现|完成)")
_KIND = re.compile(
    r"(?:^|[。；\n)、.①-⑳]|等)(?P<kind>[^等，。；：、.\d\n①-⑳]{2,16}?(?:业|企业|机构|类|基金|人才|项目))(?:\([^()]*\))?：[^。：]*$"
)
"""Of which kind the thresholds of a paragraph are: 2.零售业：年营业收入2亿元以上."""

_FUND = re.compile(r"(?:以上|的|左右)*([^，。；、\d]{0,20}?(?:资金|基金|贷款|额度|专项))")
_BOUND_BEHIND = re.compile(r"(?:\([^()]{1,10}\))?(?:及?以[上下内])?")


def draft_other(text: str, judged: Judged, sentence: int, award: Draft | None) -> Draft:
    """Draft the row of a figure that is not granted; a threshold is that of `award`, if any."""
    group = judged.group
    kind, note = KINDS[judged.role]
    segment = re.split(r"[，：；。\n]|(?<!\d)\d{1,2}[.、](?!\d)", text[max(group.start - 60, 0) : group.start])[-1]
    start = group.start - len(segment.lstrip("，、 "))
    behind = _BOUND_BEHIND.match(text, group.end)
    end = behind.end() if behind else group.end
    name = _name(segment, text[group.end :], judged) or note or "门槛"
    if kind == "threshold" and note is None and (of := _KIND.search(text[: group.start])) and of["kind"] not in name:
        name = f"{of['kind']}{name}"
    name = "资金分担" if judged.role == "share" and "财政" in segment else name
    draft = Draft(kind, start, end, name, "", sentence, sure=judged.sure, note=note)
    draft.award = award if kind == "threshold" else None
    for figure in group.figures:
        tier = Tier(start, end, value=figure.value, bound=figure.bound)
        tier.unit = "yuan" if figure.unit is Unit.YUAN else "percent"
        draft.tiers.append(tier)
    if group.is_range:
        draft.tiers[0].bound, draft.tiers[1].bound = "at_least", "at_most"
    if judged.rule == "fallback":
        draft.doubt("数额的作用不确定", judged.sure)
    return draft


def _name(segment: str, after: str, judged: Judged) -> str:
    if judged.role == "fund" and (fund := _FUND.match(after)):
        return fund[1]
    found = _MEASURED.search(segment)
    name = found["name"] if found else ""
    return name if judged.role == "payout" else _PLACE.sub("", _NAME_OPENS.sub("", _NAME_CUT.sub("", name)))


def is_said(drafts: list[Draft], draft: Draft) -> bool:
    """Tell whether a row of the same kind, name and award has these figures already."""
    said = {
        (tier.unit, tier.value)
        for other in drafts
        if (other.kind, other.name) == (draft.kind, draft.name) and other.award is draft.award
        for tier in other.tiers
    }
    return all((tier.unit, tier.value) in said for tier in draft.tiers)


def is_covered(draft: Draft, awards: list[Draft]) -> bool:
    """Tell whether an award's condition, bracket or step holds these figures, so that they need no row."""
    if draft.note not in (None, KINDS["step"][1]):
        return False
    held: set[tuple[str | None, object]] = set()
    for award in awards:
        held |= {(figure.unit.value, figure.value) for figure in find_figures(award.condition or "")}
        for tier in award.tiers:
            held |= {(FIELDS.get(counter), size) for counter, size in tier.sizes()}
            held.add(("yuan", tier.base_cap))
    return all((tier.unit, tier.value) in held for tier in draft.tiers)
