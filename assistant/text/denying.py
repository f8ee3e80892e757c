"""The words that say no, the rows of denying.tsv: rf"(?<!{denying.NO})(?:{denying.IS_NOT})"."""

from __future__ import annotations

from assistant.text.cues import Table

TABLE = Table(__package__, "denying")
NO = TABLE.words("no")
"""One letter, as a class: 不."""
IS_NOT = TABLE.words("is_not")
"""不是, 并非."""
NOT_DONE = TABLE.words("not_done")
"""没有, 尚未."""
