"""How texts bound figures from a distance, and what they make of caps: the rows of far_bounds.tsv."""

from __future__ import annotations

import re

from assistant.text import denying
from assistant.text.bounds import TABLE as BESIDE
from assistant.text.cues import Table

TABLE = Table(__package__, "far_bounds")
AT_MOST = re.compile(f"{BESIDE.words('at_most')}|{TABLE.words('at_most')}")
AT_LEAST = re.compile(f"{BESIDE.words('at_least')}|{TABLE.words('at_least')}")
_MOST, _LEAST = TABLE.words("name_most"), TABLE.words("name_least")
_NAMES = f"(?:{_MOST}|{_LEAST})"
_NAMED = f"(?:(?P<most>{_MOST})|(?P<least>{_LEAST}))"
_QUOTED = "[“\"'‘「]?"
NO_BOUND = re.compile(  # of 不是上限，是下限
    f"(?:并?不是|{denying.IS_NOT}|{denying.NOT_DONE}|不存在|不写|非)(?:什么|所谓的?)?{_NAMES}"
)
BOUND_SET_RIGHT = re.compile(
    rf"[^，。；！？\n]{{0,4}}(?:并?不是|{denying.IS_NOT})(?:什么|所谓的?)?(?:{_NAMES}|定额|固定数?|死数)"
    rf"[，,、]?(?:而|其实|应该?)?(?:是|属于)个?{_QUOTED}{_NAMED}"
)
LEADING_BOUND = re.compile(  # 看下限，国家级100万元
    rf"(?:单|只|光)?(?:看|按|论|就|从|讲|说|问|比|查)?(?:的是)?{_NAMES}"
    r"(?:线|数|标准)?(?:来?(?:看|说|讲|论)|而言|方面|的话|上)?[：:，,]?$"
)
HEADING_BOUND = re.compile(  # 工业设计中心的上限：国家级80万元，省级50万元
    rf"(?:(?P<most>(?:{_MOST})|[（(]均?(?:{_MOST})[）)])|(?P<least>(?:{_LEAST})|[（(]均?(?:{_LEAST})[）)]))"
    r"(?:标准|金额|数额|分别|依次)?(?:(?:[为是]|如下)?[：:]|(?=[自从由]))"
)
SHARED_BOUND = re.compile(
    r"(?:均|都|全部?|皆|统一|一律|各档|各级|三档|两档|分别|以上)"
    rf"(?:为|是|属于?|按|以|用|冠以|标注?|注明|加了?|写的?是?|不是定额而是)?{_QUOTED}{_NAMED}"
)
CAP_USED = TABLE.cue("cap_used")  # 超了，只按100万元
EXCEEDED = TABLE.cue("exceeded")
CAP_NAMED = TABLE.cue("cap_named", r"{words}(?:了|这|那|单个项目|的|上限|封顶|最高|额|线)*[的（(]?$")
PROMISED = TABLE.cue("promised")
FLAT = TABLE.cue("flat")
