"""The guard's words for how texts deny a figure, or set it right: the rows of denials.tsv."""

from __future__ import annotations

import re

from assistant.text import denying
from assistant.text.cues import STOPS, Table

TABLE = Table(__package__, "denials")
UNMENTIONED = TABLE.cue("unmentioned")
DENY_BEFORE = TABLE.cue("denied")
ASSERT = TABLE.cue("asserted")
DOUBLE = TABLE.cue("doubly_denied")
DENY_AFTER = TABLE.cue("wrong")
DENY_NEXT = TABLE.cue(
    "wrong_next",
    rf"[^{STOPS['cell']}]{{0,14}}[，,—？?-]{{1,2}}(?:这个?|这份|这类|该份?|本|此|这种|该种|上述)?(?:说法|数字|数)?"
    r"(?:在[^，。；！？\n]{1,10}[里中内上])?在?(?:文件|原文|政策|条款|本文件|通知|表)?(?:里|中|上|内)?(?:并|都|也|均|是)?{words}",
)
BELIEVED = TABLE.cue("believed")
SET_RIGHT = TABLE.cue("set_right")
CORRECTED = TABLE.cue(  # 写成50万元的要改成不超过50万元
    "corrected",
    r"[^，。；！？\n]{0,6}[”\"』」]?[，,]?(?:建议|表述)?(?:这句|这里|的说法|的表述|的)?(?:都?要|应该?|必?须|请|得|需要?)?{words}",
)
QUOTED_WRONG = TABLE.cue(  # behind a quotation: “小巨人奖100万元”，不实
    "quoted_wrong",
    r"[，,、：:；]?(?:这[是条个种]?|该|此)?(?:说法|一说|写法|表述)?(?:并|都|也|纯属|均)?{words}",
)
QUOTED_BEFORE = TABLE.cue("quoted_as_draft", r"{words}(?:的?[是为])?[：:]?$")
WRONG_LINE = TABLE.cue("wrong_line", r"[\s>#·•\-*]{0,12}{words}[:：]?")
DISPUTED = re.compile(r"[^，。；！？\n]{0,3}(?:[？?]|是错|不对|的说法|不属实|吗)")
"""What follows a statement that is asked about or called wrong."""
NOT_SAID_THAT = re.compile(f"(?:{denying.IS_NOT}|没说|没有说|说错|误)[^，。；！？\n]{{0,6}}$")
"""What stands before a statement that is denied: 并非上不封顶."""
