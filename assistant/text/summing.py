"""The words that several figures are told together by, the rows of summing.tsv: rf"(?:{summing.TOTAL}|累计)"."""

from __future__ import annotations

from assistant.text.cues import Table

TABLE = Table(__package__, "summing")
TOTALS = TABLE.listed("total")
TOTAL = TABLE.words("total")
"""合计, 一共; neither 累计, which may be of one figure over years, nor 共 alone."""
