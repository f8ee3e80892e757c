"""Whether a figure is what turnover must exceed for an award to be paid."""

from __future__ import annotations

from assistant.guard.layout.items import Item
from assistant.guard.layout.sheet import Sheet
from assistant.guard.layout.surroundings import column_head, plain_words_before
from assistant.guard.words.grants import AWARD, AWARD_BEHIND, AWARD_OVER
from assistant.guard.words.targets import (
    AFTER_NAME,
    GROWN,
    REVENUE_BEFORE,
    SHORT_OF,
    STILL,
    THRESHOLD_AFTER,
    THRESHOLD_BEFORE,
)
from assistant.guard.words.users import USER_NAMED, USERS_TIME

_REWARDED = ("才有", "就有", "才能拿", "就能拿")


def is_revenue_threshold(sheet: Sheet, item: Item) -> bool:
    """Whether the figure is a turnover that is to be exceeded: 营业收入超过50亿元."""
    before = plain_words_before(sheet, item)
    return REVENUE_BEFORE.search(before) is not None and THRESHOLD_BEFORE.search(before) is not None


def is_users_turnover(sheet: Sheet, item: Item) -> bool:
    """Whether the figure is a firm's own turnover, not what it must exceed: 预计营收98亿元，还没过百亿."""
    if GROWN.search(sheet.text, sheet.clause_of(item)[0], item.start):
        return True
    before = plain_words_before(sheet, item)
    revenue = REVENUE_BEFORE.search(before)
    if revenue is None or THRESHOLD_BEFORE.search(before):
        return False
    start, end = sheet.sentence_of(item)
    said = USER_NAMED.search(sheet.text, start, item.start) or USERS_TIME.search(before, 0, revenue.start())
    return said is not None and SHORT_OF.match(sheet.text, item.end, end) is not None


def _is_paid(sheet: Sheet, item: Item, before: str) -> bool:
    """Whether what is to be exceeded is an award: 补助超百亿元; not 奖励超百亿元企业."""
    if AWARD.search(before) and not REVENUE_BEFORE.search(before) and AWARD_BEHIND.match(sheet.text, item.end):
        return True  # 给予超百亿元的奖励
    return AWARD_OVER.search(before) is not None and not THRESHOLD_AFTER.match(sheet.text, item.end)


def is_threshold(sheet: Sheet, item: Item) -> bool:
    """Whether the figure is what turnover must exceed, and not what is paid."""
    before = plain_words_before(sheet, item)
    revenue = REVENUE_BEFORE.search(before)
    if before.endswith(_REWARDED):
        return False
    if AWARD.search(column_head(sheet, item)) and revenue is None:
        return False
    if item.end < len(sheet.text) and AFTER_NAME.match(sheet.text, item.end) and not before.strip():
        return True
    if THRESHOLD_BEFORE.search(before):
        return not _is_paid(sheet, item, before)
    if revenue is not None and not AWARD.search(before, revenue.start()) and not STILL.search(before, revenue.start()):
        return True
    return THRESHOLD_AFTER.match(sheet.text, item.end) is not None
