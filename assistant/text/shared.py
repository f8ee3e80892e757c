"""The words that many patterns share, by the names that rows of tables call them by: {award}金."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.text import denying, giving, summing

SHARED: Mapping[str, str] = {
    "give": giving.GIVE,
    "award": giving.AWARD,
    "pay": giving.PAY,
    "total": summing.TOTAL,
    "is_not": denying.IS_NOT,
    "not_done": denying.NOT_DONE,
}
