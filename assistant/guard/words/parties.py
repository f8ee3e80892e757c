"""The guard's words for who pays, and who gets it: the rows of parties.tsv."""

from __future__ import annotations

import re

from assistant.text.cues import Table
from assistant.text.openings import opening_of

TABLE = Table(__package__, "parties")
_PAYERS = {
    "受益": "beneficiary", "两级": "both", "银行": "bank", "中央": "central", "县级": "county", "省级": "province",
    "市级": "city",
}  # fmt: skip
_PAID_BY = "|".join(f"(?P<{name}>{TABLE.words(f'payer_{payer}')})" for name, payer in _PAYERS.items())
PAYERS = re.compile(f"(?=[{opening_of(_PAID_BY)}])(?:{_PAID_BY})")
PERSONS = TABLE.cue("person")
TO_PERSONS = re.compile(
    rf"(?:奖励?|补贴?|奖给|发给|给予|给|补给|拨给|付给|归|对|由|向)[^，。；！？\n]{{0,8}}(?:{PERSONS.pattern})"
    rf"|(?:{PERSONS.pattern})(?:最[高多])?(?:每人|均?可|也|能|获|领|得|享受|一次性|奖|转为|转)|每(?:人|位|名)(?!民)"
)
TO_OFFICES = TABLE.cue("to_offices")  # 奖给当地工信局的工作经费
OTHER_FIRMS, PRIVATE, PUBLIC = TABLE.cue("other_firm"), TABLE.cue("private"), TABLE.cue("public")
GIVEN_TO = TABLE.words("given_to")
YOU = r"(?:贵公司|贵司|贵商[超场户]|您|你们?|企业)"
YOU_GET = re.compile(f"{YOU}(?:{TABLE.words('you_get')})")
