"""Support without a figure: 一事一议, 全额贴息, 免收租金. A row of it says what the text says instead."""

from __future__ import annotations

import re

from assistant.ingest.drafting.drafts import Draft
from assistant.ingest.drafting.heads import read_head
from assistant.ingest.drafting.leads import read_lead
from assistant.ingest.drafting.words import GIVE, GRANT
from assistant.text import giving

_SUPPORT = rf"(?:支持|{giving.AWARD}|扶持|配套|政策|解决|{giving.GIVE}|研究|确定)"
_UNFIGURED = re.compile(
    "|".join(
        (
            rf"[“\"]?(?:一事一议|一企一策|一项一策|一人一策|一业一策|一案一策)[”\"]?[^，。；]{{0,14}}?{_SUPPORT}",
            f"全额(?:给予)?(?:贴息|{giving.AWARD}|报销|返还|补偿|兑现|承担|减免|免除|配套)",
            "(?:免收|免除|免缴|免交|免征|减免|减半收取|减半征收|减半缴纳)[^，。；]{0,16}?(?:租金|房租|费用?|保证金|押金|服务费|管理费)",
            r"(?:第[一二三四五]年|前[一二两三四五]年|[一二两三四五\d]+年内|\d+个月内?)[^，。；]{0,8}?(?:免收|免费|免租|减半)[^，。；]{0,10}",
            r"按[^，。；\d]{0,16}标准(?:的)?(?:减半|双倍|加倍|[\d一二两三.]+倍)[^，。；\d]{0,8}",
            "[再按以][^，。；]{0,24}?(?:同等|相同|相等|等同)(?:的)?(?:额度|金额|数额|比例)[^，。；]{0,6}?"
            f"(?:给予|资金|配套|{giving.AWARD})[^，。；]{{0,8}}",
            f"等额[^，。；]{{0,4}}?(?:配套|{giving.AWARD}|匹配)",
            "(?:免费|无偿)(?:提供|使用|入驻)[^，。；]{0,16}",
        )
    )
)
_RULE = re.compile(
    r"(?:资金|经费)[^，。；]*(?:由[^，。；]*承担|分担)|财政[^，。；]{0,6}全额承担"
    r"|不得|不予|不再|取消|追回|不重复|另行制定|解释"
)
_LONGEST_NOTE = 60


def draft_unfigured(text: str, start: int, end: int, title: str, sentence: int) -> Draft | None:
    """Draft the row of a part of a sentence that gives support and grants no sum; None where it gives none.

    >>> draft = draft_unfigured("对引进的顶尖团队，采取“一事一议”方式给予支持。", 0, 23, "", 0)
    >>> draft.name, draft.note
    ('顶尖团队', '采取“一事一议”方式给予支持')
    """
    part = text[start:end]
    found = _UNFIGURED.search(part)
    if found is None or _RULE.search(part) or part.strip("。；： ") == title:
        return None
    lead = read_lead(part[: found.start()])
    head = read_head(lead.head or lead.case or "", None, title)
    draft = Draft("award", start, end, head.name or title or found[0], lead.head, sentence, modality="给予")
    draft.beneficiary, draft.condition = head.beneficiary, head.condition
    draft.note = _note(part, found)
    draft.doubt("文件没有写明数额，请核对说明", 0.6)
    return draft


def _note(part: str, found: re.Match[str]) -> str:
    """Return the words that say what is given, from the comma before them to the end of the part."""
    begin = max(part.rfind("，", 0, found.start()), part.rfind("：", 0, found.start())) + 1
    said = part[begin:].strip("，；。 ")
    if not re.search(f"{GIVE}|{GRANT}|免|减", said) or len(said) > _LONGEST_NOTE:
        said = found[0]
    return said
