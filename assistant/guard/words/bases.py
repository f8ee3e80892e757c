"""The guard's words for the sums that a rate is applied to, the rows of bases.tsv."""

from __future__ import annotations

from assistant.text import summing
from assistant.text.cues import Table
from assistant.text.shared import SHARED

TABLE = Table(__package__, "bases", SHARED)
BASE_BEFORE = TABLE.cue(
    "base_before",
    r"{words}(?:总额|额|了|为|是|有|达|达到|约|共|合计|大概|预计|计划|已经?|的|每台|一台|金额|[:：=＝（(]|元|款|按|大约|各|再|部分"
    r"|得|需要?|必?须|至少|做到?|冲|就?要?到?){0,4}$",
)
LOCAL_BEFORE = TABLE.cue(  # 县里补160万: what the counties spend
    "public_before",
    r"(?:当地|各?地方?|本地|属地|[你我]们?[县区]|贵?各?[县区]|乡镇?)(?:里|级|上|财政|政府|自己)*"
    rf"(?:[为给对向][^，。；！？\n]{{1,12}}?)?(?:已经?|先|再|{summing.TOTAL}|只|要是|如果)?{{words}}"
    r"(?:了|到|够|满|的|出|不足|不到|没到|未到|超过|达到)*$",
)
AIDED = TABLE.cue("aided")  # 当地财政补助80万元；补助300万元，一半…
LOCAL_FUNDS = TABLE.cue("public_funds")
ONLY_AWARDED = TABLE.cue("only_awarded")
SHARE_OF = TABLE.cue("share")
SUPPOSED_GROWTH = TABLE.cue("supposed_growth")
OBTAINED = TABLE.cue("obtained")
EXAMPLE = TABLE.cue("example")
PER_UNIT = TABLE.cue("per_unit")
BASE_AFTER = TABLE.cue("base_behind", "(?:元|的)?{words}")
BACKGROUND = TABLE.cue("background")
BASE_TAKEN = TABLE.cue("base_taken")
RECKONED_ON = TABLE.cue("reckoned_on")
BASE_SAID = TABLE.cue("base_said")
BASE_PHRASE = TABLE.cue("base_phrase")
