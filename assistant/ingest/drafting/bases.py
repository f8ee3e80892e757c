"""What a rate is of, in the text's words: 按设备投资额的5%, 给予50%的租金补贴, 以年产值为基数."""

from __future__ import annotations

import re

from assistant.ingest.drafting.flat_text import balance
from assistant.ingest.drafting.words import BOUND, GIVE, GRANT, MEASURE
from assistant.text import giving

_ASIDE = re.compile(r"(?<=[额费款金资本])\([^()\d]{1,12}\)")  # 实际投资额(不含税，下同)
_LEFT = re.compile(
    rf"(?:按照?(?!时|期|规定时)|参照|依照|根据|以(?![上下内来及后])|按其|{giving.GIVE}|{giving.AWARD}|返还|减免|减收"
    rf"|减半|资助|不超过|最高|不高于)(?:企业|个人|单位|其|该|最高|不超过|不高于|不低于|{giving.GIVE}|{giving.AWARD}"
    rf"|补贴|一次性|实际|当年)*?(?P<base>[^，。；：\d]{{2,30}}?)(?:的|(?=额|费|款"
    rf"|金))?(?:{BOUND}|比例|部分)*$"
)
_TAIL = re.compile(
    rf"(?P<base>[^，。；：\d的]{{2,24}}?(?:额|费用?|款|金|投资|投入|贷款|利息|租金|成本|总额|收入"
    rf"|价格?|部分|贡献|税收|保费|利率))(?:的)?(?:{BOUND})*$"
)
_BY = re.compile(
    rf"(?P<base>[^，。；：\d的对按]{{2,20}}(?:{MEASURE}|费用?|保费|利息|价款|贷款|租金))按照?(?:{BOUND})*$"
)
_RIGHT = re.compile(
    rf"^的(?P<base>[^，。；、]{{2,16}}?(?:额|费用?|款|租金|利息|成本|投资|贷款|保费|价|税))(?:{GRANT}|的|，|。|；|$)"
)
_RIGHT_BARE = re.compile(
    rf"^的?(?:一次性)?(?P<base>租金|房租|场租|利息|保费|保险费|学费|培训费|运费|电费|水费|展位费|担保费|评审费|认证费)(?:{GRANT})"
)
"""Such a noun before 补贴 behind a rate: 给予50%的租金补贴."""
_TAKEN_FROM = re.compile(r"从(?P<base>[^，。；：\d]{2,24}?)中(?:提取|拿出|安排|列支|划出)$")
_GIVEN_BEHIND = re.compile(f"(?<=[额费款金息租])(?:{giving.GIVE})(?:一次性|{BOUND})*$")
_COUNTED = re.compile(r"以(?P<base>[^，。；：\d]{2,24}?)(?:为|作为)(?:基数|基准|计算依据)")
_THIS = re.compile("^(?:此|上述|前述|该)")
_OPENS = re.compile(
    f"^(?:其|该|企业|按照|按|照|参照|给予|对|上述|分别|不超过|最高|{giving.AWARD}|单位|一次性|或者?|所(?!得|有|获))+"
)
_NONE = re.compile(
    rf"^(?:{GIVE}|{GRANT}|{BOUND}|比例|标准|年利率|年息|年化|每年|企业|个人|分别|一次性|的|同样|相应|不同"
    r"|[前后首第每]?[一二三四五六七八九十两\d]*个?[年月](?:度|内|起)?|自[^，]{0,8}起)+$"
)
_HEAD_BASE = re.compile(
    rf"(?P<base>[^的对按]{{2,20}}(?:{MEASURE}|费用|保费|利息|价款|贷款|租金|所得|(?:分享|留成|留存)(?:部分)?)"
    r"|[^的对按]{1,20}[费款])(?:的|部分)?$"
)


def read_base(lead: str, tail: str, head: str) -> str | None:
    """Return what a rate is of, in the text's words.

    >>> read_base("按照其固定资产投资给予不超过", "的补助", ""), read_base("每年给予", "的租金补贴", "")
    ('固定资产投资', '租金')
    """
    segment = re.split("[，：；。]", _ASIDE.sub("", lead))[-1]
    plain = _GIVEN_BEHIND.sub("", segment)
    if found := _RIGHT.search(tail) or _RIGHT_BARE.search(tail):
        return found["base"]
    if found := _TAKEN_FROM.search(segment):
        return tidy_base(found["base"])
    for pattern in (_BY, _LEFT, _TAIL):
        if (found := pattern.search(plain if pattern is _TAIL else segment)) and not _NONE.match(found["base"]):
            return tidy_base(found["base"])
    for earlier in reversed(re.split("[，：；。]", re.sub(r"\([^()]{1,80}\)", "", head))):
        if found := _COUNTED.search(earlier):
            if not _THIS.match(found["base"]):
                return tidy_base(found["base"])
        elif found := _HEAD_BASE.search(earlier):
            return tidy_base(found["base"])
    return None


def tidy_base(base: str) -> str | None:
    """Return a base without the words of giving and of limits about it; None where nothing is left.

    >>> tidy_base("总额最高为其个人所得"), tidy_base("或者运费补贴")
    ('个人所得', '运费')
    """
    base = _OPENS.sub("", base)
    base = re.sub(".*(?:不超过|不高于|不得超过|(?:最高|上限)(?:可?达|不超)?[为到]其?)(?=.{2})", "", base)
    base = re.sub(rf"(?:的|分别|{giving.GIVE}|{BOUND}|比例|标准|(?<=[租金息费款价])(?:{giving.AWARD}))+$", "", base)
    base = base.lstrip("、和及与")
    later = re.sub(r".*(?:给予|按照|按(?!揭)|享受|予以|季度)", "", base)
    base = later if len(later) >= 2 else base
    return balance(base) if len(base) >= 2 and "基础上" not in base else None
