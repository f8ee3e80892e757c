"""The guard's words for who pays, and who gets it: the rows of parties.tsv."""

from __future__ import annotations

import re

from assistant.text import giving
from assistant.text.cues import Table
from assistant.text.openings import opening_of
from assistant.text.shared import SHARED

TABLE = Table(__package__, "parties", SHARED)
BOTH = "both"  # what several payers are called together: 省市两级
_PAYERS = ("beneficiary", BOTH, "bank", "central", "county", "province", "city")
# What the table calls them, by the words that stand for them in its own names of payers.
PAYER_NAMES = {
    "beneficiary": "受益财政", "bank": "银行财政", "central": "中央财政", "county": "县级财政",
    "province": "省级财政", "city": "市级财政", BOTH: BOTH,
}  # fmt: skip
_PAID_BY = "|".join(f"(?P<{payer}>{TABLE.words(f'payer_{payer}')})" for payer in _PAYERS)
PAYERS = re.compile(f"(?=[{opening_of(_PAID_BY)}])(?:{_PAID_BY})")
PERSONS = TABLE.cue("person")
TO_PERSONS = re.compile(
    rf"(?:{giving.AWARD}|奖|补|奖给|发给|{giving.GIVE}|给|补给|拨给|付给|归|对|由|向)[^，。；！？\n]{{0,8}}(?:{PERSONS.pattern})"
    rf"|(?:{PERSONS.pattern})(?:最[高多])?(?:每人|均?可|也|能|获|领|得|享受|一次性|奖|转为|转)|每(?:人|位|名)(?!民)"
)
OTHER_FIRMS, PRIVATE, PUBLIC = TABLE.cue("other_firm"), TABLE.cue("private"), TABLE.cue("public")
GIVEN_TO = TABLE.words("given_to")  # what says that money is given to someone: the one list of it
TO_OFFICES = re.compile(rf"(?:{GIVEN_TO})[^，。；！？\n]{{0,6}}(?:{TABLE.words('office')})")  # 奖给当地工信局的工作经费
YOU = r"(?:贵公司|贵司|贵商[超场户]|您|你们?|企业)"
YOU_GET = re.compile(f"{YOU}(?:{TABLE.words('you_get')})")
