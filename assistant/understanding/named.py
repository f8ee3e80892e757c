"""Tell a question for what the text itself names or says from one for what somebody gets: 点名的是哪几家企业."""

from __future__ import annotations

import re

NAMES_ASKED = re.compile(
    r"点名|[提点列]到?了?哪[几些两三四]|(?:指|说)的(?:都|又)?是?谁|都?有谁|叫(?:什么|啥)(?:名|$|[？?，,])|哪个(?:县市?|市县|县区|区县|地方|地区)的|哪[几些两三四](?:家|个)(?:大?企业|公司|大?厂|工厂|大户|(?:去|来)?(?:争创|申报|试点))"
)
NAMED_BY_TEXT = re.compile(
    r"(?:指导|督促|推动|推进|引导|组织|发挥|要求|遴选|推荐|点名?的?|点了|写明|列明|新增的?|让|叫|安排|发动|带动)(?:的?是|了|由)?"
    r"(?:哪[几些两三四]?|什么)(?:家|个|类|样的)?[^，。；？,;?]{0,6}?"
    r"(?:企业|公司|厂|单位|集团|电站|银行|机构|平台|产品|项目)(?!能|可|才|算|符合|有资格|有份)"
)
"""Which firms or things the text sets a task for: 指导哪些企业争创."""
WORDING_ASKED = re.compile(
    r"(?:有没有|有无|没有|有)[^，。；？,;?]{0,16}(?:的话|字样|字眼|说法|表述|提法|意思|这类话|这种话|的句子)(?:吗|么|呢|没有?|啊|呀)*(?:[，。；？,;?]|$)"
)
"""Whether the text has words to some effect: 有没有督促银行的话."""
WHICH_ASKED = re.compile(
    "|".join(
        (
            "(?:哪[几些两三四]?(?:家|个|样|类|种|项|条|部|方面)?|什么样?的?|啥)(?:本地|名优|特色|主要|具体|土)*(?:产品|特产|土产|土货|东西|活动|领域|方面|工作|环节|平台|系统|条例|法规|渠道|方式|行业|产业)(?![^，。；,;]{0,4}(?:能|可以|才|算|符合|够))",
            "(?:产品|特产|活动|领域|方面|工作|环节|平台|系统|条例)(?:都|具体|分别|主要)*(?:有|是|包括|指)的?(?:哪|什么|啥)",
        )
    )
)
"""Which things the text names (特色产品有哪些), unless the question is which of them qualify."""
ACTION_ASKED = re.compile(
    r"(?:市里|市上|县里|政府|部门|工信局|你们|这边|文件)[^，。；？,;?]{0,4}(?:做什么|干什么|做啥|干啥|做哪些|管什么|管啥|怎么做)"
)
"""What the authorities do about something: 市里这边做什么."""


def asks_what_is_named(folded: str) -> bool:
    """Whether a folded message asks which firms, things or words stand in the text.

    >>> asks_what_is_named("点名的是哪几家"), asks_what_is_named("哪些企业能拿")
    (True, False)
    """
    return any(
        pattern.search(folded) for pattern in (NAMES_ASKED, WHICH_ASKED, NAMED_BY_TEXT, WORDING_ASKED, ACTION_ASKED)
    )
